"""Preserve: label, package and seal; hand over; write; close the protocol."""

from __future__ import annotations

from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.acts.spec import ActSpec, Param, one_of, takes
from simulator.world.moment import Moment


def pack(m: Moment, act: Act) -> None:
    """Label, package, seal: one work, three words in the protocol."""
    item = m.item(act.target)
    count = m.state.seals + 1
    seal = f"{400 + m.plan.seed % 50 * 10 + count:04d}"
    m.set(seals=count)
    fed = "" if item.fed_by == "mains" else item.fed_by
    m.settle(
        item.id,
        package=act.arg("with"),
        seal=seal,
        fed_by=fed,
        awake_by="",
        moved_at=m.now if item.moved_at < 0 else item.moved_at,
    )
    m.emit("Packed", item.id, act.who, package=act.arg("with"), seal=seal, exhibit=item.exhibit)
    m.know(item.id, package=act.arg("with"), seal=seal)
    m.see("sealed", item=f"@{item.id}.name", seal=seal)


def hand_over(m: Moment, act: Act) -> None:
    """Hand an exhibit to its next custodian; he receives it, checks the seal, and signs."""
    item = m.item(act.target)
    to = act.arg("to")
    m.change(item.id, custodian=to, holder=to)
    m.emit("HandedOver", item.id, act.who, to=to, seal=item.seal, exhibit=item.exhibit)
    m.know(item.id, handed_to=to)
    m.see("handed-over", item=f"@{item.id}.name", person=f"@{to}.name")


def receive(m: Moment, act: Act) -> None:
    """Take an exhibit out of the store, compare seal and description, open the package."""
    item = m.item(act.target)
    m.change(item.id, custodian=act.who, holder=act.who)
    m.emit("Received", item.id, act.who, seal=item.seal, check=act.arg("seal"))
    m.know(item.id, seal=item.seal, seal_check=act.arg("seal"), package=item.package)
    m.see("received", item=f"@{item.id}.name", seal=item.seal or "-")
    if item.package and act.arg("seal") != "unread":
        m.see("seal-whole", seal=item.seal)
    if item.package:
        m.change(item.id, package="")
        m.emit("PackageOpened", item.id, act.who, seal=item.seal)


def note(m: Moment, act: Act) -> None:
    """Write a line of the protocol. What it says is the writer's affair, not the world's."""
    told = act.arg("told", "nobody")
    if told != "nobody":
        m.set(told=(*m.state.told, f"{told}:incident"))
        m.emit("Told", told, act.who, matter="incident", about=act.target)
        m.see("told", person=f"@{told}.name")
    m.emit("Wrote", act.target, act.who, form=act.arg("form"))


def read_out(m: Moment, act: Act) -> None:
    """Read the protocol out, take remarks and signatures, hand over the copy."""
    m.emit("ProtocolReadOut", "", act.who)
    m.set(told=(*m.state.told, "copy:given"))
    m.see("read-out")


def note_seconds(m: Moment, act: Act) -> int:
    """A line takes a minute, whoever writes."""
    return 60


def _sealed(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    return "packed" if item.package else "not-taken" if not item.exhibit else ""


def _nothing_to_give(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if not item.exhibit:
        return "not-taken"
    return "not-held" if item.custodian != act.who else ""


def _not_in_store(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if not item.exhibit:
        return "not-taken"
    return "already-held" if item.custodian == act.who else ""


_P = Phase.PRESERVE
_ALL = ("scene", "lab", "court")

ACTS = (
    ActSpec(
        "pack",
        "A71",
        _P,
        "item",
        takes(60),
        pack,
        stages=("scene", "lab"),
        params=(Param("with", one_of("plastic", "antistatic", "paper", "rigid")),),
        refuse=_sealed,
    ),
    ActSpec(
        "hand-over",
        "A72",
        _P,
        "exhibit",
        takes(60),
        hand_over,
        stages=("scene", "lab"),
        params=(
            Param(
                "to",
                lambda plan, state, act: tuple(
                    person.id for person in plan.people if person.part in ("custodian", "officer")
                ),
            ),
        ),
        refuse=_nothing_to_give,
    ),
    ActSpec(
        "receive",
        "A74",
        _P,
        "exhibit",
        takes(60),
        receive,
        stages=("lab",),
        params=(Param("seal", one_of("unread", "intact", "differs")),),
        refuse=_not_in_store,
    ),
    ActSpec("note", "A69", _P, "anything", note_seconds, note, stages=_ALL),
    ActSpec("correct", "A80", _P, "line", note_seconds, note, stages=_ALL),
    ActSpec("read-out", "A72", _P, "none", takes(180), read_out),
)
