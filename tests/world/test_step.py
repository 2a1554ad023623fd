from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.attempt.position import start
from simulator.scenario.library import find
from simulator.scenario.plan import Span
from simulator.world.act import Act, act
from simulator.world.acts.table import ACTS
from simulator.world.state import State, begin
from simulator.world.step import ORDER_SECONDS, refusal, step
from tests.world.sample import NAMES, bench, calm, drive, happened, items, plan, stroll, watch

PICKS = st.lists(st.integers(0, 1 << 16), max_size=30)
WORDS = st.one_of(
    st.sampled_from(
        ("", "phone", "stick", "note", "laptop", "hall", "nodir", "rustam", "order", "EX-001")
    ),
    st.text(max_size=8),
)
ANY = st.builds(
    Act,
    st.one_of(st.sampled_from(sorted(ACTS)), st.text(max_size=6)),
    WORDS,
    st.dictionaries(
        st.sampled_from(("why", "bag", "how", "for", "choice", "cite", "number", "sight", "to")),
        WORDS,
        max_size=3,
    ).map(lambda args: tuple(sorted(args.items()))),
    st.sampled_from(("me", "lola", "nodir", "rustam", "nobody")),
)


@pytest.mark.parametrize("name", NAMES)
@given(picks=PICKS)
@settings(max_examples=25, deadline=None)
def test_time_never_goes_back_and_a_refusal_changes_nothing(name: str, picks: list[int]) -> None:
    told = plan(name)
    before = start(told)

    for result in stroll(told, picks):
        after = result.position
        hash((after.state, after.ledger))
        if result.refused:
            assert after == before
            assert (result.written, result.seen, result.events) == ((), (), ())
        assert after.state.now >= before.state.now
        assert all(before.state.now <= e.at <= after.state.now for e in result.events)
        assert [e.at for e in result.events] == sorted(e.at for e in result.events)
        before = after


@given(picks=PICKS)
@settings(max_examples=20, deadline=None)
def test_the_same_acts_give_the_same_states(picks: list[int]) -> None:
    told = plan()

    first = [result.position for result in stroll(told, picks)]
    second = [result.position for result in stroll(told, picks)]

    assert first == second
    assert [hash(p.state) for p in first] == [hash(p.state) for p in second]


@given(picks=PICKS)
@settings(max_examples=15, deadline=None)
def test_laboratory_walks_never_raise(picks: list[int]) -> None:
    for result in stroll(plan(), picks, bench()):
        assert result.position.state.now >= bench().state.now


@given(acts=st.lists(ANY, max_size=12), at_bench=st.booleans())
@settings(max_examples=120, deadline=None)
def test_nonsense_is_refused_not_raised(acts: list[Act], at_bench: bool) -> None:
    told = plan()
    state = bench().state if at_bench else begin(told)

    for wild in acts:
        outcome = step(told, state, wild)
        if outcome.refused:
            assert outcome.state is state
        assert outcome.state.now >= state.now
        state = outcome.state


@given(wild=ANY)
@settings(max_examples=60, deadline=None)
def test_a_closed_attempt_refuses_everything(wild: Act) -> None:
    told = plan()
    closed, _ = drive(told, "end")

    assert closed.closed
    assert refusal(told, closed, wild)
    assert step(told, closed, wild).state is closed


def test_an_undealt_plan_has_no_beginning() -> None:
    with pytest.raises(ValueError, match="not dealt"):
        begin(find("flat-12").plan)


@pytest.mark.parametrize("verb", ["look", "photograph", "seize", "browse", "note", "leave"])
def test_a_hidden_thing_is_refused_like_one_that_does_not_exist(verb: str) -> None:
    told = plan()
    args = {"why": "see-evidence", "shown": "both", "number": "EX-001", "form": "found"}

    for hidden in ("stick", "note"):
        found = step(told, begin(told), act(verb, hidden, **args)).refused
        assert found == step(told, begin(told), act(verb, "samovar", **args)).refused
        assert found == "no-such-thing"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (act("isolate", "phone", bag="FB-9", why="stop-signals"), "no-such-choice"),
        (act("isolate", "phone", bag="FB-1"), "incomplete"),
        (act("isolate", "laptop", bag="FB-1", why="stop-signals"), "too-big"),
        (act("image", "phone"), "not-here"),
        (act("dance", "phone"), "no-such-act"),
        (act("try-code", "laptop", why="no-reason"), "not-locked"),
        (act("radios", "phone", why="stop-signals"), "is-locked"),
        (act("pack", "phone", **{"with": "paper"}), "not-taken"),
        (act("guard", "", "rustam"), "not-for-team"),
        (act("seize", "phone", "nodir", shown="both", number="EX-001"), "not-for-team"),
        (act("reply", "farid-leaves", choice="ask"), "nobody-asks"),
        (act("call", "store", about="incident"), "not-for-that"),
        (act("seize", "phone", shown="both", number="laptop"), "no-such-choice"),
    ],
)
def test_the_impossible_has_a_code(line: Act, code: str) -> None:
    assert refusal(plan(), begin(plan()), line) == code


