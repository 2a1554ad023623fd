"""One step of the world: an act in, a new state out.

Pure: no clock, no randomness, no I/O. A wrong act is done and has its consequence; only
the physically impossible is refused, costs no time, and is a value.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from simulator.scenario.plan import Plan
from simulator.terms.casetime import MINUTE
from simulator.terms.phrase import Phrase
from simulator.world.act import ME, Act
from simulator.world.acts.reach import unoffered, unreachable
from simulator.world.acts.spec import ActSpec
from simulator.world.acts.table import ACTS, complete
from simulator.world.dynamics import advance
from simulator.world.event import Event
from simulator.world.moment import Moment
from simulator.world.sight import seen_by
from simulator.world.state import Search, State, Task

ORDER_SECONDS = 5
"""How long it takes to tell somebody what to do."""


class Outcome(Struct, frozen=True):
    """What one act led to. ``refused`` is a code, or empty; then nothing has changed."""

    state: State
    events: tuple[Event, ...] = ()
    seen: tuple[Phrase, ...] = ()
    refused: str = ""
    done: bool = False
    """The act was carried to its end (an order: it was given)."""


def refusal(plan: Plan, state: State, act: Act) -> str:
    """Why the act is physically impossible now, as a code; empty if it is possible."""
    spec = ACTS.get(act.verb)
    if spec is None:
        return "no-such-act"
    if state.closed:
        return "closed"
    if state.stage not in spec.stages:
        return "not-here"
    moment = Moment(plan, state)
    if act.who != ME:
        team = [p.id for p in plan.people if p.part in ("officer", "specialist")]
        if not spec.by_team or act.who not in team:
            return "not-for-team"
        if any(task.who == act.who for task in state.tasks):
            return "busy"
    missing = next((p.name for p in spec.asks if p.default is None and not act.arg(p.name)), "")
    if missing and not (missing == "why" and act.who != ME):
        return "incomplete"
    known = unreachable(plan, state, spec, act) or unoffered(plan, state, spec, act)
    return known or spec.refuse(moment, act)


def step(plan: Plan, state: State, act: Act) -> Outcome:
    """Carry out one act and everything that happens meanwhile."""
    refused = refusal(plan, state, act)
    if refused:
        return Outcome(state, refused=refused)
    spec = ACTS[act.verb]
    moment = Moment(plan, state)
    if act.verb != "reply" and state.question and act.verb != "wait":
        moment.emit("QuestionPassed", state.question)
    if act.who == ME:
        done = _do(moment, spec, act)
    else:
        done = _order(moment, spec, act)
    return Outcome(moment.state, tuple(moment.events), tuple(moment.seen), done=done)


def _do(m: Moment, spec: ActSpec, act: Act) -> bool:
    """The trainee acts himself; a long act may be interrupted and resumed."""
    if spec.on != "none" and act.verb not in ("wait", "call", "reply", "note", "correct"):
        _let_go(m)
        _go_to(m, act)
    key = f"{act.verb} {act.target}{act.arg('for')}"
    total = spec.seconds(m, act)
    _stop_waiting(m, act, key)
    spent = 0 if spec.posted else dict(m.state.progress).get(key, 0)
    began, stage = m.now, m.state.stage
    m.set(doing=None)
    if act.verb == "reply":
        # Whoever speaks is heard out: what comes up meanwhile is another question.
        m.set(question="")
    if act.verb == "search":
        _begin_search(m, act, spent)
    if spec.posted or (spec.at_once and not spent):
        spec.do(m, act)
    kept = m.item(act.target).awake_by if spec.holds else ""
    if spec.holds:
        m.change(act.target, awake_by=kept or ME, touched_at=m.now)
    if total > spent:
        advance(m, m.now + total - spent, complete, interruptible=total > MINUTE)
    m.set(searches=tuple(s for s in m.state.searches if s.who != ME))
    if spec.holds:
        m.change(act.target, awake_by=kept, touched_at=m.now)
    if m.state.stage != stage or m.state.closed:
        return False
    spent += m.now - began
    rest = tuple(entry for entry in m.state.progress if entry[0] != key)
    if spent < total:
        m.set(progress=(*rest, (key, spent)), doing=act)
        m.see("interrupted", minutes=-(-(total - spent) // MINUTE))
        return False
    m.set(progress=rest)
    if not (spec.posted or spec.at_once):
        late = spec.refuse(m, act) if act.verb not in ("reply", "finish", "end") else ""
        if late:
            m.see("too-late", reason=f"@refused.{late}")
            return False
        spec.do(m, act)
    return True


def _stop_waiting(m: Moment, act: Act, key: str) -> None:
    """A wait that was broken into goes on only if nothing but an answer came between."""
    if act.verb == "reply":
        return
    kept = tuple(
        entry for entry in m.state.progress if entry[0] == key or not entry[0].startswith("wait ")
    )
    m.set(progress=kept)


def _order(m: Moment, spec: ActSpec, act: Act) -> bool:
    """Somebody of the team is told to do it; the trainee is free at once."""
    _stop_waiting(m, act, "")
    _relieve(m, act.who)
    _follow(m, act)
    advance(m, m.now + ORDER_SECONDS, complete)
    if spec.posted:
        if act.verb == "guard" or act.arg("how") == "finger":
            m.move(act.who, post=f"{act.verb} {act.target}".strip())
        m.emit("Ordered", act.target, act.who, verb=act.verb)
        complete(m, Task(act.who, act, m.now))
        return True
    due = m.now + spec.seconds(m, act)
    m.set(tasks=(*m.state.tasks, Task(act.who, act, due)))
    if act.verb == "search":
        _begin_search(m, act, 0)
    m.emit("Ordered", act.target, act.who, verb=act.verb)
    m.see("ordered", who=f"@{act.who}.name", until_at=due)
    return True


def _begin_search(m: Moment, act: Act, done: int) -> None:
    sight = act.arg("sight")
    m.set(searches=(*m.state.searches, Search(act.who, act.target, sight, m.now, done)))


def _let_go(m: Moment) -> None:
    """Turning to something else, the trainee takes his finger from the screen."""
    for item in m.state.items:
        if item.awake_by == ME:
            m.change(item.id, awake_by="", touched_at=m.now)
    for person in m.state.people:
        if person.guarded_by == ME:
            m.move(person.id, guarded_by="")


def _relieve(m: Moment, who: str) -> None:
    """A new order ends the standing one, and one hears what is left alone by it."""
    if not m.state.person(who).post:
        return
    for item in m.state.items:
        if item.awake_by == who:
            m.change(item.id, awake_by="", touched_at=m.now)
            m.see("awake-left", item=f"@{item.id}.name")
    guarded = [person.id for person in m.state.people if person.guarded_by == who]
    for id in guarded:
        m.move(id, guarded_by="")
    if guarded:
        m.see("guard-left")
    m.move(who, post="")


def _place_of(m: Moment, act: Act) -> str:
    if any(place.id == act.target for place in m.plan.places):
        return act.target
    for item in m.state.items:
        if act.target in (item.id, item.exhibit) and act.target:
            return item.place
    for person in m.state.people:
        if person.id == act.target and person.place:
            return person.place
    return m.state.here


def _go_to(m: Moment, act: Act) -> None:
    place = _place_of(m, act)
    m.set(here=place)
    if act.verb in ("search", "seize"):
        _bring_witnesses(m, act, place)


def _follow(m: Moment, act: Act) -> None:
    place = _place_of(m, act)
    m.move(act.who, place=place)
    if act.verb == "search":
        _bring_witnesses(m, act, place)


def _bring_witnesses(m: Moment, act: Act, place: str) -> None:
    for id in seen_by(m.plan, act.arg("sight") or act.arg("shown")):
        m.move(id, place=place)


def input_changed(state: State, copy: str) -> State:
    """A fact of the host: the file of a copy no longer has its digest."""
    copies = tuple(
        msgspec.structs.replace(entry, altered=True) if entry.id == copy else entry
        for entry in state.copies
    )
    return msgspec.structs.replace(state, copies=copies)
