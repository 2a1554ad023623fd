"""What the world does by itself: next event, never ticked.

``upcoming`` derives the next thing that would happen from the state alone; ``advance``
lets things happen in the order (time, priority, serial) up to a moment. The ids D1…
are those of the model the constants come from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.scenario.plan import SurprisePlan
from simulator.world import battery, radio, stage
from simulator.world.finding import find
from simulator.world.moment import Moment
from simulator.world.state import ItemState, Task

Finish = Callable[[Moment, Task], None]

PATIENCE = 120
"""Seconds somebody waits for an answer before he does as he likes."""

LEAK_LAPSE = 60
"""Seconds until a message gets through a bag that leaks (D7)."""


class Due(NamedTuple):
    """Something that will happen at ``at`` unless the state changes before."""

    at: int
    priority: int
    serial: int
    kind: str
    about: str


def upcoming(m: Moment) -> Due | None:
    """The next thing that would happen by itself, or ``None``."""
    state, plan = m.state, m.plan
    dues = [Due(task.due, 0, n, "task", task.who) for n, task in enumerate(state.tasks)]
    for n, (item, told) in enumerate(zip(state.items, plan.items, strict=True)):
        if item.power == "on" and item.lock == "unlocked" and not (item.awake_by or item.wiped):
            if told.dims_lapse.low and not item.dimmed:
                dues.append(Due(item.touched_at + told.dims_lapse.low, 1, n, "dim", item.id))
            if told.locks_lapse.low:
                dues.append(Due(item.touched_at + told.locks_lapse.low, 2, n, "lock", item.id))
        if told.wiped_after.low and not item.wiped and radio.is_reachable(plan, item):
            at = max(plan.starts + told.wiped_after.low, _first_link(m, item))
            dues.append(Due(max(state.now, at), 3, n, "wipe", item.id))
        if item.shield and not item.buzzed and radio.is_reachable(plan, item):
            dues.append(Due(item.shielded_at + LEAK_LAPSE, 4, n, "buzz", item.id))
        flat = battery.flat_at(item)
        if flat is not None:
            dues.append(Due(flat, 5, n, "flat", item.id))
    dues.extend(_finds(m))
    dues.extend(_people(m))
    if not state.closed:
        dues.append(Due(max(state.now, state.stage_ends), 9, 0, "stage", ""))
    return min(dues, default=None)


def _first_link(m: Moment, item: ItemState) -> int:
    """Through a leaking bag a command needs as long as a message does."""
    return item.shielded_at + LEAK_LAPSE if item.shield else m.plan.starts


def _finds(m: Moment) -> list[Due]:
    """What the searches under way will bring to light."""
    return [
        Due(search.since + told.found_after - search.done, 4, n, "find", told.id)
        for search in m.state.searches
        for n, told in enumerate(m.plan.items)
        if told.hidden and told.place == search.place and not m.item(told.id).seen
    ]


def _people(m: Moment) -> list[Due]:
    dues = []
    if m.state.stage == "scene":
        for n, told in enumerate(m.plan.people):
            person = m.state.person(told.id)
            idle = not person.acted and not person.gone and not person.guarded_by
            if told.interferes_after and idle and _within_reach(m, told.id):
                at = max(m.now, m.plan.starts + told.interferes_after)
                dues.append(Due(at, 6, n, "interfere", told.id))
    for n, surprise in enumerate(m.plan.surprises):
        if surprise.id == m.state.question:
            dues.append(Due(max(m.now, m.state.asked_at + PATIENCE), 8, n, "silence", surprise.id))
        waits = surprise.id not in m.state.surprises and not m.state.question
        if waits and surprise.stage == m.state.stage:
            at = m.plan.starts + surprise.after.low
            dues.append(Due(max(m.now, at), 7, n, "surprise", surprise.id))
    return dues


def _within_reach(m: Moment, person: str) -> str:
    """The first item he would touch and can: seen by him, not bagged, not in our hands."""
    for id in m.person_plan(person).reaches:
        item = m.item(id)
        if not (item.shield or item.package or item.holder or item.wiped):
            return id
    return ""


def advance(m: Moment, until: int, finish: Finish, *, interruptible: bool = False) -> None:
    """Let things happen up to ``until``; stop early at an alarm or at the end of the stage."""
    began = m.state.stage
    while True:
        due = upcoming(m)
        if due is None or due.at > until:
            m.set(now=until)
            return
        m.set(now=max(m.now, due.at))
        fire(m, due, finish)
        if m.state.stage != began or m.state.closed:
            return
        if interruptible and m.alarmed:
            return


def fire(m: Moment, due: Due, finish: Finish) -> None:
    """Let one thing happen now."""
    match due.kind:
        case "task":
            task = m.state.tasks[due.serial]
            rest = (*m.state.tasks[: due.serial], *m.state.tasks[due.serial + 1 :])
            m.set(tasks=rest)
            finish(m, task)
        case "dim":
            item = m.change(due.about, dimmed=True)
            m.emit("ScreenDimmed", item.id)
            if m.is_watched(item.place):
                m.alarm("screen-dims", item=f"@{item.id}.name")
        case "lock":
            lock(m, due.about)
        case "wipe":
            wipe(m, due.about)
        case "buzz":
            item = m.change(due.about, buzzed=True)
            m.emit("SignalLeaked", item.id, bag=item.shield)
            m.affect(item.id, "sync")
            m.know(item.id, leaked="yes")
            m.alarm("bag-buzzes", item=f"@{item.id}.name", bag=item.shield)
        case "find":
            place = m.item_plan(due.about).place
            search = next(entry for entry in m.state.searches if entry.place == place)
            find(m, due.about, search.who, search.sight)
        case "silence":
            surprise = next(entry for entry in m.plan.surprises if entry.id == due.about)
            m.set(question="")
            m.emit("SurpriseUnanswered", surprise.id)
            m.alarm("unanswered", person=f"@{surprise.who}.name")
            harm(m, surprise, "")
        case "flat":
            go_flat(m, due.about)
        case "interfere":
            interfere(m, due.about)
        case "surprise":
            m.set(surprises=(*m.state.surprises, due.about), question=due.about, asked_at=m.now)
            m.emit("SurpriseCame", due.about)
            m.alarm("surprise", text=f"@{due.about}")
        case _:
            end_stage(m, "time")


def end_stage(m: Moment, reason: str) -> None:
    """End the stage; nobody carries out orders while the next one is waited for."""
    stage.end(m, reason, lambda until: advance(m, until, lambda moment, task: None))


def lock(m: Moment, id: str, by: str = "") -> None:
    """The screen locks (D2); an open encrypted volume closes with it."""
    item = m.change(id, lock="afu", dimmed=True)
    m.emit("ScreenLocked", item.id, by)
    watched = m.is_watched(item.place) and not item.shield
    if watched:
        m.know(item.id, lock="locked")
        m.alarm("screen-locks", item=f"@{item.id}.name")
    if item.volume == "open":
        m.change(id, volume="closed")
        m.emit("VolumeClosed", item.id, by)
        if watched:
            m.know(item.id, volume="closed")
            m.see("volume-gone", item=f"@{item.id}.name")


def wipe(m: Moment, id: str, by: str = "") -> None:
    """A wipe command is carried out (D6)."""
    item = m.change(id, wiped=True, lock="none")
    m.emit("Wiped", item.id, by)
    m.affect(item.id, "wipe")
    if m.is_watched(item.place) and not item.shield:
        m.know(item.id, wiped="yes")
        m.alarm("wiped", item=f"@{item.id}.name")


def go_flat(m: Moment, id: str) -> None:
    """Flat battery: off, memory gone, what was opened since start closes (D1)."""
    item = m.item(id)
    m.change(
        id,
        power="off",
        battery=0,
        battery_at=m.now,
        lock="bfu" if item.lock != "none" else "none",
        volume="closed" if item.volume == "open" else item.volume,
        awake_by="",
    )
    m.emit("WentFlat", item.id)


def interfere(m: Moment, person: str) -> None:
    """Somebody uses the access nobody denied him."""
    id = _within_reach(m, person)
    m.move(person, acted=True)
    item = m.item(id)
    m.emit("Interfered", id, person)
    if item.kind == "phone":
        m.alarm("takes-phone", person=f"@{person}.name", item=f"@{id}.name")
        wipe(m, id, person)
    else:
        m.alarm("shuts-lid", person=f"@{person}.name", item=f"@{id}.name")
        lock(m, id, person)


def harm(m: Moment, surprise: SurprisePlan, choice: str) -> None:
    """What a choice, or silence, leads to: somebody leaves, touches or unplugs something."""
    verb, _, target = dict(surprise.harms).get(choice, "").partition(" ")
    if verb == "leaves":
        m.move(surprise.who, gone=True)
        m.emit("PersonLeft", surprise.who)
        m.see("person-left", person=f"@{surprise.who}.name")
    elif verb == "touch" and (choice or not m.state.person(surprise.who).guarded_by):
        item = m.item(target)
        if not (item.shield or item.package or item.wiped):
            m.move(surprise.who, acted=True)
            m.emit("Interfered", target, surprise.who)
            m.see("takes-phone", person=f"@{surprise.who}.name", item=f"@{target}.name")
            wipe(m, target, surprise.who)
    elif verb == "unplug":
        unplug(m, target)


def unplug(m: Moment, id: str, why: str = "") -> None:
    """The power goes: memory is lost, an open volume closes, a phone closes (BFU)."""
    item = m.item(id)
    if item.power != "on":
        return
    m.settle(
        id,
        power="off",
        lock="bfu" if item.lock != "none" else "none",
        volume="closed" if item.volume == "open" else item.volume,
        awake_by="",
        moved_at=m.now if item.moved_at < 0 else item.moved_at,
    )
    m.emit("SwitchedOff", id, "me", why=why, lock=item.lock)
    if item.volume == "open":
        m.emit("VolumeClosed", id, "me")
    m.know(id, power="off")
    m.see("off", item=f"@{id}.name")
