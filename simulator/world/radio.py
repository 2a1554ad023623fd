"""Whether anybody outside can reach an item by radio."""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.world.state import ItemState


def leaks(plan: Plan, bag: str) -> bool:
    """A bag whose test failed lets signals through; no bag lets everything through."""
    return not any(kit.id == bag and kit.good for kit in plan.kit)


def is_reachable(plan: Plan, item: ItemState) -> bool:
    """Switched on, a radio up, and nothing sound around it (N101:4.3, mark V)."""
    return item.power == "on" and bool(item.nets) and leaks(plan, item.shield)
