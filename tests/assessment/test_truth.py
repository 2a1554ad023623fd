"""Two ledgers: what was written against what happened."""

from __future__ import annotations

import pytest

from simulator.assessment.loss import Loss
from simulator.scenario.plan import Plan
from tests.assessment.case import GUARD, IMAGED, LOOKED, TAKEN, found
from tests.world.sample import bench, calm, plan

FIND = GUARD + "search hall sight={}; look stick; "


def untrue(script: str, told: Plan | None = None) -> list[Loss]:
    return [loss for loss in found(script, told or plan()) if loss.error in ("E65", "E68")]


def codes(script: str) -> list[str]:
    return [loss.error for loss in untrue(script)]


@pytest.mark.parametrize(
    ("seen", "written", "expected"),
    [
        ("both", "both", []),
        ("zarina", "zarina", []),
        ("nobody", "nobody", []),
        ("zarina", "both", ["E68"]),
        ("nobody", "both", ["E68"]),
        ("nobody", "ilhom", ["E68"]),
        ("both", "zarina", ["E65"]),
        ("both", "nobody", ["E65"]),
        ("zarina", "nobody", ["E65"]),
    ],
)
def test_who_saw_it_found(seen: str, written: str, expected: list[str]) -> None:
    assert codes(FIND.format(seen) + f"note stick form=found sight={written}") == expected


@pytest.mark.parametrize(
    ("shown", "written", "expected"),
    [("both", "both", []), ("both", "ilhom", []), ("ilhom", "both", ["E68"])],
)
def test_to_whom_it_was_shown(shown: str, written: str, expected: list[str]) -> None:
    script = f"nodir: guard; seize phone shown={shown} number=EX-001; "
    assert codes(script + f"note phone form=taken shown={written}") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("form=found power=on lock=locked", []),
        ("form=found power=off", ["E65"]),
        ("form=found lock=unlocked", ["E65"]),
        ("form=found place=hall", ["E65"]),
        ("form=found came=search", ["E65"]),
        ("form=found photo=yes", ["E65"]),
        ("form=found photo=no", []),
        ("form=done bag=FB-1", ["E65"]),
        ("form=done power_bank=yes", ["E65"]),
        ("form=taken number=EX-001", ["E65"]),
        ("form=incident what=nothing", []),
        ("form=incident what=data-lost effect=lost", []),
    ],
)
def test_a_field_is_held_against_what_happened(line: str, expected: list[str]) -> None:
    assert codes(LOOKED + f"note phone {line}") == expected


def test_a_seal_must_be_the_one_that_was_put_on() -> None:
    packed = TAKEN + "pack phone with=rigid; note phone form=taken"

    assert codes(packed) == []
    assert codes(packed + " seal=0999") == ["E65"]
    assert codes(packed + " package=paper") == ["E65"]
    assert codes(packed + " number=EX-002") == ["E65"]


@pytest.mark.parametrize(
    ("written", "expected"), [("match", []), ("mismatch", ["E65"]), ("not-done", ["E65"])]
)
def test_what_verification_said(written: str, expected: list[str]) -> None:
    script = IMAGED + f"verify IM-002\nnote EX-001 form=copy verified={written}"
    assert codes(script) == expected


def test_a_verification_that_was_not_made() -> None:
    assert codes(IMAGED + "note EX-001 form=copy verified=match") == ["E65"]
    assert codes(IMAGED + "note EX-001 form=copy blocker=no") == ["E65"]


def test_no_effect_after_a_loss_conceals_it() -> None:
    lost = GUARD + "wait 15; " * 4

    assert codes(lost + "note phone form=incident what=late effect=none") == ["E68"]
    assert codes(lost + "note phone form=incident what=nothing") == ["E68"]
    assert codes(lost + "note phone form=incident what=data-lost effect=lost") == []
    assert codes(lost + "note phone form=incident what=late effect=unknown") == []


def test_rights_not_explained_cannot_be_written_as_explained() -> None:
    asked = "ask rustam about=code; "
    line = "note rustam form=answer question=code rights=yes"

    assert codes(asked + line) == ["E65"]
    assert codes("explain rustam; " + asked + line) == []


def test_a_line_much_later_than_the_handling_is_late() -> None:
    told = calm(plan())
    taken = "nodir: guard; seize phone shown=both number=EX-001; "
    line = "note phone form=found came=visible"

    assert untrue(taken + "wait 10; " * 3 + line, told) == []
    assert [loss.error for loss in untrue(taken + "wait 10; " * 9 + line, told)] == ["E65"]


def test_an_untrue_line_is_one_loss_however_many_fields_are_wrong() -> None:
    (loss,) = untrue(LOOKED + "note phone form=found power=off lock=unlocked place=hall")

    assert len(loss.entries) == 1


def test_a_correction_in_time_counts_as_told_by_himself() -> None:
    wrong = LOOKED + "note phone form=found power=off lock=unlocked; "

    (part,) = untrue(wrong + "correct 1 power=on")
    (whole,) = untrue(wrong + "correct 1 power=on lock=locked")

    assert part.reported == ()
    assert len(set(whole.reported)) == 1
    assert whole.reported[0] > whole.entries[0]


def test_a_correction_of_another_line_corrects_nothing() -> None:
    (loss,) = untrue(LOOKED + "note phone form=found power=off; "
        "note phone form=done what=look; correct 2 remark=power")  # fmt: skip

    assert loss.reported == ()


def test_an_untrue_correction_is_a_new_untruth() -> None:
    losses = untrue(LOOKED + "note phone form=found power=off; correct 1 power=sleep")

    assert [(loss.error, bool(loss.reported)) for loss in losses] == [
        ("E65", True),
        ("E65", False),
    ]


def test_nothing_is_untrue_about_what_nobody_looked_at() -> None:
    assert codes("note phone form=found power=on lock=locked battery=12") == []
    assert bench().ledger.lines == ()
