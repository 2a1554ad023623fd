from __future__ import annotations

import pytest

from simulator.custody import anchor, checkpoint
from simulator.errors import BundleError
from tests.custody.sample import RECORDER

ROOT = bytes(range(32))
OTHER = bytes(32)


def test_a_kept_note_is_an_anchor() -> None:
    found = anchor.parse(checkpoint.sign("log/abc", 37, ROOT, RECORDER))
    assert found.size == 37
    assert found.fits(ROOT)
    assert not found.fits(OTHER)


@pytest.mark.parametrize(
    "line",
    ["entries 0-36   {}", "0-36 {}\n", "  Entries 0 – 36: {}  ", "\ufeffentries 0-36 {}\r\n"],
)
def test_the_line_from_the_paper_is_an_anchor(line: str) -> None:
    words = "  ".join(checkpoint.words(ROOT, 37))
    found = anchor.parse(line.format(words).encode())
    assert found == anchor.of_words(37, words)
    assert found.fits(ROOT)
    assert not found.fits(OTHER)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"river copper apricot door salt oak", b"entries 1-36 a b c d e f"]
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(BundleError, match="anchor-unreadable"):
        anchor.parse(data)


def test_words_outside_the_list_are_refused() -> None:
    with pytest.raises(BundleError, match="words-unknown"):
        anchor.parse(b"entries 0-36 river copper apricot door salt qwerty")
    with pytest.raises(BundleError, match="words-count"):
        anchor.parse(b"entries 0-36 river copper")
