"""Where the package names a code of the catalogues, found in its syntax trees.

Seen are errors (``SomeError("code")``, ``diagnostic("code")``), ``phrase("code")`` and
``say("code")``, and calls of a function that completes a code, such as ``finding``.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import simulator

PACKAGE = Path(simulator.__file__).parent


@dataclass(frozen=True)
class Use:
    """A call that names a code: a pattern where the code is partly computed."""

    where: str
    code: str
    error: bool
    params: frozenset[str] | None
    """Names given, or None when some come from a mapping."""

    def said(self) -> Iterator[str]:
        if self.error:
            yield from (rf"error\.{self.code}\.{part}" for part in ("what", "why", "fix"))
        else:
            yield self.code


def pattern(node: ast.expr, known: Mapping[str, str] | None = None) -> str | None:
    """The code an argument names, as a pattern; a name in ``known`` stands for its value."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(_part(part, known or {}) for part in parts)
    return None


def _part(part: ast.expr, known: Mapping[str, str]) -> str:
    match part:
        case ast.Constant(value=value):
            return re.escape(str(value))
        case ast.FormattedValue(value=ast.Name(id=name)) if name in known:
            return re.escape(known[name])
    return ".+"


def called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


@dataclass(frozen=True)
class Maker:
    """A function that completes a code: ``finding("gap")`` says ``custody.gap.says``."""

    parameter: str
    position: int
    """Among the arguments of a call, so without ``self``."""
    method: bool
    codes: tuple[ast.expr, ...]

    def said(self, call: ast.Call) -> Iterator[str]:
        given = [keyword.value for keyword in call.keywords if keyword.arg == self.parameter]
        for argument in (*call.args[self.position : self.position + 1], *given):
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                known = {self.parameter: argument.value}
                yield from filter(None, (pattern(code, known) for code in self.codes))


def definitions(trees: Mapping[Path, ast.Module]) -> dict[str, dict[Path, list[Maker]]]:
    """Every function by name and file, with the codes it completes, if any."""
    found: dict[str, dict[Path, list[Maker]]] = {}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, {}).setdefault(path, []).extend(completed_by(node))
    return found


def completed_by(function: ast.FunctionDef) -> Iterator[Maker]:
    codes = [
        call.args[0]
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and called(call) in ("phrase", "Phrase")
        and call.args
        and isinstance(call.args[0], ast.JoinedStr)
    ]
    arguments = [*function.args.posonlyargs, *function.args.args]
    parameters = [argument.arg for argument in arguments if argument.arg != "self"]
    for position, parameter in enumerate(parameters):
        own = tuple(code for code in codes if f"{{{parameter}}}" in ast.unparse(code))
        if own:
            yield Maker(parameter, position, len(parameters) < len(arguments), own)


def nearest(homes: Mapping[Path, list[Maker]], path: Path) -> list[Maker]:
    """Of functions with one name, those of the calling file, else of its room, else imported."""
    if path in homes:
        return homes[path]
    room = [own for home, own in homes.items() if home.parts[0] == path.parts[0]]
    if room:
        return [maker for own in room for maker in own]
    return [maker for own in homes.values() for maker in own if not maker.method]


def uses_in(trees: Mapping[Path, ast.Module]) -> Iterator[Use]:
    defined = definitions(trees)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                where = f"{path}:{node.lineno}"
                for maker in nearest(defined.get(called(node), {}), path):
                    for code in maker.said(node):
                        yield Use(where, code, error=False, params=None)
                yield from named_in(node, where)


def named_in(call: ast.Call, where: str) -> Iterator[Use]:
    name = called(call)
    error = name == "diagnostic" or (name.endswith("Error") and not hasattr(builtins, name))
    # pydantic's own error is turned into a diagnostic with the same code.
    if not call.args or name == "PydanticCustomError":
        return
    code = pattern(call.args[0])
    # `Phrase("")` is no sentence, and a wholly computed code is seen where it is computed.
    if not code or code == ".+" or not (error or name in ("phrase", "Phrase", "say")):
        return
    names = [keyword.arg for keyword in call.keywords]
    # `Phrase(code, params)` gives its parameters as a tuple, `**named` as a mapping.
    hidden = None in names or (name == "Phrase" and len(call.args) > 1)
    yield Use(where, code, error, None if hidden else frozenset(n for n in names if n))


@cache
def uses() -> tuple[Use, ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    return tuple(uses_in({path.relative_to(PACKAGE): tree for path, tree in trees.items()}))
