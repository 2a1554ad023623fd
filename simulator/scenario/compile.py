"""From the author's file to the plan.

References between people, places, items and files are resolved here; what is missing
comes out as diagnostics. The digest covers mechanics and file bytes, never a sentence,
so another language or a better wording is still the same exercise.
"""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives import hashes

from simulator.scenario.attachment import Attachments
from simulator.scenario.diagnostic import DiagnosticError
from simulator.scenario.fault import FaultList
from simulator.scenario.interruption import surprises_of
from simulator.scenario.medium import medium_of
from simulator.scenario.node import Mapping
from simulator.scenario.party import Party
from simulator.scenario.plan import (
    ItemPlan,
    OrderPlan,
    PersonPlan,
    PlacePlan,
    Plan,
    Span,
    StagePlan,
)
from simulator.scenario.question import questions_of
from simulator.scenario.schema import Item, ScenarioFile
from simulator.scenario.site import Site, site_of

_LINES = {"officer": "team", "specialist": "team", "witness": "witnesses"}
"""The key a person's line stands under, where it is not his part."""
_DEVICES = ("phone", "laptop", "computer")


def compiled(model: ScenarioFile, tree: Mapping, files: Attachments) -> Plan:
    """The undealt plan of a checked file; ``DiagnosticError`` lists what refers to nothing."""
    faults = FaultList(tree)
    plan = _plan(model, files, faults)
    if faults.found:
        raise DiagnosticError(*faults.found)
    return msgspec.structs.replace(plan, digest=digest_of(plan))


def digest_of(plan: Plan) -> str:
    """SHA-256 over the sorted JSON of the undealt plan without its digest, lowercase hex."""
    bare = msgspec.structs.replace(plan, digest="", seed=-1)
    sha = hashes.Hash(hashes.SHA256())
    sha.update(msgspec.json.encode(bare, order="sorted"))
    return sha.finalize().hex()


def _plan(model: ScenarioFile, files: Attachments, faults: FaultList) -> Plan:
    site = site_of(model)
    parties = _parties(model, faults)
    names = {party.id for party in parties}
    items = _items(model, site, files, faults, names)
    covered = tuple(item.id for item in items if item.covered)
    cover = model.covers
    persons = cover.persons if cover else (model.occupant.id,)
    for person in persons:
        faults.refer(person, names, ("covers",), "refers-person")
    return Plan(
        id=model.id,
        version=model.version,
        size=model.size,
        minutes=model.minutes,
        starts=model.starts,
        stages=_stages(model),
        pack=model.law,
        order=OrderPlan(
            model.order.number, model.order.valid_from, model.order.valid_to, covered, persons
        ),
        people=tuple(_person(party, site, items, faults) for party in parties),
        places=tuple(
            PlacePlan(id, room.search_takes, room.seen_at_once) for id, room in site.rooms.items()
        ),
        items=items,
        kit=model.kit,
        surprises=surprises_of(model, faults, names),
        questions=questions_of(model, items, faults),
        severities=tuple(sorted(model.weighs.items())),
        day=model.day - model.day % 86400,
    )


def _stages(model: ScenarioFile) -> tuple[StagePlan, ...]:
    if not model.stages:
        return (StagePlan("scene", model.you_are.value, max(60, 2 * model.minutes)),)
    return tuple(
        StagePlan(id, model.stages[id].as_.value, model.stages[id].minutes)
        for id in ("scene", "lab", "court")
        if id in model.stages
    )


def _parties(model: ScenarioFile, faults: FaultList) -> tuple[Party, ...]:
    callers = (model.chief, model.prosecutor, model.custodian)
    visitor = (model.visitor,) if model.visitor else ()
    parties = (*model.team, *model.witnesses, model.occupant, *visitor, *callers)
    taken = set(model.items)
    for party in parties:
        if party.id in taken:
            faults.add("id-twice", (_LINES.get(party.part, party.part),), party.id)
        taken.add(party.id)
    return parties


