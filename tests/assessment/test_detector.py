from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.assessment.ledger import DETECTORS, losses
from simulator.assessment.loss import Loss
from simulator.attempt.position import Position, start
from simulator.attempt.step import judgement
from simulator.doctrine.error import find_error, load_errors
from simulator.script.player import run_script
from tests.assessment.case import CASES, GUARD, Case, Key, found, key
from tests.world.sample import NAMES, SCENE, plan, stroll

UNSEEN = {
    # Nothing in the world can do it yet: no act, no kind, no stage.
    **dict.fromkeys(("E02", "E54", "E55", "E56"), "no accounts and no remote access"),
    **dict.fromkeys(("E51", "E52", "E53"), "no provider requests"),
    **dict.fromkeys(("E42", "E43", "E44", "E45"), "no video recorders"),
    **dict.fromkeys(("E46", "E47", "E48"), "no wallets"),
    **dict.fromkeys(("E49", "E50"), "no drones or vehicles, no hazards"),
    **dict.fromkeys(("E22", "E24", "E30"), "no wiping process, no clean-up script, no service"),
    **dict.fromkeys(("E69", "E70"), "no privileged material, no unrelated finds"),
    **dict.fromkeys(("E80", "E81", "E82", "E83", "E84", "E85", "E86"), "no AI tools"),
    "E87": "no distressing material",
    **dict.fromkeys(("E79", "E88"), "nothing is given back or handed to the defence"),
    **dict.fromkeys(("E38", "E39"), "media without bad sectors and without trimming"),
    **dict.fromkeys(("E34", "E37"), "targets come wiped; one strong digest is always used"),
    **dict.fromkeys(("E26", "E27", "E28"), "live tools are the kit's own and log themselves"),
    **dict.fromkeys(("E20", "E63"), "nobody is compelled, nothing stands unattended"),
    **dict.fromkeys(("E03", "E04"), "every scenario has an order in force"),
    # The acts exist; the detector does not.
    "E10": "clock offsets are noted but no answer turns on them",
    "E11": "sleeping devices are in no bundled scenario",
    "E18": "no inactivity reboot (D3) in the world",
    "E29": "a live copy is verified like any other",
    "E33": "attaching the blocker tests it",
    "E66": "seen by the verifier of the log, not by judgement",
    "E71": "tools have no versions",
}
"""Errors of the catalogue without a detector, and why. It may only shrink."""


def matching(case: Case, script: str) -> list[Loss]:
    (detector,) = [entry for entry in DETECTORS if key(entry) == case.key]
    told = case.plan()
    position = run_script(told, script.replace("; ", "\n")).position
    memo = position.ledger.memos[DETECTORS.index(detector)]
    return [
        loss for loss in detector.losses(told, memo, position.state.now) if loss.about == case.about
    ]


def test_every_detector_has_a_case_and_a_key_of_its_own() -> None:
    keys: list[Key] = [key(detector) for detector in DETECTORS]

    assert len(keys) == len(set(keys))
    assert {case.key for case in CASES} == set(keys)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_fires_and_the_right_act_avoids_it(case: Case) -> None:
    wrong, right = matching(case, case.wrong), matching(case, case.right)

    assert [loss.error for loss in wrong] == [case.key[0]]
    assert right == []
    assert wrong[0] in found(case.wrong, case.plan())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_lost_is_shown_by_entries_or_named_as_missing(case: Case) -> None:
    for loss in found(case.wrong, case.plan()):
        assert bool(loss.entries) is not bool(loss.absent)


def test_the_catalogue_is_covered_but_for_what_is_listed() -> None:
    seen = {detector.error for detector in DETECTORS}
    known = {error.id for error in load_errors()}

    assert seen <= known
    assert known - seen == set(UNSEEN)


@pytest.mark.parametrize("name", NAMES)
@given(picks=st.lists(st.integers(0, 1 << 16), max_size=25))
@settings(max_examples=25, deadline=None)
def test_any_run_can_be_judged_and_explained(name: str, picks: list[int]) -> None:
    told = plan(name)
    for result in stroll(told, picks):
        score = judgement(told, result.position).score
        assert 0 <= score.points <= 100
        assert sum(points for _, points in score.dimensions) == sum(
            finding.points for finding in score.findings
        )
        for finding in score.findings:
            error = find_error(finding.error)
            assert finding.points > 0
            assert finding.rules
            assert finding.competency == error.competency
            assert bool(finding.loss.entries) is not bool(finding.loss.absent)
            assert all(0 < seq < result.position.entries for seq in finding.loss.entries)


def errors(position: Position) -> list[str]:
    told = plan()
    return [loss.error for loss in losses(told, position.ledger, position.state.now)]


def test_a_duty_done_late_is_a_loss_with_its_entry() -> None:
    script = GUARD + "wait 5; isolate phone bag=FB-1 why=stop-signals"

    (loss,) = [loss for loss in found(script, plan()) if loss.error == "E14"]

    assert loss.entries
    assert loss.at == plan().starts + 300


def test_a_duty_done_too_late_to_matter_names_what_came_first() -> None:
    script = GUARD + "isolate phone bag=FB-1 why=stop-signals; photograph phone"

    about_phone = [loss for loss in found(script, plan()) if loss.about == "phone"]

    assert [loss.entries for loss in about_phone if loss.error == "E07"] == [(2,)]


def test_switched_off_a_phone_need_not_be_isolated_any_more() -> None:
    assert "E14" not in [x.error for x in found("switch-off phone why=save-battery", plan())]


def test_guarded_for_a_moment_is_not_kept_away() -> None:
    script = "nodir: guard; nodir: photograph phone; wait 5"

    (loss,) = [loss for loss in found(script, plan()) if loss.error == "E06"]

    assert (loss.about, len(loss.entries)) == ("rustam", 1)


def test_taking_the_plug_after_a_copy_is_no_error() -> None:
    assert not {"E23", "E25"} & {loss.error for loss in found(SCENE, plan())}


@pytest.mark.parametrize("report", [
    "note phone form=incident what=bag-leaked effect=changed",
    "note phone form=incident what=data-changed told=chief",
])  # fmt: skip
def test_an_error_told_by_its_author_is_marked_so(report: str) -> None:
    script = GUARD + "isolate phone bag=FB-2 why=stop-signals"

    (before,) = [loss for loss in found(script, plan()) if loss.error == "E16"]
    (after,) = [loss for loss in found(f"{script}; {report}", plan()) if loss.error == "E16"]

    assert before.reported == ()
    assert after.reported[0] > after.entries[0]


@pytest.mark.parametrize("report", [
    "note laptop form=incident what=late",
    "note phone form=incident what=nothing",
    "note phone form=incident what=late",
    "note phone form=incident what=screen-locked told=prosecutor",
    "call prosecutor about=incident",
])  # fmt: skip
def test_a_report_of_something_else_is_no_report(report: str) -> None:
    script = GUARD + "isolate phone bag=FB-2 why=stop-signals; " + report

    (loss,) = [loss for loss in found(script, plan()) if loss.error == "E16"]

    assert loss.reported == ()


def test_a_report_covers_what_came_before_it_only() -> None:
    guess = "try-code phone why=no-reason"
    report = "note phone form=incident what=data-changed effect=changed"
    script = f"{guess}; {report}; {guess}"

    first, second = [loss for loss in found(script, plan()) if loss.error == "E19"]

    assert (bool(first.reported), bool(second.reported)) == (True, False)


def test_an_empty_attempt_is_judged_by_its_open_duties() -> None:
    assert "E06" in errors(start(plan()))
