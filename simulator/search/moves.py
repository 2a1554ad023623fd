"""The concrete acts that can be tried in a state: every verb, target and choice there is.

Free words are taken from the plan; protocol lines are honest drafts, completed only with
what the writer perceived. A chooser takes a part of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from simulator.attempt.position import Position
from simulator.attempt.protocol import draft, forms_for
from simulator.scenario.plan import Plan
from simulator.world.act import ME, Act
from simulator.world.acts.reach import targets
from simulator.world.acts.spec import ActSpec, Param
from simulator.world.acts.table import ACTS
from simulator.world.moment import Moment
from simulator.world.state import State
from simulator.world.step import refusal

Chooser = Callable[[Plan, Position, Act], bool]


def every(plan: Plan, position: Position, act: Act) -> bool:
    """Take all of them."""
    return True


def candidates(plan: Plan, position: Position, chooser: Chooser = every) -> tuple[Act, ...]:
    """The acts that are not refused here; those that take seconds before the long ones."""
    state = position.state
    found = [
        act
        for act in _enumerated(plan, position)
        if chooser(plan, position, act) and not refusal(plan, state, act)
    ]
    moment = Moment(plan, state)
    return tuple(sorted(found, key=lambda act: ACTS[act.verb].seconds(moment, act)))


def enumerated(plan: Plan, position: Position) -> tuple[Act, ...]:
    """All acts that can be said here, refused ones included, in the order of the table."""
    return tuple(_enumerated(plan, position))


def _enumerated(plan: Plan, position: Position) -> Iterator[Act]:
    state = position.state
    for spec in ACTS.values():
        if spec.verb == "note":
            yield from _notes(plan, state)
        elif spec.verb == "testify":
            yield from _statements(position)
        elif spec.verb != "correct":
            yield from _acts(plan, state, spec)


def _acts(plan: Plan, state: State, spec: ActSpec) -> Iterator[Act]:
    named = [id for id in targets(plan, state, spec.on) if not _is_number(state, id)]
    for target in dict.fromkeys(named):
        for who in (ME, *_team(plan, spec)):
            bare = Act(spec.verb, target, (), who)
            params = [p for p in spec.asks if not (p.name == "why" and who != ME)]
            for values in product(*(_values(plan, state, p, bare) for p in params)):
                pairs = zip((param.name for param in params), values, strict=True)
                yield Act(spec.verb, target, tuple(sorted(pairs)), who)


def _is_number(state: State, id: str) -> bool:
    """An exhibit number is another name for its item; the item's own is tried."""
    return any(item.exhibit == id != "" for item in state.items)


def _team(plan: Plan, spec: ActSpec) -> tuple[str, ...]:
    if not spec.by_team:
        return ()
    return tuple(p.id for p in plan.people if p.part in ("officer", "specialist"))


def _values(plan: Plan, state: State, param: Param, act: Act) -> tuple[str, ...]:
    offered = tuple(dict.fromkeys(param.options(plan, state, act)))
    return offered or _free(plan, state, param.name, act)


def _free(plan: Plan, state: State, name: str, act: Act) -> tuple[str, ...]:
    """Words for a free field: paths and the longest word of every planted file."""
    copy = next((copy for copy in state.copies if copy.id == act.target), None)
    medium = plan.item(copy.of).medium if copy is not None else None
    if medium is None:
        return ()
    files = [f for part in medium.partitions for f in part.volume.files if f.fact]
    if name == "file":
        return tuple(file.path for file in files if not file.deleted)
    words = (file.data.decode("utf-8", "replace").split() for file in files)
    return tuple(dict.fromkeys(max(found, key=len) for found in words if found))


def _statements(position: Position) -> Iterator[Act]:
    question = position.court_question
    if question is not None:
        for number in range(1, len(question.answers) + 1):
            yield Act("testify", question.id, (("choice", str(number)),))


def _notes(plan: Plan, state: State) -> Iterator[Act]:
    for target in targets(plan, state, "anything"):
        if _is_number(state, target):
            continue
        for form in forms_for(plan, state, target):
            fields = honest(plan, state, form.id, target)
            if fields:
                args = {**fields, "form": form.id}
                yield Act("note", target, tuple(sorted(args.items())))


def honest(plan: Plan, state: State, form: str, target: str) -> dict[str, str]:
    """The draft, with the choices a truthful writer makes from what he perceived."""
    known = {entry.field: entry.value for entry in state.known if entry.about == target}
    fields = draft(plan, state, form, target)
    fields = {name: value for name, value in fields.items() if value}
    match form:
        case "found" if fields:
            fields["came"] = "search" if "found" in known else "visible"
            if known.get("sight"):
                fields["sight"] = known["sight"]
        case "done" if fields.get("what"):
            fields["why"] = "stop-signals" if "bag" in known else "keep-state"
        case "taken" if known.get("shown"):
            fields["shown"] = known["shown"]
        case "left" if "left" in known:
            fields["why"] = known["left"]
        case "incident" if known.get("leaked") == "yes":
            fields |= {"what": "bag-leaked", "whose": "mine", "effect": "changed"}
        case "answer" if "asked-code" in known:
            fields |= {"question": "code", "words": f"{target}.code"}
        case "copy" if fields:
            pass
        case _:
            return {}
    return _sighted(plan, fields)


def _sighted(plan: Plan, fields: dict[str, str]) -> dict[str, str]:
    """What is known as a list of names, said as the form's choice."""
    both = ",".join(person.id for person in plan.people if person.part == "witness")
    said = {both: "both", "": "nobody"}
    return {n: said.get(v, v) if n in ("sight", "shown") else v for n, v in fields.items()}