def _person(party: Party, site: Site, items: tuple[ItemPlan, ...], faults: FaultList) -> PersonPlan:
    path = ({"officer": "team", "specialist": "team", "witness": "witnesses"}.get(
        party.part, party.part),)  # fmt: skip
    ids = [item.id for item in items]
    for name in party.reaches:
        faults.refer(name, ids, path, "refers-item")
    if ":" in party.code:
        faults.refer(party.code.partition(":")[0], ids, path, "refers-item")
    if party.place:
        faults.refer(party.place, site.rooms, path, "refers-place")
    away = party.part in ("chief", "prosecutor", "custodian")
    return PersonPlan(
        id=party.id,
        part=party.part,
        place="" if away else party.place or next(iter(site.rooms)),
        code=party.code,
        helps=party.helps,
        reaches=party.reaches,
        interferes_after=party.after,
    )


def _items(
    model: ScenarioFile, site: Site, files: Attachments, faults: FaultList, names: set[str]
) -> tuple[ItemPlan, ...]:
    linked: dict[str, list[str]] = {}
    for id, item in model.items.items():
        if item.belongs_to is not None:
            path = ("items", id, "belongs to")
            faults.refer(item.belongs_to, model.items, path, "refers-item")
            linked.setdefault(item.belongs_to, []).append(id)
        if item.opens is not None:
            faults.refer(item.opens, model.items, ("items", id, "opens"), "refers-item")
        if item.owner is not None:
            faults.refer(item.owner, names, ("items", id, "owner"), "refers-person")
    return tuple(
        _item(id, item, model, site, files, faults, tuple(linked.get(id, ())))
        for id, item in model.items.items()
    )


def _item(
    id: str,
    item: Item,
    model: ScenarioFile,
    site: Site,
    files: Attachments,
    faults: FaultList,
    linked: tuple[str, ...],
) -> ItemPlan:
    spot = site.spots[id]
    for text in spot.unknown:
        faults.add("refers-place", ("items", id, "place"), text, site.rooms)
    for code, text in spot.wrong:
        faults.add(code, ("items", id, "place"), text)
    medium, facts = None, tuple[str, ...]()
    if item.contains is not None:
        medium, facts = medium_of(id, item.contains, model.day, files, faults.add)
    device = item.kind in _DEVICES
    state, decay = item.state, item.left_alone
    if not device and (
        state or item.shows or decay.dims.high or decay.locks.high or decay.wiped.high
    ):
        faults.add("state-kind", ("items", id), "")
    phone = item.kind == "phone"
    power = (state.power if state else "") or ("on" if state or phone else "off")
    lock = (state.lock if state else "") or ("afu" if phone and power != "off" else "none")
    if lock == "locked":
        lock = "afu"
    if phone and power == "off":
        lock = "bfu"
    battery = state.battery if state and state.battery else Span(55, 55)
    owner = item.owner or model.occupant.id
    return ItemPlan(
        id=id,
        kind=item.kind,
        place=spot.place,
        owner=owner,
        covered=_covered(item, owner, model),
        hidden=spot.hidden,
        found_after=spot.found.low,
        power=power if device else "none",
        lock=lock if device else "none",
        battery=battery if device and item.kind != "computer" else Span(0, 0),
        mains=state.mains if state else False,
        nets=(state.nets if state else ("cell",) if phone else ()) if device else (),
        volume=(state.volume if state else "") or "none",
        dims_lapse=decay.dims,
        locks_lapse=decay.locks,
        wiped_after=decay.wiped,
        clock_offset=state.clock_offset if state else Span(0, 0),
        clues=item.shows,
        linked=linked,
        serial=item.serial,
        medium=medium,
        facts=facts,
        found_between=spot.found,
        opens=(item.opens,) if item.opens else (),
    )


def _covered(item: Item, owner: str, model: ScenarioFile) -> bool:
    if item.covered is not None:
        return item.covered
    if model.covers is None:
        return owner == model.occupant.id
    kinds = (*model.covers.kinds, "charger")
    return owner in model.covers.persons and item.kind in kinds
