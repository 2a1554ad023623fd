"""Protocol lines: from a ``note`` to a line, and drafts of what the writer himself saw."""

from __future__ import annotations

from simulator.assessment.form import FORMS, NUMBERS, PLACES, SIGHT, Field, Form, form
from simulator.assessment.line import Line
from simulator.scenario.plan import Plan
from simulator.terms.casetime import clock
from simulator.world.act import Act
from simulator.world.sight import witnesses
from simulator.world.state import Known, State

_CONTROL = ("form",)
KNOWN_AS = {
    "number": "exhibit",
    "copy": "image",
}
"""Field names of a form whose value is known to the world under another name."""


def line_of(act: Act, seq: int, number: int, state: State, lines: tuple[Line, ...]) -> Line:
    """The line a ``note`` or ``correct`` act writes; an exhibit number stands for its item."""
    now = state.now
    fields = tuple((name, value) for name, value in act.args if name not in _CONTROL and value)
    if act.verb == "correct":
        old = next(line for line in lines if str(line.number) == act.target)
        return Line(seq, number, now, old.form, old.about, fields, old.number)
    about = next((i.id for i in state.items if i.exhibit == act.target != ""), act.target)
    return Line(seq, number, now, act.arg("form"), about, fields)


def forms_for(plan: Plan, state: State, target: str) -> tuple[Form, ...]:
    """The forms that may speak of this target at this stage."""
    is_person = any(person.id == target for person in plan.people)
    about = "person" if is_person else "item"
    return tuple(entry for entry in FORMS if entry.about == about and state.stage in entry.stages)


def options_for(plan: Plan, state: State, field: Field) -> tuple[str, ...]:
    """The choices of a field in this plan; empty for free text."""
    if field.options == (SIGHT,):
        return witnesses(plan, state, Act("note"))
    if field.options == (PLACES,):
        return tuple(place.id for place in plan.places)
    if field.options == (NUMBERS,):
        taken = sum(1 for item in state.items if item.exhibit)
        return tuple(f"EX-{n:03d}" for n in range(1, max(taken, 1) + 2))
    return field.options


def draft(plan: Plan, state: State, form_id: str, target: str) -> dict[str, str]:
    """What the trainee himself perceived, by field; what he did not is left out.

    Who saw a thing come to light is never drafted: that is his to say.
    """
    known = {entry.field: entry for entry in state.known if entry.about == target}
    filled: dict[str, str] = {}
    for field in form(form_id).fields:
        value = _drafted(field.name, form_id, known)
        if value:
            filled[field.name] = value
    return filled


def filled(plan: Plan, state: State, act: Act) -> Act:
    """A ``note`` with what the draft holds for every field that was not given.

    This is the guided level's help; at other levels a line holds what was written.
    """
    if act.verb != "note" or not act.arg("form"):
        return act
    target = next((i.id for i in state.items if i.exhibit == act.target != ""), act.target)
    fields = {**draft(plan, state, act.arg("form"), target), **dict(act.args)}
    return Act("note", target, tuple(sorted(fields.items())), act.who)


def _drafted(name: str, form_id: str, known: dict[str, Known]) -> str:
    if name in ("sight", "shown", "came", "remark", "told", "effect", "whose", "why"):
        return ""
    if name == "photo":
        return "yes" if "photo" in known else ""
    if name == "power_bank":
        return "yes" if "power_bank" in known else "no" if form_id == "done" else ""
    if name == "blocker":
        return "yes" if "blocker" in known else ""
    if name == "when":
        moments = [k.at for f, k in known.items() if f in ("bag", "awake", "flight", "leaked")]
        return clock(max(moments)) if moments else ""
    if name == "what" and form_id == "done":
        done = [f for f in ("bag", "flight", "radios", "awake", "power", "live") if f in known]
        return ", ".join(done)
    if name == "rights":
        return "yes" if "rights" in known else ""
    first = known.get(f"first_{name}") if form_id == "found" else None
    entry = first or known.get(KNOWN_AS.get(name, name))
    return entry.value if entry is not None else ""
