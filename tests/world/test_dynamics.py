from __future__ import annotations

import msgspec
import pytest

from simulator.scenario.plan import Plan, Span
from simulator.world import battery
from simulator.world.act import act
from simulator.world.dynamics import LEAK_LAPSE, PATIENCE, upcoming
from simulator.world.event import Event
from simulator.world.moment import Moment
from simulator.world.state import begin
from simulator.world.step import step
from tests.world.sample import calm, drive, happened, items, plan, watch

SEEDS = range(4)


def first(events: list[Event], kind: str) -> Event:
    return next(event for event in events if event.kind == kind)


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def late(told: Plan) -> int:
    return told.starts + 30 * 60


@pytest.mark.parametrize("seed", SEEDS)
def test_a_screen_dims_then_locks_and_the_volume_goes_with_it(seed: int) -> None:
    told = calm(plan(seed=seed))
    laptop = told.item("laptop")

    state, events = watch(told, begin(told), late(told))

    assert first(events, "ScreenDimmed").at == told.starts + laptop.dims_lapse.low
    assert first(events, "ScreenLocked").at == told.starts + laptop.locks_lapse.low
    assert first(events, "VolumeClosed").at == first(events, "ScreenLocked").at
    assert (state.item("laptop").lock, state.item("laptop").volume) == ("afu", "closed")


def test_a_touch_starts_the_lock_timer_anew_and_looking_does_not() -> None:
    told = calm(plan())
    lapse = told.item("laptop").locks_lapse.low
    looked, _ = drive(told, "wait for=5", "look laptop")
    touched, _ = drive(told, "wait for=5", "awake laptop how=finger why=keep-state", "look phone")

    assert first(watch(told, looked, late(told))[1], "ScreenLocked").at == told.starts + lapse
    # The finger is taken away when the trainee turns to the phone.
    assert first(watch(told, touched, late(told))[1], "ScreenLocked").at == (
        told.starts + 300 + 10 + lapse
    )


@pytest.mark.parametrize("how", ["jiggler", "setting"])
def test_kept_awake_it_does_not_lock(how: str) -> None:
    told = calm(plan())
    state, _ = drive(told, f"awake laptop how={how} why=keep-state")

    state, events = watch(told, state, told.starts + 90 * 60)

    assert "ScreenLocked" not in kinds(events)
    assert state.item("laptop").volume == "open"


@pytest.mark.parametrize("seed", SEEDS)
def test_left_on_the_air_a_phone_is_wiped_when_its_command_comes(seed: int) -> None:
    told = calm(plan(seed=seed))

    state, events = watch(told, begin(told), late(told))

    assert first(events, "Wiped").at == told.starts + told.item("phone").wiped_after.low
    assert state.item("phone").wiped
    assert state.item("phone").content[-1].kind == "wipe"


def test_in_a_sound_bag_it_is_never_wiped() -> None:
    told = calm(plan())
    state, _ = drive(told, "isolate phone bag=FB-1 why=stop-signals")

    state, events = watch(told, state, told.starts + 95 * 60)

    assert not {"Wiped", "SignalLeaked"} & set(kinds(events))


def test_a_leaking_bag_buzzes_after_a_minute_and_is_heard() -> None:
    told = calm(plan())
    state, _ = drive(told, "isolate phone bag=FB-2 why=stop-signals")
    bagged = state.item("phone").shielded_at

    outcome = step(told, state, act("wait", **{"for": "5"}))

    assert outcome.events[0].kind == "SignalLeaked"
    assert outcome.events[0].at == bagged + LEAK_LAPSE
    assert outcome.seen[0].code == "seen.bag-buzzes"
    assert outcome.state.item("phone").content[-1].kind == "sync"
    assert not outcome.done


