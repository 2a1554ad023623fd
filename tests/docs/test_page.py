from __future__ import annotations

import pytest

from tests.docs.page import ELLIPSIS, Exchange, Marked, agrees, exchanges, links, marked

BLOCK = "<!-- command: test -->\n```sh\nmake it\n```\n"


def test_marked_blocks_are_found_in_order() -> None:
    text = f"a\n{BLOCK}b\n```sh\nnot marked\n```\n<!-- transcript: x -->\n```text\n$ y\n```\n"

    assert marked(text) == [
        Marked("command", "test", "make it\n"),
        Marked("transcript", "x", "$ y\n"),
    ]


def test_mark_that_lost_its_block_is_noticed() -> None:
    with pytest.raises(ValueError, match="fenced"):
        marked("<!-- command: test -->\n\n" + BLOCK.partition("\n")[2])


def test_transcript_is_cut_into_commands_and_output() -> None:
    assert exchanges("$ a\nb\n\nc\n$ d\n") == [Exchange("a", ("b", "", "c")), Exchange("d", ())]
    with pytest.raises(ValueError, match="command"):
        exchanges("b\n")


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ((), (), True),
        ((), ("a",), False),
        (("a",), (), False),
        (("a ",), ("a",), True),
        (("a", ELLIPSIS, "d"), ("a", "b", "c", "d"), True),
        (("a", ELLIPSIS, "d"), ("a", "d"), True),
        (("a", ELLIPSIS, "d"), ("a", "d", "e"), False),
        ((ELLIPSIS,), (), True),
        (("a [...] d",), ("a b c d",), True),
        (("a [...] d",), ("a b c",), False),
        (("a. [...]",), ("ab c",), False),
    ],
)
def test_agreement(expected: tuple[str, ...], printed: tuple[str, ...], same: bool) -> None:
    assert agrees(expected, printed) is same


def test_links_to_files_only() -> None:
    text = "[a](docs/a.md#part) [b](https://example.org/x) [c](#here) [d](../d)"

    assert links(text) == ["docs/a.md", "../d"]
