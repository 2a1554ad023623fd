"""Identify: look, photograph, search, compare clocks, find out whose it is."""

from __future__ import annotations

from simulator.terms.vocabulary import Phase
from simulator.world import battery, radio
from simulator.world.act import ME, Act
from simulator.world.acts.spec import ActSpec, Param, takes
from simulator.world.moment import Moment
from simulator.world.sight import witnesses


def look(m: Moment, act: Act) -> None:
    """Observe the state without touching (N101:4.2, mark V): clues, never labels."""
    item = m.item(act.target)
    told = m.item_plan(item.id)
    name = f"@{item.id}.name"
    m.see("looks", text=f"@{item.id}.looks")
    m.change(item.id, looked_at=m.now)
    level = battery.percent(item, m.now)
    locked = "none" if item.lock == "none" else "unlocked" if item.lock == "unlocked" else "locked"
    m.emit(
        "Looked",
        item.id,
        act.who,
        power=item.power,
        lock=locked,
        battery=str(level),
        nets="yes" if item.nets else "no",
    )
    m.know(item.id, place=item.place, power=item.power)
    if not any(known.about == item.id and known.field == "first_power" for known in m.state.known):
        nets = "yes" if item.nets else "no"
        m.know(item.id, first_power=item.power, first_lock=locked, first_nets=nets)
        if item.battery:
            m.know(item.id, first_battery=str(level))
    if item.package:
        m.see("packed", item=name, seal=item.seal)
        m.know(item.id, seal=item.seal, package=item.package)
        return
    if item.kind == "paper":
        m.see("looks", text=f"@{item.id}.inside")
    if item.power == "none":
        return
    m.see(f"power-{item.power}", item=name)
    if item.power != "on":
        return
    if item.battery:
        m.see("battery", percent=level)
        m.know(item.id, battery=str(level))
    m.see(f"screen-{locked}", item=name)
    m.know(item.id, lock=locked, nets="yes" if item.nets else "no")
    if item.dimmed and item.lock == "unlocked":
        m.see("screen-dim", item=name)
    if radio.is_reachable(m.plan, item):
        for net in item.nets:
            m.see(f"net-{net}")
    else:
        m.see("no-signal")
    if item.volume == "open":
        m.see("volume-open", item=name)
        m.know(item.id, volume="open")
    if item.wiped:
        m.see("looks-empty", item=name)
        m.know(item.id, wiped="yes")
    elif item.lock == told.lock:
        # What the author put on the screen is there while the screen is as it was.
        m.see("looks", text=f"@{item.id}.seen")
        for clue in told.clues:
            m.see(f"clue-{clue}", item=name)
    if item.fed_by:
        m.see(f"fed-{item.fed_by}", item=name)


def photograph(m: Moment, act: Act) -> None:
    """Photograph an item, or the whole room with what is visible in it."""
    count = m.state.photos + 1
    m.set(photos=count)
    photo = f"P{count}"
    places = {place.id for place in m.plan.places}
    ids = (
        [i.id for i in m.state.items if i.place == act.target and i.seen]
        if act.target in places
        else [m.item(act.target).id]
    )
    for id in ids:
        if m.item(id).photographed_at < 0:
            m.change(id, photographed_at=m.now)
        m.know(id, photo=photo)
        m.emit("Photographed", id, act.who, photo=photo)
    m.see("photographed", photo=photo, who=m.name_of_doer(act.who))


def search(m: Moment, act: Act) -> None:
    """Search a room; what is hidden comes to light while time passes (``search_steps``)."""
    under_way = tuple(s for s in m.state.searches if s.who != act.who)
    m.set(searches=under_way)
    m.emit("Searched", act.target, act.who)
    m.see("search-done", place=f"@{act.target}.name")


def compare_clock(m: Moment, act: Act) -> None:
    """Compare the device's clock with a reference clock (N101:4.3, mark V)."""
    item = m.item(act.target)
    offset = m.item_plan(item.id).clock_offset.low
    m.emit("ClockCompared", item.id, act.who, offset=offset)
    m.know(item.id, offset=str(offset))
    m.see("clock", item=f"@{item.id}.name", seconds=abs(offset), sign="+" if offset >= 0 else "-")


def ask_owner(m: Moment, act: Act) -> None:
    """Ask the room whose it is."""
    item = m.item(act.target)
    owner = m.item_plan(item.id).owner
    m.emit("OwnerAsked", item.id, act.who)
    if owner and not m.state.person(owner).gone:
        m.know(item.id, owner=owner)
        m.see("owner", item=f"@{item.id}.name", person=f"@{owner}.name")
    else:
        m.see("no-owner", item=f"@{item.id}.name")


def photo_seconds(m: Moment, act: Act) -> int:
    """Ten seconds a picture; the team makes a set of six."""
    return 10 if act.who == ME else 60


def search_seconds(m: Moment, act: Act) -> int:
    """What a full search of the room takes."""
    return m.plan.place(act.target).search_seconds


def _dark(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    return "" if item.power == "on" and not item.package else "no-screen"


def _cannot_search(m: Moment, act: Act) -> str:
    return "" if m.plan.place(act.target).search_seconds else "nothing-to-search"


_I = Phase.IDENTIFY

ACTS = (
    ActSpec("look", "A14", _I, "item", takes(20), look, stages=("scene", "lab")),
    ActSpec("photograph", "A11", _I, "item-or-place", photo_seconds, photograph, by_team=True),
    ActSpec(
        "search",
        "A12",
        _I,
        "place",
        search_seconds,
        search,
        params=(Param("sight", witnesses),),
        refuse=_cannot_search,
        by_team=True,
    ),
    ActSpec("clock", "A16", _I, "item", takes(20), compare_clock, refuse=_dark),
    ActSpec("whose", "A14", _I, "item", takes(20), ask_owner),
)
