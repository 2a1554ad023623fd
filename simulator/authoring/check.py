"""Is this scenario ready for a class? What compiles may still be unlawful, late or unworded."""

from __future__ import annotations

from pathlib import Path

from simulator.authoring import language
from simulator.doctrine.error import load_errors
from simulator.doctrine.library import load_packs
from simulator.errors import Place, ScenarioError
from simulator.scenario.diagnostic import Diagnostic
from simulator.scenario.fault import FaultList
from simulator.scenario.folder import SCENARIO_FILE, Scenario, load
from simulator.scenario.node import Mapping, Node, Scalar, Sequence
from simulator.scenario.plan import Plan
from simulator.terms.phrase import Phrase


def check(folder: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong or doubtful in a scenario folder, errors first.

    Warnings (``Diagnostic.warning``) can be played. Never raises ``ScenarioError``: a
    folder that does not compile gives the compiler's diagnostics.
    """
    try:
        scenario = load(folder)
    except ScenarioError as error:
        found = tuple(one for one in error.diagnostics if isinstance(one, Diagnostic))
        sentence = Phrase(error.code, tuple(sorted(error.params.items())))
        return found or (Diagnostic(error.code, Place(SCENARIO_FILE), 1, sentence),)
    return examined(scenario)


def examined(scenario: Scenario) -> tuple[Diagnostic, ...]:
    """The checks that need a compiled scenario."""
    faults = FaultList(scenario.tree)
    plan = scenario.plan
    _hours(plan, faults)
    _law(plan, faults)
    _things(plan, faults)
    _losses(plan, faults)
    _surprises(plan, faults)
    _questions(plan, faults)
    if scenario.folder.name != plan.id:
        faults.add("folder-name", ("id",), plan.id, warning=True, folder=scenario.folder.name)
    _unused(scenario, faults)
    found = [*faults.found, *language.examined(scenario)]
    return tuple(sorted(found, key=lambda one: (one.warning, one.place.file, one.place.line)))


def _scene_seconds(plan: Plan) -> int:
    return next((stage.minutes * 60 for stage in plan.stages if stage.id == "scene"), 0)


def _hours(plan: Plan, faults: FaultList) -> None:
    if plan.starts < plan.order.valid_from or plan.starts >= plan.order.valid_to:
        faults.add("order-closed", ("starts",))
    elif plan.starts + _scene_seconds(plan) > plan.order.valid_to:
        faults.add("order-short", ("order",), warning=True)
    if not plan.order.covers:
        faults.add("order-empty", ("covers",))


def _law(plan: Plan, faults: FaultList) -> None:
    packs = {pack.id: pack for pack in load_packs()}
    if plan.pack not in packs:
        faults.add("law-unknown", ("law",), plan.pack, packs)
    else:
        needed = packs[plan.pack].duties.attesting_witnesses
        there = sum(person.part == "witness" for person in plan.people)
        if there < needed:
            faults.add("witness-few", ("witnesses",), warning=True, needed=needed, there=there)
    known = [error.id for error in load_errors()]
    for id, _ in plan.severities:
        faults.refer(id, known, ("weighs",), "weighs-unknown")


def _things(plan: Plan, faults: FaultList) -> None:
    serials: dict[str, str] = {}
    rooms = {place.id: place for place in plan.places}
    for item in plan.items:
        if item.serial and item.serial in serials:
            other = serials[item.serial]
            faults.add("serial-twice", ("items", item.id, "serial"), item.serial, other=other)
        serials.setdefault(item.serial, item.id)
        if item.hidden and not rooms[item.place].search_seconds:
            faults.add("hidden-unsearchable", ("items", item.id, "place"), item.place)
    used = {item.place for item in plan.items} | {person.place for person in plan.people}
    for place in plan.places:
        if place.id not in used:
            faults.add("place-empty", ("places", place.id), place.id, warning=True)


def _losses(plan: Plan, faults: FaultList) -> None:
    end = _scene_seconds(plan)
    shields = any(thing.kind == "bag" and thing.good for thing in plan.kit)
    for item in plan.items:
        path = ("items", item.id, "left alone")
        if item.wiped_after.low and not item.nets:
            faults.add("wipe-offline", path, warning=True)
        elif item.wiped_after.low and not shields:
            faults.add("wipe-certain", path, warning=True)
        for loss in (item.wiped_after, item.locks_lapse, item.dims_lapse):
            if loss.low > end:
                faults.add("loss-late", path, warning=True)
                break
        if item.locks_lapse.low and item.dims_lapse.low > item.locks_lapse.low:
            faults.add("dims-after-lock", path, warning=True)
        if item.locks_lapse.low and item.lock != "unlocked":
            faults.add("locks-locked", path, warning=True)


def _surprises(plan: Plan, faults: FaultList) -> None:
    lengths = {stage.id: stage.minutes * 60 for stage in plan.stages}
    for surprise in plan.surprises:
        path = ("surprises", surprise.id)
        if surprise.stage not in lengths:
            faults.add("surprise-stage", (*path, "stage"), surprise.stage, lengths)
        elif surprise.stage == "scene" and surprise.after.low >= lengths["scene"]:
            faults.add("surprise-late", (*path, "after"))
        if set(surprise.good) == set(surprise.choices):
            faults.add("surprise-harmless", (*path, "good"), warning=True)


def _questions(plan: Plan, faults: FaultList) -> None:
    if plan.questions and not any(stage.id == "lab" for stage in plan.stages):
        faults.add("questions-nowhere", ("questions",), warning=True)
    kinds = {question.kind for question in plan.questions}
    if plan.questions and "exculpatory" not in kinds:
        faults.add("questions-one-sided", ("questions",), warning=True)


def _unused(scenario: Scenario, faults: FaultList) -> None:
    """Attached files that no item holds."""
    named = [text.split(",")[0].strip() for text in _folders(scenario.tree)]
    top = scenario.folder / "files"
    for path in sorted(top.rglob("*")):
        name = path.relative_to(scenario.folder).as_posix()
        if path.is_file() and not any(name.startswith(f"{folder}/") for folder in named):
            faults.add("attached-unused", ("items",), warning=True, file=name)


def _folders(node: Node) -> list[str]:
    if isinstance(node, Sequence):
        return [text for item in node.items for text in _folders(item)]
    if not isinstance(node, Mapping):
        return []
    found: list[str] = []
    for key, value in node.entries:
        if isinstance(value, Scalar) and key.text in ("folder", "contains"):
            found.append(value.text)
        else:
            found += _folders(value)
    return found
