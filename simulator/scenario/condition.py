"""What a device is like when first seen, and what it does when left alone.

``state: running, locked, code used since switched on, 41 %, on the network``
``left alone: dims after 7 min, locks after 10 min, wiped from outside after 12 to 13 min``
``shows: banner with a name, missed calls by name``
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from re import Match

from simulator.scenario.amount import SPAN, percent, span
from simulator.scenario.clause import Faults, clauses, line_of, read
from simulator.scenario.plan import Span

_POWER = {"running": "on", "asleep": "sleep", "switched off": "off", "off": "off"}
_LOCKS = {
    "unlocked": "unlocked",
    "locked": "locked",
    "code used since switched on": "afu",
    "code not used since switched on": "bfu",
}
_NETS = {
    "on the network": ("cell", "wifi"),
    "on wifi": ("wifi",),
    "on mobile": ("cell",),
    "on bluetooth": ("bluetooth",),
    "on cable": ("lan",),
}
_VOLUMES = {"encrypted drive open": "open", "encrypted drive closed": "closed"}
CLUES = {
    "banner with a name": "banner-name",
    "missed calls by name": "missed-calls",
    "breathing light": "breathing-led",
    "keypad": "keypad",
    "drive letter": "drive-letter",
    "copying window": "copying",
}


@dataclass(frozen=True, slots=True)
class State:
    """The ``state:`` line; empty strings are what the line does not say."""

    power: str = ""
    lock: str = ""
    battery: Span | None = None
    mains: bool = False
    nets: tuple[str, ...] = ()
    volume: str = ""
    clock_offset: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Decay:
    """The ``left alone:`` line; an empty span means never."""

    dims: Span = Span(0, 0)
    locks: Span = Span(0, 0)
    wiped: Span = Span(0, 0)


@dataclass(slots=True)
class _Draft:
    state: State = field(default_factory=State)
    decay: Decay = field(default_factory=Decay)


def _once(old: object, new: object) -> None:
    if old and old != new:
        raise ValueError("phrase-contradicts")


def state_of(value: object) -> State:
    """Read a ``state:`` line."""
    line, faults, draft = line_of(value), Faults(), _Draft()

    def power(match: Match[str]) -> None:
        new = _POWER[match[0].lower()]
        _once(draft.state.power, new)
        draft.state = replace(draft.state, power=new)

    def lock(match: Match[str]) -> None:
        new, old = _LOCKS[match[0].lower()], draft.state.lock
        if new == "locked" and old in ("afu", "bfu"):
            return
        if old != "locked" or new == "unlocked":
            _once(old, new)
        draft.state = replace(draft.state, lock=new)

    def volume(match: Match[str]) -> None:
        new = _VOLUMES[match[0].lower()]
        _once(draft.state.volume, new)
        draft.state = replace(draft.state, volume=new)

    def nets(match: Match[str]) -> None:
        more = tuple(n for n in _NETS[match[0].lower()] if n not in draft.state.nets)
        draft.state = replace(draft.state, nets=draft.state.nets + more)

    def battery(match: Match[str]) -> None:
        draft.state = replace(draft.state, battery=percent(match[0]))

    def mains(match: Match[str]) -> None:
        draft.state = replace(draft.state, mains=True)

    def clock(match: Match[str]) -> None:
        offset = span(match[1])
        if match[2].lower() == "slow":
            offset = Span(-offset.high, -offset.low)
        draft.state = replace(draft.state, clock_offset=offset)

    rules: list[tuple[str, Callable[[Match[str]], None]]] = [
        ("|".join(_POWER), power),
        ("|".join(_LOCKS), lock),
        ("|".join(_VOLUMES), volume),
        ("|".join(_NETS), nets),
        (r"(?:\d{1,3} to )?\d{1,3} ?%", battery),
        ("on mains", mains),
        (rf"clock ({SPAN}) (fast|slow)", clock),
    ]
    known = (*_POWER, *_LOCKS, *_VOLUMES, *_NETS, "on mains", "clock 3 min fast")
    read(line, rules, known, faults)
    state = draft.state
    lives = state.nets or state.lock in ("unlocked", "afu") or state.volume == "open"
    if state.power == "off" and lives:
        faults.add("state-off", clauses(line)[0])
    faults.close()
    return state


def decay_of(value: object) -> Decay:
    """Read a ``left alone:`` line."""
    line, faults, draft = line_of(value), Faults(), _Draft()

    def loss(match: Match[str]) -> None:
        found = span(match[2])
        if found.low == 0:
            raise ValueError("duration-zero")
        name = {"dims": "dims", "locks": "locks"}.get(match[1].lower(), "wiped")
        _once(getattr(draft.decay, name).high, found.high)
        draft.decay = replace(draft.decay, **{name: found})

    rule = (rf"(dims|locks|wiped from outside) after ({SPAN})", loss)
    known = ("dims after 7 min", "locks after 10 min", "wiped from outside after 12 to 13 min")
    read(line, [rule], known, faults)
    faults.close()
    return draft.decay


def clues_of(value: object) -> tuple[str, ...]:
    """Read a ``shows:`` line into clue codes, sorted as written."""
    line, faults = line_of(value), Faults()
    found: list[str] = []
    rule = ("|".join(CLUES), lambda match: found.append(CLUES[match[0].lower()]))
    read(line, [rule], CLUES, faults)
    faults.close()
    return tuple(dict.fromkeys(found))