def test_through_a_leaking_bag_the_wipe_comes_a_message_later() -> None:
    told = calm(plan())
    at = told.starts + told.item("phone").wiped_after.low
    state, _ = watch(told, begin(told), at - 40)
    state, _ = drive(told, "isolate phone bag=FB-2 why=stop-signals", state=state)

    _, events = watch(told, state, late(told))

    assert first(events, "Wiped").at == state.item("phone").shielded_at + LEAK_LAPSE > at


def test_a_bagged_phone_without_power_goes_flat_and_closes() -> None:
    told = calm(items(plan(), "phone", battery=Span(2, 2)))
    state, _ = drive(told, "isolate phone bag=FB-1 why=stop-signals")
    flat = battery.flat_at(state.item("phone"))
    assert flat is not None

    dead, events = watch(told, state, late(told) + 1800)

    # Two percent at four percent an hour: half an hour, less the seconds on the network.
    assert 1790 <= first(events, "WentFlat").at - state.item("phone").shielded_at <= 1800
    assert first(events, "WentFlat").at == flat
    assert (dead.item("phone").power, dead.item("phone").lock) == ("off", "bfu")

    fed, _ = drive(told, "power phone why=keep-state", state=state)
    assert "WentFlat" not in kinds(watch(told, fed, late(told) + 1800)[1])


def test_packing_takes_a_laptop_off_the_mains_from_then_on_only() -> None:
    told = calm(plan())
    state, _ = drive(told, "wait for=30", "seize laptop shown=both number=EX-001")
    full = battery.charge(state.item("laptop"), state.now)

    packed, _ = drive(told, "pack laptop with=rigid", state=state)

    assert full == told.item("laptop").battery.low * 1000
    assert battery.charge(packed.item("laptop"), packed.now) == full


def test_nobody_kept_away_uses_his_access() -> None:
    told = plan()
    rustam = told.person("rustam")

    _, events = watch(told, begin(told), told.starts + 300)
    assert first(events, "Interfered").at == told.starts + rustam.interferes_after
    assert first(events, "Interfered").about == rustam.reaches[0]
    assert first(events, "ScreenLocked").by == "rustam"

    guarded, _ = drive(told, "nodir: guard")
    assert "Interfered" not in kinds(watch(told, guarded, told.starts + 300)[1])


def test_an_interferer_takes_the_next_thing_when_the_first_is_out_of_reach() -> None:
    told = plan()
    state, _ = drive(told, "seize laptop shown=both number=EX-001")

    _, events = watch(told, state, told.starts + 300)

    assert first(events, "Interfered").about == "phone"
    assert first(events, "Wiped").by == "rustam"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_surprise_comes_on_time_and_silence_has_its_harm(seed: int) -> None:
    told = plan(seed=seed)
    leaves = told.surprises[0]

    state, events = watch(told, drive(told, "nodir: guard")[0], late(told))

    came = first(events, "SurpriseCame")
    assert (came.about, came.at) == ("farid-leaves", told.starts + leaves.after.low)
    assert first(events, "SurpriseUnanswered").at == came.at + PATIENCE
    assert first(events, "PersonLeft").about == "farid"
    assert state.person("farid").gone


@pytest.mark.parametrize(("choice", "gone"), [("let", True), ("ask", False), ("order", False)])
def test_an_answer_has_the_harm_of_its_choice(choice: str, gone: bool) -> None:
    told = plan()
    state, _ = drive(told, "nodir: guard")
    while state.question != "farid-leaves":
        state = step(told, state, act("wait", **{"for": "15"})).state

    state, _ = drive(told, f"reply farid-leaves choice={choice}", state=state)

    assert state.person("farid").gone is gone
    assert state.question == ""


def test_what_comes_up_during_an_answer_is_still_asked() -> None:
    told = plan("ringing-phone")
    call, helps = told.surprises
    soon = msgspec.structs.replace(helps, after=Span(call.after.low + 15, call.after.low + 15))
    told = msgspec.structs.replace(told, surprises=(call, soon))
    state, _ = drive(told, "sabina: guard")
    while state.question != "incoming-call":
        state = step(told, state, act("wait", **{"for": "15"})).state

    state, outcomes = drive(told, "reply incoming-call choice=ring", state=state)

    assert [e.about for e in happened(outcomes, "SurpriseCame")] == ["owner-helps"]
    assert state.question == "owner-helps"


