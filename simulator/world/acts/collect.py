"""Collect: isolate, keep awake, switch, copy live, take or leave."""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.terms.vocabulary import Phase
from simulator.world import battery
from simulator.world.act import ME, Act
from simulator.world.acts.spec import ActSpec, Param, kit_of, takes
from simulator.world.dynamics import unplug
from simulator.world.moment import Moment
from simulator.world.sight import seen_by, witnesses
from simulator.world.state import State


def settle(m: Moment, id: str, **changes: object) -> None:
    """Write down the charge so far, then change what drains it."""
    item = m.item(id)
    m.change(id, battery=battery.charge(item, m.now), battery_at=m.now, **changes)


def browse(m: Moment, act: Act) -> None:
    """Open files or messages on the original: the bytes change (ACPO.1, mark V)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.emit("Browsed", item.id, act.who)
    m.affect(item.id, "browse")
    m.see("browsed", item=f"@{item.id}.name", text=f"@{item.id}.inside")


def try_code(m: Moment, act: Act) -> None:
    """Guess the code: a counter goes up (N101:4.3, mark V)."""
    item = m.item(act.target)
    m.emit("CodeTried", item.id, act.who)
    m.affect(item.id, "code")
    m.see("code-wrong", item=f"@{item.id}.name")


def isolate(m: Moment, act: Act) -> None:
    """Put it in a shielding bag; a sound bag stops signals, a worn one does not."""
    item = m.item(act.target)
    bag = act.arg("bag")
    used = tuple(kit for kit in m.state.used if kit != item.shield)
    m.touch(item.id, act.who)
    fed = "" if item.fed_by == "mains" else item.fed_by
    settle(m, item.id, shield=bag, shielded_at=m.now, buzzed=False, moved_at=m.now, fed_by=fed)
    m.set(used=(*used, bag))
    m.emit("Isolated", item.id, act.who, bag=bag, why=act.arg("why"))
    m.know(item.id, bag=bag, bagged_at=str(m.now), leaked="no")
    m.see("bagged", item=f"@{item.id}.name", bag=bag)


def power(m: Moment, act: Act) -> None:
    """Give it power from the kit's bank, inside the shield if it is in one."""
    item = m.item(act.target)
    if item.fed_by != "bank":
        m.set(used=(*m.state.used, _free_bank(m)))
    settle(m, item.id, fed_by="bank")
    m.emit("Powered", item.id, act.who)
    m.affect(item.id, "charge")
    m.know(item.id, power_bank="yes")
    m.see("powered", item=f"@{item.id}.name")


def _free_bank(m: Moment) -> str:
    banks = (kit.id for kit in m.plan.kit if kit.kind == "powerbank")
    return next((id for id in banks if id not in m.state.used), "")


def switch_off(m: Moment, act: Act) -> None:
    """Off: the keys leave memory; a phone unlocked since its start closes again."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.affect(item.id, "shutdown")
    unplug(m, item.id, act.arg("why"))


def pull_plug(m: Moment, act: Act) -> None:
    """Cut the power: nothing is written, everything in memory is lost."""
    unplug(m, m.item(act.target).id, act.arg("why"))


def switch_on(m: Moment, act: Act) -> None:
    """Start a device that was off: it writes, and every timer and radio comes alive."""
    item = m.item(act.target)
    settle(m, item.id, power="on", touched_at=m.now)
    m.emit("SwitchedOn", item.id, act.who, why=act.arg("why"))
    m.affect(item.id, "boot")
    m.see("on", item=f"@{item.id}.name")


def flight(m: Moment, act: Act) -> None:
    """Flight mode: the mobile network goes; Wi-Fi and Bluetooth may stay (N101:4.3, mark V)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    settle(m, item.id, nets=tuple(net for net in item.nets if net != "cell"))
    m.emit("FlightModeSet", item.id, act.who, why=act.arg("why"))
    m.affect(item.id, "setting")
    m.know(item.id, flight="yes")
    m.see("flight", item=f"@{item.id}.name")


def radios(m: Moment, act: Act) -> None:
    """Look at every radio and switch off those still on."""
    item = m.item(act.target)
    left = item.nets
    m.touch(item.id, act.who)
    settle(m, item.id, nets=())
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


