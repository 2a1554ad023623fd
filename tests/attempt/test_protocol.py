from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.assessment.form import FORMS, form
from simulator.attempt.position import start
from simulator.attempt.protocol import KNOWN_AS, draft, filled, forms_for, options_for
from simulator.scenario.plan import Plan
from simulator.script.player import run_script
from simulator.terms.casetime import clock
from simulator.world.act import act
from simulator.world.state import State
from tests.world.sample import NAMES, bench, drive, plan, stroll

NEVER_DRAFTED = {"sight", "shown", "came", "remark", "told", "effect", "whose"}
"""What only the writer can say."""

SAID_OTHERWISE = {"photo", "power_bank", "blocker", "when", "what", "rights"}


def drafts(told: Plan, state: State) -> list[tuple[str, str, str, str]]:
    ids = [item.id for item in told.items] + [person.id for person in told.people]
    return [
        (id, entry.id, name, value)
        for id in ids
        for entry in forms_for(told, state, id)
        for name, value in draft(told, state, entry.id, id).items()
    ]


@pytest.mark.parametrize("name", NAMES)
@given(picks=st.lists(st.integers(0, 1 << 16), max_size=30))
@settings(max_examples=25, deadline=None)
def test_a_draft_holds_only_what_was_perceived(name: str, picks: list[int]) -> None:
    told = plan(name)
    for result in stroll(told, picks):
        state = result.position.state
        known = {(k.about, k.field): k.value for k in state.known}
        for about, form_id, field, value in drafts(told, state):
            assert field not in NEVER_DRAFTED
            assert field in [entry.name for entry in form(form_id).fields]
            if field in SAID_OTHERWISE:
                assert any(subject == about for subject, _ in known) or value == "no"
            else:
                latest = known[about, KNOWN_AS.get(field, field)]
                first = known.get((about, f"first_{field}"), latest)
                assert value == (first if form_id == "found" else latest)


def test_nothing_perceived_nothing_drafted() -> None:
    told = plan()
    written = [(f, n) for _, f, n, _ in drafts(told, start(told).state)]

    assert set(written) <= {("done", "power_bank")}


def test_found_means_as_first_seen() -> None:
    told = plan("ringing-phone")
    state, _ = drive(told, "look phone", "wait for=2", "look phone")

    assert {k.value for k in state.known if k.field == "lock"} == {"locked"}
    assert draft(told, state, "found", "phone")["lock"] == "unlocked"


def test_a_look_fills_the_state_and_a_photograph_itself() -> None:
    told = plan()
    state, _ = drive(told, "look phone")
    assert draft(told, state, "found", "phone") == {
        "place": "kitchen",
        "power": "on",
        "lock": "locked",
        "battery": str(told.item("phone").battery.low),
        "nets": "yes",
    }

    state, _ = drive(told, "photograph phone", state=state)
    assert draft(told, state, "found", "phone")["photo"] == "yes"


def test_what_was_done_carries_its_time() -> None:
    told = plan()
    state, _ = drive(told, "wait for=1", "isolate phone bag=FB-1 why=stop-signals")

    found = draft(told, state, "done", "phone")

    assert found["what"] == "bag"
    assert found["bag"] == "FB-1"
    assert found["when"] == clock(state.now)
    assert found["power_bank"] == "no"
    assert "why" not in found


def test_a_seal_is_drafted_as_it_was_read() -> None:
    told = plan()
    state, _ = drive(told, "seize phone shown=both number=EX-001", "pack phone with=antistatic")

    found = draft(told, state, "taken", "phone")

    assert found == {
        "number": "EX-001",
        "package": "antistatic",
        "seal": state.item("phone").seal,
    }


def test_filling_in_keeps_what_was_given() -> None:
    told = plan()
    state, _ = drive(told, "look phone")

    line = filled(told, state, act("note", "phone", form="found", power="off", sight="both"))

    assert (line.arg("power"), line.arg("lock"), line.arg("sight")) == ("off", "locked", "both")
    other = act("look", "phone")
    assert filled(told, state, other) is other


def test_forms_go_with_what_they_speak_of_and_the_stage() -> None:
    told = plan()
    scene, lab = start(told).state, bench().state

    assert [f.id for f in forms_for(told, scene, "rustam")] == ["answer"]
    assert "copy" not in [f.id for f in forms_for(told, scene, "phone")]
    assert [f.id for f in forms_for(told, lab, "phone")] == ["incident", "copy"]
    assert {f.about for f in FORMS} == {"item", "person"}


def test_choices_come_from_the_plan() -> None:
    told, drill = plan(), plan("ringing-phone")
    found = {field.name: field for field in form("found").fields}
    number = form("taken").fields[0]

    assert options_for(told, start(told).state, found["sight"]) == (
        "zarina", "ilhom", "both", "nobody",
    )  # fmt: skip
    assert options_for(drill, start(drill).state, found["place"]) == ("room",)
    assert options_for(told, start(told).state, found["battery"]) == ()
    assert options_for(told, bench().state, number) == ("EX-001", "EX-002", "EX-003", "EX-004")


def test_a_correction_keeps_form_and_subject_of_its_line() -> None:
    played = run_script(plan(), "note phone form=found power=off\ncorrect 1 power=on")
    first, second = played.position.ledger.lines

    assert (second.form, second.about, second.corrects) == (first.form, first.about, 1)
    assert second.fields == (("power", "on"),)
