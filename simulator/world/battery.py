"""Battery charge: linear between changes of mode, settled lazily, never ticked.

Drain rates are training constants (model D1; direction is documented, the numbers are
from memory and marked M): a shielded phone searches for a network and drains faster.
"""

from __future__ import annotations

from simulator.terms.casetime import HOUR
from simulator.world.state import ItemState

_PHONE_IDLE = 1_000
_PHONE_FLIGHT = 500
_PHONE_SHIELDED = 4_000
_LAPTOP_AWAKE = 12_000
_LAPTOP_ASLEEP = 1_000


def drain(item: ItemState) -> int:
    """Thousandths of a percent an hour at which the charge falls now."""
    if item.fed_by or item.power in ("off", "none") or item.battery == 0:
        return 0
    if item.kind == "laptop":
        return _LAPTOP_ASLEEP if item.power == "sleep" else _LAPTOP_AWAKE
    if not item.nets:
        return _PHONE_FLIGHT
    return _PHONE_SHIELDED if item.shield else _PHONE_IDLE


def charge(item: ItemState, now: int) -> int:
    """The charge at ``now`` in thousandths of a percent, never below zero."""
    return max(0, item.battery - drain(item) * (now - item.battery_at) // HOUR)


def percent(item: ItemState, now: int) -> int:
    """The charge as a device shows it: whole percent, a begun one counted."""
    return -(-charge(item, now) // 1000)


def flat_at(item: ItemState) -> int | None:
    """When the battery will be flat if nothing changes; ``None`` if never."""
    rate = drain(item)
    if rate == 0:
        return None
    return item.battery_at + -(-item.battery * HOUR // rate)