def memory(m: Moment, act: Act) -> None:
    """Copy the working memory; the tool leaves a footprint (I37:7.1.3.1, mark E)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    m.affect(item.id, "live")
    copy = m.add_copy(item.id, "memory", m.item(item.id).content)
    m.emit("MemoryCaptured", item.id, act.who, copy=copy.id)
    m.know(item.id, memory=copy.id)
    m.see("memory-done", item=f"@{item.id}.name", copy=copy.id)


def live_copy(m: Moment, act: Act) -> None:
    """Copy the open volume while it can be read (UNC:28 and I37:7.1.3.4, marks M and E)."""
    item = m.item(act.target)
    m.touch(item.id, act.who)
    if item.volume != "open":
        m.see("volume-shut", item=f"@{item.id}.name")
        m.emit("LiveCopyFailed", item.id, act.who)
        return
    m.affect(item.id, "live")
    copy = m.add_copy(item.id, "live", m.item(item.id).content)
    m.emit("LiveCopied", item.id, act.who, copy=copy.id)
    m.know(item.id, live=copy.id)
    m.see("live-done", item=f"@{item.id}.name", copy=copy.id)


def seize(m: Moment, act: Act) -> None:
    """Take it, after showing it to those present; it gets its exhibit number."""
    item = m.item(act.target)
    shown = seen_by(m.plan, act.arg("shown"))
    m.touch(item.id, act.who)
    number = act.arg("number")
    m.change(item.id, exhibit=number, moved_at=m.now, holder=act.who, custodian=act.who)
    m.emit("Seized", item.id, act.who, exhibit=number, shown=",".join(shown))
    m.know(item.id, exhibit=number, shown=act.arg("shown"))
    m.see("seized", item=f"@{item.id}.name", exhibit=number)


def leave(m: Moment, act: Act) -> None:
    """Leave it where it is, and say why."""
    item = m.change(act.target, left=True)
    m.emit("LeftBehind", item.id, act.who, why=act.arg("why"))
    m.know(item.id, left=act.arg("why"))
    m.see("left", item=f"@{item.id}.name")


def next_number(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    """The next free exhibit number, then two that are wrong on purpose to offer."""
    taken = sum(1 for item in state.items if item.exhibit)
    return tuple(f"EX-{n:03d}" for n in (taken + 1, taken + 2, max(taken, 1)))


def _no_touch(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.left and m.state.person(m.item_plan(item.id).owner or "me").gone:
        return "not-there"
    return "packed" if item.package else ""


def _needs_screen(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.power != "on":
        return "is-off"
    if item.shield:
        return "in-bag"
    return "packed" if item.package else ""


def _needs_unlocked(m: Moment, act: Act) -> str:
    return _needs_screen(m, act) or ("" if m.item(act.target).lock == "unlocked" else "is-locked")


def _needs_lock(m: Moment, act: Act) -> str:
    missing = _needs_screen(m, act)
    return missing or ("not-locked" if m.item(act.target).lock == "unlocked" else "")


def _needs_power(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    return "packed" if item.package else "is-off" if item.power != "on" else ""


def _no_bank(m: Moment, act: Act) -> str:
    missing = _needs_power(m, act)
    has = m.item(act.target).fed_by == "bank" or _free_bank(m)
    return missing or ("" if has else "no-power-bank")


def _cannot_browse(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.package:
        return "packed"
    if item.kind == "usb":
        return "blocked-by-blocker" if item.blocked else ""
    return _needs_unlocked(m, act)


def _is_on(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.package:
        return "packed"
    return "is-on" if item.power == "on" else "no-power-button" if item.power == "none" else ""


def _taken(m: Moment, act: Act) -> str:
    return _no_touch(m, act) or ("already-exhibit" if m.item(act.target).exhibit else "")


def _bag_size(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    return _no_touch(m, act) or ("too-big" if item.kind in ("computer", "laptop") else "")


def off_seconds(m: Moment, act: Act) -> int:
    """An orderly shutdown takes minutes, holding a button seconds."""
    return 180 if act.verb == "shut-down" else 20


_BOTH = ("scene", "lab")
_C = Phase.COLLECT
_OFF = ("stop-wipe", "save-battery", "stop-signals", "no-reason")


def _hows(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    jigglers = tuple(k.id for k in plan.kit if k.kind == "jiggler" and k.id not in state.used)
    return ("finger", *jigglers, "setting")


def _awake_refused(m: Moment, act: Act) -> str:
    if act.arg("how") == "finger" and m.item(act.target).kind == "phone" and act.who == ME:
        return _needs_unlocked(m, act)
    return _needs_unlocked(m, act)


ACTS = (
    ActSpec(
        "browse",
        "A37",
        _C,
        "item",
        takes(120),
        browse,
        stages=_BOTH,
        reasons=("see-evidence", "find-owner", "stop-danger"),
        refuse=_cannot_browse,
        at_once=True,
        holds=True,
    ),
    ActSpec(
        "try-code",
        "A65",
        _C,
        "item",
        takes(20),
        try_code,
        reasons=("see-evidence", "code-known", "no-reason"),
        refuse=_needs_lock,
    ),
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
        "switch-off",
        "A28",
        _C,
        "item",
        off_seconds,
        switch_off,
        stages=_BOTH,
        reasons=_OFF,
        refuse=_needs_power,
    ),
    ActSpec(
        "shut-down", "A34", _C, "item", off_seconds, switch_off, reasons=_OFF, refuse=_needs_power
    ),
    ActSpec(
        "pull-plug", "A33", _C, "item", takes(10), pull_plug, reasons=_OFF, refuse=_needs_power
    ),
    ActSpec(
        "switch-on",
        "A36",
        _C,
        "item",
        takes(120),
        switch_on,
        stages=("lab",),
        reasons=("see-evidence", "check-works", "no-reason"),
        refuse=_is_on,
    ),
    ActSpec(
        "flight",
        "A25",
        _C,
        "item",
        takes(15),
        flight,
        reasons=("stop-signals", "save-battery", "no-reason"),
        refuse=_needs_screen,
    ),
    ActSpec(
        "radios",
        "A25",
        _C,
        "item",
        takes(15),
        radios,
        reasons=("stop-signals", "save-battery", "no-reason"),
        refuse=_needs_unlocked,
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
        refuse=_awake_refused,
        by_team=True,
        posted=True,
    ),
    ActSpec(
        "memory",
        "A38",
        _C,
        "item",
        takes(600),
        memory,
        reasons=("keep-state", "see-evidence", "no-reason"),
        refuse=_needs_unlocked,
        by_team=True,
    ),
    ActSpec(
        "live-copy",
        "A40",
        _C,
        "item",
        takes(900),
        live_copy,
        reasons=("keep-state", "see-evidence", "no-reason"),
        refuse=_needs_unlocked,
        by_team=True,
    ),
    ActSpec(
        "seize",
        "A45",
        _C,
        "item",
        takes(60),
        seize,
        params=(Param("shown", witnesses), Param("number", next_number)),
        refuse=_taken,
    ),
    ActSpec(
        "leave",
        "A24",
        _C,
        "item",
        takes(10),
        leave,
        stages=_BOTH,
        reasons=("outside-order", "no-use", "later"),
        refuse=_taken,
    ),
)
