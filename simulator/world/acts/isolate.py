"""Collect: cut off from the networks, give power, keep awake."""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.acts.condition import (
    needs_power,
    needs_screen,
    needs_unlocked,
    no_touch,
)
from simulator.world.acts.spec import ActSpec, Param, kit_of, takes
from simulator.world.moment import Moment
from simulator.world.state import State


def isolate(m: Moment, act: Act) -> None:
    """Put it in a shielding bag; a sound bag stops signals, a worn one does not."""
    item = m.item(act.target)
    bag = act.arg("bag")
    used = tuple(kit for kit in m.state.used if kit != item.shield)
    m.touch(item.id, act.who)
    fed = "" if item.fed_by == "mains" else item.fed_by
    m.settle(item.id, shield=bag, shielded_at=m.now, buzzed=False, moved_at=m.now, fed_by=fed)
    m.set(used=(*used, bag))
    m.emit("Isolated", item.id, act.who, bag=bag, why=act.arg("why"))
    m.know(item.id, bag=bag, bagged_at=str(m.now), leaked="no")
    m.see("bagged", item=f"@{item.id}.name", bag=bag)


def power(m: Moment, act: Act) -> None:
    """Give it power from the kit's bank, inside the shield if it is in one."""
    item = m.item(act.target)
    if item.fed_by != "bank":
        m.set(used=(*m.state.used, _free_bank(m)))
    m.settle(item.id, fed_by="bank")
    m.emit("Powered", item.id, act.who)
    m.affect(item.id, "charge")
    m.know(item.id, power_bank="yes")
    m.see("powered", item=f"@{item.id}.name")


def _free_bank(m: Moment) -> str:
    banks = (kit.id for kit in m.plan.kit if kit.kind == "powerbank")
    return next((id for id in banks if id not in m.state.used), "")


def flight(m: Moment, act: Act) -> None:
    """Flight mode: the mobile network goes; Wi-Fi and Bluetooth may stay (N101:4.3, mark V)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.settle(item.id, nets=tuple(net for net in item.nets if net != "cell"))
    m.emit("FlightModeSet", item.id, act.who, why=act.arg("why"))
    m.affect(item.id, "setting")
    m.know(item.id, flight="yes")
    m.see("flight", item=f"@{item.id}.name")


def radios(m: Moment, act: Act) -> None:
    """Look at every radio and switch off those still on."""
    item = m.item(act.target)
    left = item.nets
    m.touch(item.id, act.who)
    m.settle(item.id, nets=())
    m.emit("RadiosChecked", item.id, act.who, were=",".join(left))
    if left:
        m.affect(item.id, "setting")
    m.know(item.id, radios="off", nets="no")
    m.see("radios-off", item=f"@{item.id}.name")


def awake(m: Moment, act: Act) -> None:
    """Keep the screen from locking: a finger, a device from the kit, or a setting."""
    item = m.item(act.target)
    how = act.arg("how")
    m.touch(item.id, act.who)
    m.change(item.id, awake_by=act.who if how == "finger" else how)
    if any(kit.id == how for kit in m.plan.kit):
        m.set(used=(*m.state.used, how))
    if how != "finger":
        m.affect(item.id, "setting")
    m.emit("KeptAwake", item.id, act.who, how=how)
    m.know(item.id, awake=how)
    m.see(f"awake-{how}", item=f"@{item.id}.name", who=m.name_of_doer(act.who))


def _no_bank(m: Moment, act: Act) -> str:
    missing = needs_power(m, act)
    has = m.item(act.target).fed_by == "bank" or _free_bank(m)
    return missing or ("" if has else "no-power-bank")


def _bag_size(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    return no_touch(m, act) or ("too-big" if item.kind in ("computer", "laptop") else "")


def _hows(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    jigglers = tuple(k.id for k in plan.kit if k.kind == "jiggler" and k.id not in state.used)
    return ("finger", *jigglers, "setting")


_C = Phase.COLLECT

ACTS = (
    ActSpec(
        "isolate",
        "A26",
        _C,
        "item",
        takes(30),
        isolate,
        params=(Param("bag", kit_of("bag")),),
        reasons=("stop-signals", "save-battery", "keep-dust-off"),
        refuse=_bag_size,
    ),
    ActSpec(
        "power",
        "A27",
        _C,
        "item",
        takes(20),
        power,
        reasons=("keep-state", "see-evidence", "no-reason"),
        refuse=_no_bank,
    ),
    ActSpec(
        "flight",
        "A25",
        _C,
        "item",
        takes(15),
        flight,
        reasons=("stop-signals", "save-battery", "no-reason"),
        refuse=needs_screen,
    ),
    ActSpec(
        "radios",
        "A25",
        _C,
        "item",
        takes(15),
        radios,
        reasons=("stop-signals", "save-battery", "no-reason"),
        refuse=needs_unlocked,
    ),
    ActSpec(
        "awake",
        "A31",
        _C,
        "item",
        takes(10),
        awake,
        params=(Param("how", _hows),),
        reasons=("keep-state", "see-evidence", "no-reason"),
        refuse=needs_unlocked,
        by_team=True,
        posted=True,
    ),
)
