"""The state of the world: a tree of frozen values, cheap to copy, hash and compare."""

from __future__ import annotations

from msgspec import Struct

from simulator.scenario.plan import Plan
from simulator.world.act import Act
from simulator.world.event import Version


class ItemState(Struct, frozen=True):
    """One item as it is now; times are case seconds, -1 = never."""

    id: str
    kind: str
    place: str
    seen: bool = False
    holder: str = ""
    power: str = "none"
    lock: str = "none"
    battery: int = 0
    """Thousandths of a percent at ``battery_at``; see ``kinds.battery``."""
    battery_at: int = 0
    fed_by: str = ""
    """``mains | bank``, or empty."""
    nets: tuple[str, ...] = ()
    shield: str = ""
    volume: str = "none"
    dimmed: bool = False
    touched_at: int = 0
    awake_by: str = ""
    """The person or device that keeps the screen awake."""
    content: Version = ()
    wiped: bool = False
    photographed_at: int = -1
    looked_at: int = -1
    moved_at: int = -1
    shielded_at: int = -1
    buzzed: bool = False
    exhibit: str = ""
    package: str = ""
    seal: str = ""
    custodian: str = ""
    left: bool = False
    blocked: bool = False


class PersonState(Struct, frozen=True):
    """Where somebody is and what he is doing."""

    id: str
    place: str
    guarded_by: str = ""
    post: str = ""
    """A standing order without an end: ``guard`` or ``awake <item>``."""
    gone: bool = False
    acted: bool = False
    """He has already used his access."""


class Task(Struct, frozen=True):
    """An order being carried out by a member of the team."""

    who: str
    act: Act
    due: int


class Search(Struct, frozen=True):
    """A room being searched: since when, and how many seconds of it were done before."""

    who: str
    place: str
    sight: str
    since: int
    done: int


class Copy(Struct, frozen=True):
    """A forensic copy; ``version`` is the content it was made from."""

    id: str
    of: str
    kind: str
    """``image | live | memory | logical``, or ``working-`` and the kind it was copied from."""
    version: Version
    parent: str = ""
    opened: bool = False
    altered: bool = False
    verified: str = ""
    """``match | mismatch``, or empty."""


class Result(Struct, frozen=True):
    """An analysis result: which planted facts it shows."""

    id: str
    verb: str
    copy: str
    facts: tuple[str, ...]


class Known(Struct, frozen=True):
    """Something the trainee has perceived, with the time he perceived it."""

    about: str
    field: str
    value: str
    at: int


class State(Struct, frozen=True):
    """The whole world at one moment."""

    now: int
    stage: str
    stage_ends: int
    here: str
    items: tuple[ItemState, ...]
    people: tuple[PersonState, ...]
    tasks: tuple[Task, ...] = ()
    searches: tuple[Search, ...] = ()
    copies: tuple[Copy, ...] = ()
    results: tuple[Result, ...] = ()
    known: tuple[Known, ...] = ()
    progress: tuple[tuple[str, int], ...] = ()
    """Seconds already spent on an act that was broken off, by its key."""
    doing: Act | None = None
    """The act that was interrupted and may be carried on."""
    question: str = ""
    """The surprise that waits for an answer, since ``asked_at``."""

    asked_at: int = 0
    surprises: tuple[str, ...] = ()
    """Surprises that have come."""
    answered: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    """Papers and kit labels that have been read."""
    used: tuple[str, ...] = ()
    """Kit that is in use."""
    found: tuple[str, ...] = ()
    """Items that came to light during the exercise, in that order."""
    photos: int = 0
    seals: int = 0
    told: tuple[str, ...] = ()
    closed: bool = False

    def item(self, id: str) -> ItemState:
        """The item with this id or exhibit number. Raises ``KeyError``."""
        for item in self.items:
            if id in (item.id, item.exhibit):
                return item
        raise KeyError(id)

    def person(self, id: str) -> PersonState:
        """The person with this id. Raises ``KeyError``."""
        for person in self.people:
            if person.id == id:
                return person
        raise KeyError(id)

    def copy(self, id: str) -> Copy:
        """The copy with this id. Raises ``KeyError``."""
        for copy in self.copies:
            if copy.id == id:
                return copy
        raise KeyError(id)


def begin(plan: Plan) -> State:
    """The world as the trainee enters it. The plan must be dealt.

    Raises:
        ValueError: the plan is not dealt.
    """
    if plan.seed < 0:
        raise ValueError("plan is not dealt")
    stage = plan.stages[0]
    items = tuple(
        ItemState(
            id=item.id,
            kind=item.kind,
            place=item.place,
            seen=not item.hidden and _is_open(plan, item.place),
            power=item.power,
            lock=item.lock,
            battery=item.battery.low * 1000,
            battery_at=plan.starts,
            fed_by="mains" if item.mains else "",
            nets=item.nets,
            volume=item.volume,
            touched_at=plan.starts,
        )
        for item in plan.items
    )
    people = tuple(PersonState(person.id, person.place) for person in plan.people)
    return State(
        now=plan.starts,
        stage=stage.id,
        stage_ends=plan.starts + stage.minutes * 60,
        here=plan.places[0].id,
        items=items,
        people=people,
    )


def _is_open(plan: Plan, place: str) -> bool:
    return all(entry.visible for entry in plan.places if entry.id == place)
