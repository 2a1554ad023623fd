"""Values stay text, places are right, with the C parser and without it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario import node
from simulator.scenario.diagnostic import DiagnosticError
from simulator.scenario.node import Mapping, Scalar, Sequence, decoded, parsed
from simulator.scenario.reading import plain

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*/scenario.yaml"))


@pytest.mark.parametrize(
    "text",
    ["22:00", "no", "yes", "on", "off", "~", "null", "0123", "1.10", "1e3", "0x1F", "2026-03-03",
     "=", "<<", "1_000", ".inf", "06:40", "1-214/26", "41 %"],
)  # fmt: skip
def test_what_yaml_would_change_stays_text(text: str) -> None:
    assert plain(parsed(f"a: {text}\n{text}: b\n", "x")) == {"a": text, text: "b"}


def test_places_count_letters_from_one() -> None:
    tree = parsed("ключ:\n  - первое\n  - второе: здесь\n", "x.yaml")
    found = tree.value("ключ")
    assert isinstance(found, Sequence)
    second = found.items[1]
    assert isinstance(second, Mapping)
    value = second.value("второе")
    assert isinstance(value, Scalar)
    assert (value.place.line, value.place.column, value.length) == (3, 13, 5)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end: str, mark: str) -> None:
    data = (mark + end.join(["a: 1", "b:", "  c: 2", ""])).encode()
    tree = parsed(decoded(data, "x"), "x")
    assert plain(tree) == {"a": "1", "b": {"c": "2"}}
    assert tree.entries[1][0].place.line == 2


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.parent.name)
def test_the_slow_parser_gives_the_same_tree(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = decoded(path.read_bytes(), path.name)
    fast = parsed(text, path.name)
    monkeypatch.setattr(node, "_LOADER", yaml.SafeLoader)
    assert parsed(text, path.name) == fast


def test_a_key_written_twice_shows_both_places() -> None:
    with pytest.raises(DiagnosticError) as caught:
        parsed("items:\n  phone: a\n  phone: b\n", "x")
    (found,) = caught.value.found
    assert (found.code, found.place.line, found.related[0].place.line) == ("yaml-key-twice", 3, 2)


@pytest.mark.parametrize("letters", ["\u200b", "\u202e", "\x07", "\u2028", "\x85"])
def test_invisible_characters_are_named_and_placed(letters: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        decoded(f"a: 1\nbб: {letters}\n".encode(), "x")
    (found,) = caught.value.found
    assert (found.place.line, found.place.column) == (2, 5)
    assert found.params.named()["character"] == f"U+{ord(letters):04X}"


PLAIN_TEXT = st.text(
    alphabet=st.characters(categories=["L", "N"], include_characters=" .,-%/'"), min_size=1
)


@given(st.dictionaries(PLAIN_TEXT, PLAIN_TEXT, min_size=1, max_size=5))
def test_quoted_text_survives_exactly(pairs: dict[str, str]) -> None:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    rows = [f"{quoted(key)}: {quoted(value)}" for key, value in pairs.items()]
    assert plain(parsed("\n".join(rows), "x")) == pairs
