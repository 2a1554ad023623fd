"""One seed, one deal: every span of a plan becomes a single value.

The generator is splitmix64 over integers, keyed by the seed and a label that names the
value; adding an item to a scenario therefore does not move the values of the others.
"""

from __future__ import annotations

from msgspec.structs import replace

from simulator.scenario.plan import ItemPlan, Plan, Span, SurprisePlan

_MASK = (1 << 64) - 1
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Without I, O and Q, as printed serial numbers avoid them."""


def splitmix64(state: int) -> int:
    """The output of one step (Steele, Lea, Flood, OOPSLA 2014) from the given state."""
    value = (state + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def draw(seed: int, label: str) -> int:
    """A 64-bit number that depends on nothing but the seed and the label."""
    state = splitmix64(seed & _MASK)
    for byte in label.encode():
        state = splitmix64(state ^ byte)
    return state


def chosen(seed: int, label: str, span: Span) -> Span:
    """The span narrowed to one value, ends included."""
    if span.low >= span.high:
        return span
    value = span.low + (draw(seed, label) * (span.high - span.low + 1) >> 64)
    return Span(value, value)


def serial_number(seed: int, label: str) -> str:
    """A plain serial number such as ``KM4-702913``."""
    number = draw(seed, f"{label}/serial")
    first, second = _LETTERS[number % 23], _LETTERS[number // 23 % 23]
    return f"{first}{second}{number // 529 % 10}-{number // 5290 % 1_000_000:06d}"


def dealt(plan: Plan, seed: int) -> Plan:
    """The plan for one seed; the digest stays that of the undealt plan."""
    return replace(
        plan,
        seed=seed,
        items=tuple(_item(item, seed) for item in plan.items),
        surprises=tuple(_surprise(surprise, seed) for surprise in plan.surprises),
    )


def _item(item: ItemPlan, seed: int) -> ItemPlan:
    def one(name: str, span: Span) -> Span:
        return chosen(seed, f"{item.id}/{name}", span)

    found = one("found", item.found_between)
    serial = item.serial
    if not serial and item.kind not in ("paper", "charger"):
        serial = serial_number(seed, item.id)
    medium = item.medium
    if medium is not None and not medium.serial:
        medium = replace(medium, serial=serial)
    return replace(
        item,
        battery=one("battery", item.battery),
        dims_lapse=one("dims", item.dims_lapse),
        locks_lapse=one("locks", item.locks_lapse),
        wiped_after=one("wiped", item.wiped_after),
        clock_offset=one("clock", item.clock_offset),
        found_between=found,
        found_after=found.low if found.high else item.found_after,
        serial=serial,
        medium=medium,
    )


def _surprise(surprise: SurprisePlan, seed: int) -> SurprisePlan:
    return replace(surprise, after=chosen(seed, f"{surprise.id}/after", surprise.after))
