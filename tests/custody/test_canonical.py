from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from simulator.custody import canonical
from simulator.errors import BundleError
from tests.custody import vector

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.recursive(
    st.booleans() | st.integers(-canonical.LARGEST, canonical.LARGEST) | TEXTS,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1), inner
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_prints_what_rfc_8785_prescribes_and_reads_it_back(value: Any) -> None:
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data) == value
    assert canonical.is_normal(data)


@pytest.mark.parametrize(
    "value",
    [1.0, None, 2**53, -(2**53), "\ud800", "e\u0301", {"é": 1}, {"": 1}, {1: 2}, {"a\n": 1}, b"x"],
)
def test_refuses_what_is_outside_the_profile(value: object) -> None:
    with pytest.raises(BundleError, match="not-canonical"):
        canonical.encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b"1.0",
        b"1e2",
        b"-0",
        b"01",
        b"null",
        b"[null]",
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        b'"e\xcc\x81"',
        b'"\xff"',
        b"9007199254740992",
        b"{}\n",
        b"",
        b"[" * 100_000,
    ],
)
def test_refuses_every_other_spelling(data: bytes) -> None:
    with pytest.raises(BundleError, match="not-canonical"):
        canonical.decode(data)


def test_normality_of_a_line_is_judged_string_by_string() -> None:
    # Together "n" and the mark would compose; in the value a newline stands between them.
    line = canonical.encode("\n\u0303")
    assert line == '"\\n\u0303"'.encode()
    assert canonical.is_normal(line)
    assert not canonical.is_normal('"e\u0301"'.encode())


def test_published_documents_agree_wherever_they_are_inside_the_profile() -> None:
    folder = vector.folder("rfc8785-jcs") / "testdata"
    documents = sorted((folder / "input").glob("*.json"))
    agreed = refused = 0
    for path in documents:
        value = json.loads(path.read_text(encoding="utf-8"))
        assert rfc8785.dumps(value) == (folder / "output" / path.name).read_bytes()
        # Whole, none is inside: floats, null, names beyond ASCII, a string not in form NFC.
        with pytest.raises(BundleError, match="not-canonical"):
            canonical.encode(value)
        for part in _parts(value):
            try:
                assert canonical.encode(part) == rfc8785.dumps(part)
            except BundleError:
                refused += 1
            else:
                agreed += 1
    assert len(documents) == 6
    assert (agreed, refused) == (30, 19)


def _parts(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(part for child in inner for part in _parts(child))]