def test_a_second_question_waits_for_the_first() -> None:
    told = plan("ringing-phone")
    call, helps = told.surprises
    soon = msgspec.structs.replace(helps, after=Span(call.after.low + 15, call.after.low + 15))
    told = msgspec.structs.replace(told, surprises=(call, soon))

    _, events = watch(told, drive(told, "sabina: guard")[0], told.starts + 600)

    asked = [(e.kind, e.about) for e in events if e.kind.startswith("Surprise")]
    assert asked == [
        ("SurpriseCame", "incoming-call"),
        ("SurpriseUnanswered", "incoming-call"),
        ("SurpriseCame", "owner-helps"),
        ("SurpriseUnanswered", "owner-helps"),
    ]


@pytest.mark.parametrize("name", ["flat-12", "ringing-phone"])
def test_a_stage_ends_by_itself(name: str) -> None:
    told = calm(plan(name))
    scene = told.stages[0]

    state, events = watch(told, begin(told), told.starts + scene.minutes * 60 + 3600)

    ended = first(events, "StageEnded")
    assert (ended.at, ended.get("reason")) == (told.starts + scene.minutes * 60, "time")
    assert state.closed is (len(told.stages) == 1)


def test_at_one_moment_the_order_is_that_of_the_rules() -> None:
    told = calm(items(plan(), "laptop", dims_lapse=Span(600, 600)))
    told = items(told, "phone", wiped_after=Span(600, 600))

    _, events = watch(told, begin(told), told.starts + 601)

    assert kinds(events)[:4] == ["ScreenDimmed", "ScreenLocked", "VolumeClosed", "Wiped"]
    assert {event.at for event in events[:4]} == {told.starts + 600}


def test_upcoming_is_derived_from_the_state_alone() -> None:
    told = plan()
    state, _ = drive(told, "nodir: guard", "look phone")

    due = upcoming(Moment(told, state))

    assert due == upcoming(Moment(told, state))
    assert due is not None
    assert (due.kind, due.about) == ("dim", "laptop")
    assert due.at == told.starts + told.item("laptop").dims_lapse.low


def test_the_drill_locks_after_a_minute_untouched() -> None:
    told = calm(plan("ringing-phone"))

    _, events = watch(told, begin(told), told.starts + 300)

    assert first(events, "ScreenLocked").at == told.starts + 60


def test_breaking_off_does_not_undo_what_was_done_at_once() -> None:
    told = plan("ringing-phone")
    state, _ = drive(told, "sabina: guard")

    outcome = step(told, state, act("browse", "phone", why="see-evidence"))
    assert (outcome.done, outcome.state.question) == (False, "incoming-call")
    assert outcome.state.item("phone").content[-1].kind == "browse"

    state, _ = drive(told, "reply incoming-call choice=ring", state=outcome.state)
    again = step(told, state, act("browse", "phone", why="see-evidence"))
    assert "Browsed" not in kinds(list(again.events))


def test_what_is_being_read_does_not_lock() -> None:
    told = calm(plan("ringing-phone"))

    state, outcomes = drive(told, "browse phone why=see-evidence")

    assert not happened(outcomes, "ScreenLocked")
    assert first(watch(told, state, told.starts + 300)[1], "ScreenLocked").at == told.starts + 180


def test_reading_leaves_a_device_that_keeps_the_screen_awake_in_place() -> None:
    told = calm(plan())
    state, _ = drive(
        told, "awake laptop how=jiggler why=keep-state", "browse laptop why=see-evidence"
    )

    assert state.item("laptop").awake_by == "jiggler"
