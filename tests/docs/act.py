"""The tables of acts and forms, out of the tables that the world and the judgement use."""

from __future__ import annotations

from simulator.assessment.form import FORMS, NUMBERS, PLACES, SIGHT
from simulator.scenario.deal import dealt
from simulator.scenario.library import find
from simulator.world.act import Act
from simulator.world.acts.spec import ActSpec, Param
from simulator.world.acts.table import ACTS
from simulator.world.state import begin

_TARGET = {
    "none": "—",
    "item": "item",
    "item-or-place": "item or place",
    "place": "place",
    "person": "person",
    "person-or-all": "person, or nothing: all",
    "witness": "witness",
    "caller": "chief or prosecutor",
    "surprise": "surprise",
    "paper": "`order`, `kit`",
    "exhibit": "exhibit",
    "copy": "copy",
    "question": "question",
    "anything": "item or person",
    "line": "line number",
    "court": "court question",
}
_OPTIONS = {
    ("search", "sight"): "a witness, `both`, `nobody`",
    ("seize", "shown"): "a witness, `both`, `nobody`",
    ("seize", "number"): "`EX-001` and on",
    ("isolate", "bag"): "a bag of the kit",
    ("awake", "how"): "`finger`, `setting`, `jiggler`",
    ("hand-over", "to"): "the custodian or an officer",
    ("reply", "choice"): "a choice of the surprise",
    ("answer", "choice"): "number of the statement",
    ("answer", "cite"): "a result, `R-001` and on",
    ("view", "file"): "path in the copy",
    ("find", "word"): "any word",
    ("wait", "for"): "minutes, or `30s`, `2h`",
}
_CHOICES = {SIGHT: "a witness, both, nobody", PLACES: "a place", NUMBERS: "an exhibit number"}
_SPECIAL = {
    "photo_seconds": "{me}; team {team}",
    "note_seconds": "{me}",
    "off_seconds": "{me}",
    "search_seconds": "the room's `search takes`",
    "image_seconds": "by capacity, 120 or more",
    "wait_seconds": "as said",
}


def table() -> str:
    """Every act: verb, target, parameters, seconds, stages."""
    rows = ["| act | on | parameters | seconds | stages |", "|---|---|---|---|---|"]
    for verb, spec in ACTS.items():
        marks = " †" if spec.by_team else ""
        asks = "<br>".join(_param(spec, param) for param in spec.asks) or "—"
        if verb in ("note", "correct"):
            asks = "`form=` and its fields" if verb == "note" else "the fields put right, `reason=`"
        stages = ", ".join(spec.stages)
        rows.append(f"| `{verb}`{marks} | {_TARGET[spec.on]} | {asks} | {_time(spec)} | {stages} |")
    return "\n".join(rows) + "\n"


def forms() -> str:
    """Every form of a protocol line with its fields."""
    rows = ["| form | on | stages | fields |", "|---|---|---|---|"]
    for form in FORMS:
        fields = "; ".join(
            f"`{field.name}`"
            + (": " + ", ".join(map(_choice, field.options)) if field.options else "")
            for field in form.fields
        )
        rows.append(f"| `{form.id}` | {form.about} | {', '.join(form.stages)} | {fields} |")
    return "\n".join(rows) + "\n"


def _choice(option: str) -> str:
    return _CHOICES.get(option, option)


def _param(spec: ActSpec, param: Param) -> str:
    words = _OPTIONS.get((spec.verb, param.name), "")
    if not words:
        plan = dealt(find("ringing-phone").plan, 1)
        found = param.options(plan, begin(plan), Act(spec.verb))
        if not found:
            raise KeyError(f"say in _OPTIONS what {spec.verb} {param.name} takes")
        words = ", ".join(f"`{option}`" for option in found)
    default = f" (else `{param.default}`)" if param.default else ""
    return f"`{param.name}=` {words}{default}"


def _time(spec: ActSpec) -> str:
    moment = None
    if spec.seconds.__qualname__.startswith("takes."):
        seconds = str(spec.seconds(moment, Act(spec.verb)))  # type: ignore[arg-type]
    else:
        words = _SPECIAL[spec.seconds.__name__]
        me, team = "", ""
        if "{" in words:
            me = str(spec.seconds(moment, Act(spec.verb)))  # type: ignore[arg-type]
            team = str(spec.seconds(moment, Act(spec.verb, who="x")))  # type: ignore[arg-type]
        seconds = words.format(me=me, team=team)
    return f"{seconds}, then stays" if spec.posted else seconds
