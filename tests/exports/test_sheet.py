from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exports.sheet import (
    ATTEMPT_COLUMNS,
    BOM,
    FINDING_COLUMNS,
    AttemptRow,
    attempts_sheet,
    findings_sheet,
    sheet,
)
from tests.reports.run import drill

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix(BOM), newline="")))


@given(st.text(st.sampled_from("=+-@|%\t\r\n\"', ;аz1＝"), max_size=12))
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    cell = read(sheet(("a",), [[text]]))[1][0]

    assert not cell.lstrip(" ").startswith(DANGEROUS)
    assert cell.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("start", DANGEROUS)
def test_a_formula_is_led_by_an_apostrophe(start: str) -> None:
    hostile = f"{start}HYPERLINK(1)"

    assert read(sheet(("a",), [[hostile]]))[1] == [f"'{hostile}"]
    assert read(sheet(("a",), [[f"  {hostile}"]]))[1] == [f"'  {hostile}"]


def test_every_cell_is_quoted_so_that_no_other_separator_opens_one() -> None:
    assert sheet(("a", "b"), [["x;=1+1", -3]], bom=False) == '"a","b"\r\n"x;=1+1","-3"\r\n'


def test_the_mark_at_the_front_can_be_left_out() -> None:
    assert sheet(("a",), [], bom=True) == BOM + sheet(("a",), [], bom=False)


def test_every_finding_is_a_row_with_its_reason() -> None:
    run = drill()
    findings = run.view().judgement.score.findings
    rows = read(findings_sheet([("a1", found) for found in findings], run.voice("ru")))

    assert rows[0] == list(FINDING_COLUMNS)
    assert [row[1] for row in rows[1:]] == [found.error for found in findings]
    points = FINDING_COLUMNS.index("points")
    assert [int(row[points]) for row in rows[1:]] == [found.points for found in findings]
    for row in rows[1:]:
        named = dict(zip(FINDING_COLUMNS, row, strict=True))
        assert named["clause"]
        assert named["entries"] or named["absent"]
        assert "<" not in "".join(row)


def test_attempts_are_rows_in_the_order_given() -> None:
    one = AttemptRow("a1", "flat-12", "1.0.0", 7, "exam", "tj-draft", "=cmd", 1, "open", 3)
    two = AttemptRow("a2", "flat-12", "1.0.0", 7, "exam", "tj-draft", "p", 1, "closed", 60, 44, "x")
    rows = read(attempts_sheet([one, two]))

    assert rows[0] == list(ATTEMPT_COLUMNS)
    assert [row[0] for row in rows[1:]] == ["a1", "a2"]
    assert rows[1][6] == "'=cmd"
    assert [row[10] for row in rows[1:]] == ["", "44"]
