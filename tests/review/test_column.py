from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.review.column import COLUMNS, plain, wrapped


@given(st.text(max_size=400), st.integers(0, 8))
def test_lines_are_narrow_and_harmless(text: str, indent: int) -> None:
    for line in wrapped(text, indent, "- "):
        assert len(line) <= COLUMNS
        assert line.isprintable()


@given(st.lists(st.text("abcdефг", min_size=1, max_size=9), min_size=1, max_size=60))
def test_no_word_is_lost(words: list[str]) -> None:
    assert " ".join(wrapped(" ".join(words))).split() == words


def test_what_steers_a_console_is_taken_out() -> None:
    assert plain("a\x1b[2J\u202eb\nc") == "a?[2J?b\nc"
