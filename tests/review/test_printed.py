from __future__ import annotations

import re

import pytest

from simulator.review.casefile import open_case
from simulator.review.printed import printed_html, printed_text
from tests.review.sample import Played


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_protocol_holds_what_was_written_and_the_words(search: Played, lang: str) -> None:
    case = open_case(str(search.path), lang)
    text = printed_text(case)

    assert "EX-001" in text
    assert "0999" in text
    assert case.view.paper is not None
    assert " ".join(case.view.paper.words) in " ".join(text.split())
    assert max(map(len, text.split("\n"))) <= 80
    assert "isolate phone" not in text


def test_the_page_needs_nothing_else(honest: Played) -> None:
    page = printed_html(open_case(str(honest.path), "en"))

    assert page.lstrip().lower().startswith("<!doctype html")
    assert not re.search(r"<script|https?://|src=|@import", page)
