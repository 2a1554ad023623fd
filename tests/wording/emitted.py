"""What a trainee can meet in play, found in the tables of acts and in the syntax trees.

The world says what is perceived as ``m.see(code)`` and refuses with a code; neither
names the catalogue's key in full, so ``use`` does not see them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.assessment.form import form
from simulator.scenario.condition import _NETS, CLUES
from simulator.scenario.deal import dealt
from simulator.scenario.kit import _THINGS
from simulator.scenario.library import find, names
from simulator.scenario.plan import Plan
from simulator.world.act import act
from simulator.world.acts.spec import Param
from simulator.world.acts.table import ACTS
from simulator.world.state import begin
from tests.wording.use import PACKAGE, called


@dataclass(frozen=True)
class Seen:
    """A call that tells the trainee something; ``params`` are the names it gives."""

    where: str
    code: str
    params: frozenset[str]


@cache
def trees(folder: str) -> dict[Path, ast.Module]:
    paths = sorted((PACKAGE / folder).rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def plans() -> tuple[Plan, ...]:
    """The scenarios that ship, dealt."""
    return tuple(dealt(find(name).plan, 1) for name in names())


def options(verb: str, param: Param) -> set[str]:
    """The answers to a question that are not names of the scenario's own things."""
    found: set[str] = set()
    for plan in plans():
        own = {person.id for person in plan.people} | {place.id for place in plan.places}
        own |= {kit.id for kit in plan.kit} | {item.id for item in plan.items}
        offered = param.options(plan, begin(plan), act(verb))
        found |= {value for value in offered if value not in own and not value.startswith("EX-")}
    return found


def _chosen(verb: str, name: str) -> set[str]:
    return {value for p in ACTS[verb].params if p.name == name for value in options(verb, p)}


def values() -> dict[str, set[str]]:
    """What the computed part of a code can be, by the expression that computes it."""
    power, lock = (set(f.options) for f in form("found").fields if f.name in ("power", "lock"))
    kinds = {"bag", *_THINGS.values()}
    return {
        "item.power": power - {"none"},
        "locked": lock,
        "net": {net for nets in _NETS.values() for net in nets},
        "clue": set(CLUES.values()),
        "item.fed_by": {"mains", "bank"},
        "how": _chosen("awake", "how") | {"jiggler"},
        "about": _chosen("ask", "about"),
        "matter": _chosen("call", "about"),
        "outcome": {"match", "mismatch"},
        "kit.kind": kinds,
        "state": {"good", "failed"},
    }


def strings(node: ast.expr | None) -> Iterator[str]:
    """Every string an expression can come to, without those it only compares."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*strings(body), *strings(orelse))
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from strings(part)


def returned(function: ast.FunctionDef) -> set[str]:
    """The strings a function can return by itself."""
    found = (n.value for n in ast.walk(function) if isinstance(n, ast.Return))
    return {text for value in found for text in strings(value)}


def functions(folder: str) -> Iterator[ast.FunctionDef]:
    for tree in trees(folder).values():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def refusals() -> set[str]:
    """Codes of what is impossible: functions that answer a moment and an act with a word."""
    found: set[str] = set()
    for folder in ("world", "attempt"):
        for function in functions(folder):
            names = [argument.arg for argument in function.args.args]
            word = function.returns is not None and ast.unparse(function.returns) == "str"
            if word and names and names[-1] == "act" and names[0] in ("m", "plan", "position"):
                found |= returned(function)
    return found


def _codes(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    match node:
        case ast.JoinedStr(values=parts):
            known, made = values(), {""}
            for part in parts:
                match part:
                    case ast.Constant(value=text):
                        ends = {str(text)}
                    case ast.FormattedValue(value=value):
                        name = ast.unparse(value)
                        assert name in known, f"say in tests/wording/emitted.py what {name} can be"
                        ends = known[name]
                    case _:
                        ends = set()
                made = {start + end for start in made for end in ends}
            yield from made
        case ast.Name(id=name):
            for inner in ast.walk(function):
                if isinstance(inner, ast.Assign) and ast.unparse(inner.targets[0]) == name:
                    yield from strings(inner.value)
        case _:
            yield from strings(node)


def seen() -> Iterator[Seen]:
    """Every ``see`` and ``alarm`` of the world."""
    for path, tree in trees("world").items():
        for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and called(node) in ("see", "alarm") and node.args:
                    given = frozenset(word.arg for word in node.keywords if word.arg)
                    where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                    for code in _codes(node.args[0], function):
                        yield Seen(where, f"seen.{code}", given)


def endings() -> set[str]:
    """Why a stage or an attempt ends."""
    found: set[str] = set()
    for tree in trees("world").values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ("end_stage", "end", "close"):
                found |= {text for argument in node.args[1:2] for text in strings(argument)}
    return found


def absences() -> set[str]:
    """What a detector names as missing."""
    found: set[str] = set()
    for tree in trees("assessment").values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= {
                    t for word in node.keywords if word.arg == "absent" for t in strings(word.value)
                }
                if called(node) == "Once":
                    found |= {text for argument in node.args[3:4] for text in strings(argument)}
    return found
