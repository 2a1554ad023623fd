"""Acts before and around the five steps: papers, rights, people, telephone, waiting."""

from __future__ import annotations

from simulator.scenario.plan import Plan
from simulator.terms.casetime import MINUTE, parse_duration
from simulator.terms.vocabulary import Phase
from simulator.world import stage
from simulator.world.act import Act
from simulator.world.acts.spec import ActSpec, Param, one_of, takes
from simulator.world.dynamics import end_stage, harm
from simulator.world.moment import Moment
from simulator.world.state import State


def read(m: Moment, act: Act) -> None:
    """Read the order, or the labels of the kit."""
    if act.target not in m.state.read:
        m.set(read=(*m.state.read, act.target))
    m.emit("PaperRead", act.target, act.who)
    if act.target == "kit":
        for kit in m.plan.kit:
            m.know(kit.id, test="good" if kit.good else "failed")
            state = "good" if kit.good else "failed"
            m.see(f"kit-{kit.kind}-{state}", kit=kit.id)
        return
    order = m.plan.order
    m.see("order", number=order.number, from_at=order.valid_from, to_at=order.valid_to)
    for person in order.persons:
        m.see("order-covers", person=f"@{person}.name")


def explain(m: Moment, act: Act) -> None:
    """Explain rights and duties to a person."""
    m.emit("RightsExplained", act.target, act.who)
    m.know(act.target, rights="explained")
    m.see("rights-explained", person=f"@{act.target}.name")


def ask(m: Moment, act: Act) -> None:
    """Ask a person who he is, for a code, or to hand things over."""
    about = act.arg("about")
    told = m.person_plan(act.target)
    m.emit("Asked", act.target, act.who, about=about)
    m.know(act.target, **{f"asked-{about}": "yes"})
    m.see(f"asked-{about}", person=f"@{act.target}.name")
    if about == "who":
        for item in m.plan.items:
            if item.owner == act.target and not item.covered:
                m.discover(item.id)
                m.know(item.id, owner=act.target)
        m.see("says", person=f"@{act.target}.name", text=f"@{act.target}.who")
    else:
        answer = "says-refuses" if told.code in ("", "refuses") or about != "code" else "says-code"
        m.see(answer, person=f"@{act.target}.name", text=f"@{act.target}.{about}")


def guard(m: Moment, act: Act) -> None:
    """Keep people away from the devices (I37:6.2, mark E)."""
    chosen = act.target
    for told in m.plan.people:
        person = m.state.person(told.id)
        if told.part not in ("occupant", "visitor") or person.gone:
            continue
        if chosen in ("", told.id):
            m.move(told.id, guarded_by=act.who)
            m.emit("Guarded", told.id, act.who)
    m.see("guarded", who=m.name_of_doer(act.who))


def bring(m: Moment, act: Act) -> None:
    """Call an attesting witness to where the trainee stands."""
    m.move(act.target, place=m.state.here)
    m.emit("WitnessBrought", act.target, act.who, place=m.state.here)
    m.see("witness-comes", person=f"@{act.target}.name", place=f"@{m.state.here}.name")


def call(m: Moment, act: Act) -> None:
    """Telephone the duty prosecutor or the chief about what happened."""
    matter = act.arg("about")
    m.set(told=(*m.state.told, f"{act.target}:{matter}"))
    m.emit("Told", act.target, act.who, matter=matter)
    m.see(f"call-{matter}", person=f"@{act.target}.name")


def reply(m: Moment, act: Act) -> None:
    """Answer the one who interrupted."""
    surprise = next(entry for entry in m.plan.surprises if entry.id == act.target)
    choice = act.arg("choice")
    m.set(answered=(*m.state.answered, surprise.id))
    m.emit("SurpriseAnswered", surprise.id, act.who, choice=choice)
    m.see("replied", text=f"@{surprise.id}.{choice}.then")
    harm(m, surprise, choice)


def wait(m: Moment, act: Act) -> None:
    """Do nothing; the time has passed already."""
    m.emit("Waited", "", act.who)


def wait_seconds(m: Moment, act: Act) -> int:
    """``wait 5`` is minutes; ``30s`` and ``2h`` work too."""
    seconds = parse_duration(act.arg("for", "1"))
    return MINUTE if seconds is None else seconds


def hint(m: Moment, act: Act) -> None:
    """Ask for a hint; what it says is judgement's affair."""
    m.emit("HintTaken", "", act.who)


def finish(m: Moment, act: Act) -> None:
    """End the present stage."""
    end_stage(m, "finished")


def end(m: Moment, act: Act) -> None:
    """Close the whole attempt, at whatever prompt."""
    stage.close(m, "ended")


def _choices(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    for surprise in plan.surprises:
        if surprise.id == act.target:
            return surprise.choices
    return ()


def _no_question(m: Moment, act: Act) -> str:
    return "" if m.state.question == act.target != "" else "nobody-asks"


def _team_can_guard(m: Moment, act: Act) -> str:
    if act.target and m.person_plan(act.target).part not in ("occupant", "visitor"):
        return "not-him"
    return ""


_EVERYWHERE = ("scene", "lab", "court")
_A = Phase.AUTHORISE

ACTS = (
    ActSpec("read", "A01", _A, "paper", takes(20), read, stages=_EVERYWHERE),
    ActSpec("explain", "A07", _A, "person", takes(60), explain),
    ActSpec(
        "ask",
        "A22",
        Phase.IDENTIFY,
        "person",
        takes(40),
        ask,
        params=(Param("about", one_of("who", "code", "surrender")),),
    ),
    ActSpec(
        "guard",
        "A09",
        Phase.IDENTIFY,
        "person-or-all",
        takes(10),
        guard,
        refuse=_team_can_guard,
        by_team=True,
        posted=True,
    ),
    ActSpec("bring", "A07", _A, "witness", takes(20), bring),
    ActSpec(
        "call",
        "A81",
        Phase.PRESERVE,
        "caller",
        takes(60),
        call,
        stages=_EVERYWHERE,
        params=(Param("about", one_of("incident", "advice"), default="incident"),),
    ),
    ActSpec(
        "reply",
        "",
        _A,
        "surprise",
        takes(20),
        reply,
        stages=_EVERYWHERE,
        params=(Param("choice", _choices),),
        refuse=_no_question,
    ),
    ActSpec(
        "wait",
        "",
        _A,
        "none",
        wait_seconds,
        wait,
        stages=_EVERYWHERE,
        params=(Param("for", one_of("1", "5", "15"), default="1"),),
    ),
    ActSpec("hint", "", _A, "none", takes(0), hint, stages=_EVERYWHERE),
    ActSpec("finish", "", _A, "none", takes(0), finish, stages=_EVERYWHERE),
    ActSpec("end", "", _A, "none", takes(0), end, stages=_EVERYWHERE),
)
