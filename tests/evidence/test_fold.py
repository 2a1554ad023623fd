from __future__ import annotations

import pytest

from simulator.evidence import fold


@pytest.mark.parametrize("encoding", fold.ENCODINGS)
@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("чамшед", "ҶАМШЕД"),
        ("Ҷамшед", "чамшед"),
        ("хукук", "ҳуқуқ"),
        ("гайбат", "Ғайбат"),
        ("руйхати", "рӯйхатӣ"),
        ("елка", "Ёлка"),
        ("Zarina", "zARINA"),
        ("a.b", "A.B"),
    ],
)
def test_letters_that_count_as_one(word: str, text: str, encoding: str) -> None:
    assert fold.pattern(word, encoding).fullmatch(text.encode(encoding))


@pytest.mark.parametrize(("word", "text"), [("й", "и"), ("a.b", "axb"), ("ш", "щ")])
def test_letters_that_do_not(word: str, text: str) -> None:
    assert not fold.pattern(word, "utf-8").search(text.encode())
