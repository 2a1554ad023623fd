from __future__ import annotations

import pytest

from simulator.reports.protocol import protocol_html, protocol_text
from tests.reports.page import Page
from tests.reports.run import drill, search


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_line_is_longer_than_eighty_columns(lang: str) -> None:
    for made in (drill(), search()):
        text = protocol_text(made.view(lang), made.voice(lang))
        assert max(map(len, text.splitlines())) <= 80
        assert "<reports." not in text


def test_every_line_that_was_written_is_printed_and_nothing_else_is_known() -> None:
    made = drill()
    text = " ".join(protocol_text(made.view(), made.voice()).split())

    assert [f"line {n}," in text for n in (1, 2, 3)] == [True] * 3
    assert "seal no.: 9999" in text
    assert "0471" not in text
    assert "wiped" not in text


def test_the_six_words_are_to_be_written_by_hand_on_both_copies() -> None:
    made = search()
    view = made.view()
    assert view.paper is not None
    for copy in (1, 2):
        text = protocol_text(view, made.voice(), copy)
        row = next(row for row in text.splitlines() if f"entries 0-{view.paper.last} " in row)
        assert row.count("________") == 6
        assert f"Copy: {copy} of 2" in text
        assert " ".join(view.paper.words) in " ".join(text.split())


def test_the_printed_page_holds_both_copies_and_escapes_what_was_typed() -> None:
    text = protocol_html(drill().view("ru"), drill().voice("ru"))
    read = Page(text)

    assert read.faults == []
    assert len(read.ids) == len(set(read.ids))
    assert [tag for tag, _ in read.tags].count("h1") == 2
    assert "<script" not in text
    assert "1 из 2" in read.words
    assert "2 из 2" in read.words
