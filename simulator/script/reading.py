"""Reading what a person typed: his words, in his order, against what he knows so far.

A hidden thing and one that does not exist are told apart by nothing: both are unknown
words. Suggestions are drawn from known words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from simulator.errors import UsageError
from simulator.scenario.plan import Plan
from simulator.script.canonical import parse_act
from simulator.script.lexicon import Lexicon
from simulator.terms.casetime import parse_duration
from simulator.wording.fold import fold, other_layout
from simulator.world.act import ME, Act
from simulator.world.acts.spec import Param
from simulator.world.acts.table import ACTS
from simulator.world.state import State

_NO_TARGET = ("none",)
_TOKEN = re.compile(r'(?:[a-z_]+=)?"(?:[^"\\]|\\.)*"|\S+')


@dataclass(frozen=True, slots=True)
class Read:
    """An act, perhaps not complete: the next parameter to ask is ``missing``."""

    act: Act
    needs_target: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Not understood. ``near`` are words that were perhaps meant; ``layout`` is the whole
    line as it would read on the other keyboard, when that makes sense. With ``verb`` the act
    is clear, but no such thing is known: that is a refusal, as for a thing that is not there.
    """

    word: str
    near: tuple[str, ...] = ()
    layout: str = ""
    verb: str = ""


def read(line: str, lexicon: Lexicon, state: State) -> Read | Unread:
    """Read one line typed at the main prompt."""
    result = _read(line, lexicon, state)
    if isinstance(result, Unread):
        turned = other_layout(line)
        if turned != line and isinstance(_read(turned, lexicon, state), Read):
            return Unread(result.word, result.near, turned, result.verb)
    return result


def _read(line: str, lexicon: Lexicon, state: State) -> Read | Unread:
    exact = _canonical(line, lexicon, state)
    if exact is not None:
        return exact
    tokens = [fold(token) for token in _TOKEN.findall(line.replace(",", " "))]
    things = lexicon.things(state)
    who = ME
    if tokens and _member(tokens[0].rstrip(":"), things, lexicon.plan) and len(tokens) > 1:
        who, tokens = things[tokens[0].rstrip(":")], tokens[1:]
    if not tokens:
        return Unread("")
    verb, used = _longest(tokens, lexicon.verbs())
    if not verb:
        # The thing first, then the act, as in the menus.
        thing, named = _longest(tokens, things)
        verb, used = _longest(tokens[named:], lexicon.verbs()) if thing else ("", 0)
        if not verb:
            return Unread(tokens[0], _near(tokens[0], [*lexicon.verbs(), *things]))
        tokens = [*tokens[named : named + used], *tokens[:named], *tokens[named + used :]]
    tokens = tokens[used:]
    spec = ACTS[verb]
    target = ""
    if spec.on not in _NO_TARGET and tokens:
        target, used = _longest(tokens, things)
        if not target and spec.on != "person-or-all":
            return Unread(tokens[0], _near(tokens[0], things), verb=verb)
        tokens = tokens[used:]
    if verb == "photograph" and target == "" and state.stage == "scene":
        target = state.here
    args = _arguments(tokens, spec.asks, lexicon, state, Act(verb, target, (), who))
    if isinstance(args, Unread):
        return args
    act = Act(verb, target, tuple(sorted(args.items())), who)
    needs = spec.on not in (*_NO_TARGET, "person-or-all", "anything") and not target
    return Read(act, needs_target=needs)


def _canonical(line: str, lexicon: Lexicon, state: State) -> Read | None:
    try:
        act = parse_act(line)
    except UsageError:
        return None
    spec = ACTS.get(act.verb)
    if spec is None:
        return None
    free = {"who", *(param.name for param in spec.asks)}
    if act.verb not in ("note", "correct") and any(name not in free for name, _ in act.args):
        return None
    if spec.on == "none" and act.target:
        return None
    things = set(lexicon.things(state).values())
    plan = lexicon.plan
    known = act.target in things or spec.on in ("surprise", "court", "line", "none")
    if spec.on == "person-or-all" and not act.target:
        known = True
    if not known or (not act.target and spec.on not in ("none", "person-or-all")):
        return None
    if act.who != ME and not any(person.id == act.who for person in plan.people):
        return None
    return Read(act)


def _member(word: str, things: dict[str, str], plan: Plan) -> bool:
    id = things.get(word, "")
    return any(p.id == id and p.part in ("officer", "specialist") for p in plan.people)


def _longest(tokens: list[str], words: dict[str, str]) -> tuple[str, int]:
    """The longest run of tokens, from the first on, that is a known word."""
    for count in range(min(4, len(tokens)), 0, -1):
        found = words.get(" ".join(tokens[:count]))
        if found:
            return found, count
    return "", 0


def _arguments(
    tokens: list[str], params: tuple[Param, ...], lexicon: Lexicon, state: State, act: Act
) -> dict[str, str] | Unread:
    """Match what is left of the line with the parameters, in any order."""
    args: dict[str, str] = {}
    open_params = {param.name: param for param in params}
    while tokens:
        named = re.match(r'([a-z_]+)="?(.*?)"?$', tokens[0])
        if named and named[1] in open_params:
            param = open_params.pop(named[1])
            offered = lexicon.options(param.options(lexicon.plan, state, act))
            args[named[1]] = offered.get(fold(named[2]), named[2])
            tokens = tokens[1:]
            continue
        for name, param in open_params.items():
            options = param.options(lexicon.plan, state, act)
            value, used = _longest(tokens, lexicon.options(options))
            if not value and (free := _free(name, options, tokens[0])):
                value, used = free, 1
            if value:
                del open_params[name]
                args[name] = value
                tokens = tokens[used:]
                break
        else:
            words = [
                word
                for param in open_params.values()
                for word in lexicon.options(param.options(lexicon.plan, state, act))
            ]
            return Unread(tokens[0], _near(tokens[0], words))
    return args


def _free(name: str, options: tuple[str, ...], token: str) -> str:
    if name == "for":
        return token if parse_duration(token) is not None else ""
    return token if not options else ""


def _near(word: str, words: Iterable[str]) -> tuple[str, ...]:
    candidates = list(words)
    return tuple(get_close_matches(word, candidates, n=2, cutoff=0.6))


def missing(plan: Plan, state: State, act: Act) -> Param | None:
    """The first parameter that still has to be said, or ``None``."""
    for param in ACTS[act.verb].asks:
        if param.name == "why" and act.who != ME:
            continue
        if param.default is None and not act.arg(param.name):
            return param
    return None
