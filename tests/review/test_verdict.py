from __future__ import annotations

import pytest

from simulator.custody.anchor import of_checkpoint
from simulator.custody.verify import verify
from simulator.review.verdict import verdict_lines
from simulator.wording.voice import Voice
from tests.review.sample import Played, first, flipped


def told(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def test_a_good_log_straight_after_play(honest: Played) -> None:
    text = told(verdict_lines(verify(honest.bundle), Voice("en")))

    assert text.startswith(
        "Is the file whole? Yes, the file is whole, as far as a file by itself can show"
    )
    assert "normal straight after play" in text
    assert "six words on the paper protocol" in text
    assert "What this file cannot show" in text


def test_an_anchored_log_needs_no_further_step(honest: Played) -> None:
    checked = verify(honest.bundle, [of_checkpoint(honest.bundle.checkpoint)])
    text = told(verdict_lines(checked, Voice("en")))

    assert "somebody outside kept a head" in text
    assert "To finish" not in text


def test_a_bad_log_says_what_is_proved_and_what_is_not(search: Played) -> None:
    number = first(search, "record")
    at = search.bundle.files[f"entries/{number:06d}.note"].index(b"kitchen")
    checked = verify(flipped(search.bundle, f"entries/{number:06d}.note", at))
    text = told(verdict_lines(checked, Voice("en")))

    assert "No, the file was altered" in text
    assert f"Entry {number}" in text
    assert "This proves:" in text
    assert "It cannot say:" in text


@pytest.mark.parametrize("lang", ["en", "ru", "tg"])
def test_lines_are_narrow_and_worded(search: Played, lang: str) -> None:
    broken = flipped(search.bundle, "entries/000005.note", 40)
    lines = verdict_lines(verify(broken), Voice(lang))

    assert max(map(len, lines)) <= 79
    assert not any("<" in line or "{" in line for line in lines)


def test_custody_questions_stand_under_their_own_heading(search: Played) -> None:
    checked = verify(search.bundle)
    assert checked.custody, "the sample writes a seal number that is not the one put on"
    lines = verdict_lines(checked, Voice("en"))

    heading = lines.index("Custody, by the written lines alone (questions to ask, not proof):")
    assert lines[heading + 1].startswith(" - EX-001")


def test_an_honest_hand_over_under_a_pseudonym_is_no_defect(search: Played) -> None:
    assert {one.code for one in verify(search.bundle).custody} == {"seal-changed"}