def test_a_bag_and_a_power_bank_serve_one_thing_at_a_time() -> None:
    told = plan()
    state, _ = drive(told, "isolate phone bag=FB-1 why=stop-signals", "power phone why=keep-state")

    again = act("isolate", "white-phone", bag="FB-1", why="stop-signals")
    assert refusal(told, state, again) == "no-such-choice"
    assert refusal(told, state, act("power", "white-phone", why="no-reason")) == "no-power-bank"
    assert not refusal(told, state, act("power", "phone", why="keep-state"))
    state, _ = drive(told, "isolate phone bag=FB-2 why=stop-signals", state=state)
    assert not refusal(told, state, again)


def test_orders_run_side_by_side_with_the_trainees_own_act() -> None:
    told = calm(items(plan(), "laptop", locks_lapse=Span(0, 0)))
    state, given_orders = drive(
        told, "lola: live-copy laptop", "nodir: photograph phone", "look phone"
    )
    due = told.starts + ORDER_SECONDS + 900

    assert state.now == told.starts + 2 * ORDER_SECONDS + 20
    assert refusal(told, state, act("memory", "laptop", "lola")) == "busy"
    state, events = watch(told, state, due + 60)
    done = {event.kind: event for event in (*happened(given_orders, "Ordered"), *events)}
    assert done["Photographed"].by == "nodir"
    assert done["Photographed"].at == told.starts + 2 * ORDER_SECONDS + 60
    assert done["LiveCopied"].at == due


def test_a_standing_order_ends_with_the_next_one() -> None:
    told = plan()
    state, _ = drive(told, "nodir: guard")
    assert state.person("rustam").guarded_by == "nodir"

    state, _ = drive(told, "nodir: photograph phone", state=state)

    assert state.person("rustam").guarded_by == ""
    assert state.person("nodir").post == ""


def test_a_finger_leaves_the_screen_when_the_trainee_turns_away() -> None:
    told = plan()
    state, _ = drive(told, "awake laptop how=finger why=keep-state")
    assert state.item("laptop").awake_by == "me"

    state, _ = drive(told, "look phone", state=state)

    assert state.item("laptop").awake_by == ""


def _searching(*before: str) -> tuple[State, int]:
    told = plan()
    state, _ = drive(told, "nodir: guard", *before)
    return state, told.place("hall").search_seconds


def test_a_find_interrupts_a_search_and_the_rest_is_what_is_left() -> None:
    told = plan()
    state, total = _searching()
    began = state.now

    first = step(told, state, act("search", "hall", sight="both"))
    assert not first.done
    assert first.state.now == began + told.item("stick").found_after
    assert first.state.doing == act("search", "hall", sight="both")
    assert "seen.found" in [phrase.code for phrase in first.seen]

    looked, _ = drive(told, "look stick", state=first.state)
    second = step(told, looked, act("search", "hall", sight="both"))
    assert second.done
    assert second.state.now - looked.now == total - told.item("stick").found_after
    assert dict(second.state.progress) == {}


def test_a_broken_wait_goes_on_after_an_answer_and_begins_anew_after_an_act() -> None:
    told = plan()
    early = told.surprises[0].after.low - 60
    state, _ = watch(told, drive(told, "nodir: guard", "lola: awake laptop how=jiggler",
        "isolate phone bag=FB-1 why=stop-signals")[0], told.starts + early)  # fmt: skip

    asked = step(told, state, act("wait", **{"for": "10"}))
    assert (asked.done, asked.state.question) == (False, "farid-leaves")
    state, _ = drive(told, "reply farid-leaves choice=ask", state=asked.state)
    on = step(told, state, act("wait", **{"for": "10"}))
    assert on.state.now - state.now <= 600 - 60
    looked, _ = drive(told, "look phone", state=state)
    anew = step(told, looked, act("wait", **{"for": "1"}))
    assert (anew.done, anew.state.now - looked.now) == (True, 60)


def test_the_night_does_not_go_on_searching() -> None:
    told = plan()
    state, _ = drive(told, "nodir: guard", "lola: search hall sight=both")
    night, _ = drive(told, "finish", state=state)

    assert night.stage == "lab"
    assert not night.item("stick").seen
    assert (night.searches, night.tasks) == ((), ())


def test_a_team_search_ends_with_its_time() -> None:
    told = plan()
    state, _ = drive(told, "nodir: guard", "lola: search hall sight=both")
    state, events = watch(told, state, told.starts + 800)

    assert [e.about for e in events if e.kind == "ItemFound"] == ["stick"]
    assert "hall" in [e.about for e in events if e.kind == "Searched"]
    assert state.searches == ()


def test_somebody_who_has_left_cannot_be_asked() -> None:
    told = plan()
    state, _ = watch(told, drive(told, "nodir: guard")[0], told.starts + 25 * 60)
    assert state.person("farid").gone

    assert refusal(told, state, act("ask", "farid", about="who")) == "not-there"


def test_an_unseized_thing_is_not_in_the_laboratory() -> None:
    told, position = plan(), bench()

    assert refusal(told, position.state, act("look", "white-phone")) == "not-there"
