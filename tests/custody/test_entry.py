from __future__ import annotations

import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from simulator.custody import canonical, digest, entry, note
from simulator.errors import BundleError
from tests.custody.sample import INSTRUCTOR, TRAINEE, forge, honest

PREV = "ab" * 32
RECORD = {"line": 1, "form": "f", "about": "EX-001", "fields": {"seal": "0417"}}
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def compose(**changes: object) -> bytes:
    parts: dict[str, object] = {
        "log": "log/0123456789abcdef",
        "seq": 3,
        "prev": PREV,
        "type": "record",
        "at": 24060,
        "signer": TRAINEE,
        "body": RECORD,
    }
    return entry.compose(**{**parts, **changes})  # type: ignore[arg-type]


def test_an_entry_is_one_line_of_canonical_json_and_a_signature() -> None:
    data = compose()
    line, empty, signature, end = data.decode().split("\n")
    assert (empty, end) == ("", "")
    assert signature.startswith("— trainee-07 ")
    assert rfc8785.dumps(canonical.decode(line.encode())) == line.encode()  # type: ignore[arg-type]
    note.open_note(data, TRAINEE.vkey)
    assert entry.entry_hash(data) == digest.leaf_hash(data)


def test_the_same_words_and_key_give_the_same_bytes() -> None:
    assert compose() == compose()


@given(st.dictionaries(st.sampled_from("abcd"), TEXTS | st.lists(TEXTS)), st.integers(-5, 10**9))
def test_what_was_composed_is_read(fields: dict[str, object], at: int) -> None:
    found = entry.read(compose(body={**RECORD, "fields": fields}, at=at))
    assert found.fields == {**RECORD, "fields": fields}
    assert (found.log, found.seq, found.prev) == ("log/0123456789abcdef", 3, PREV)
    assert (found.type, found.at, found.by) == ("record", at, "trainee-07")
    assert TRAINEE.vkey.fits(found.note)
    assert found.digest == entry.entry_hash(found.data)


def test_witnesses_sign_below() -> None:
    found = entry.read(compose(witnesses=[INSTRUCTOR]))
    assert [line.name for line in found.signatures] == ["trainee-07", "instructor-1"]
    assert INSTRUCTOR.vkey.fits(found.note)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "seal"}, "entry-type"),
        ({"body": {}}, "entry-body"),
        ({"at": 1.5}, "not-canonical"),
        ({"at": 2**53}, "not-canonical"),
        ({"seq": 0}, "entry-unreadable"),
        ({"seq": 0, "prev": ""}, "entry-unreadable"),
        ({"prev": ""}, "entry-unreadable"),
        ({"seq": -1}, "entry-unreadable"),
        ({"seq": entry.MOST_ENTRIES}, "entry-unreadable"),
        ({"log": "a b"}, "entry-unreadable"),
        ({"log": ""}, "entry-unreadable"),
        ({"prev": "AB" * 32}, "entry-unreadable"),
        ({"signer": TRAINEE.renamed("a/b")}, "entry-unreadable"),
        ({"body": {**RECORD, "form": "e\u0301"}}, "not-canonical"),
        ({"body": {**RECORD, "form": "\ud800"}}, "not-canonical"),
        ({"body": {**RECORD, "form": "x" * entry.MOST_BYTES}}, "entry-too-long"),
    ],
)
def test_what_could_not_be_read_is_not_signed(changes: dict[str, object], code: str) -> None:
    with pytest.raises(BundleError) as problem:
        compose(**changes)
    assert problem.value.code == code


def test_the_longest_entry_has_65535_bytes() -> None:
    room = entry.MOST_BYTES - len(compose(body={**RECORD, "form": ""}))
    data = compose(body={**RECORD, "form": "x" * room})
    assert len(data) == entry.MOST_BYTES
    entry.read(data)
    with pytest.raises(BundleError, match="entry-too-long"):
        entry.read(data + b"x")


def _respelled(old: bytes, new: bytes) -> bytes:
    data = compose()
    assert old in data
    text = note.parse(data).text.replace(old, new)
    return note.sign(text, TRAINEE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"at":24060', b'"at":24060,"at":24060'),
        (b'"at":24060', b'"at": 24060'),
        (b'"at":24060', b'"at":24060.0'),
        (b'"at":24060', b'"at":"24060"'),
        (b'"at":24060', b'"at":null'),
        (b'"at":24060,', b""),
        (b'"v":1', b'"v":2'),
        (b'"v":1', b'"v":1,"w":1'),
        (b'"line":1', b'"line":1,"line":1'),
        (b'"form":"f"', b'"form":"\\u0066"'),
        (b'"0417"', '"e\u0301"'.encode()),
        (b'"about":"EX-001","fields"', b'"fields"'),
        (b'"type":"record"', b'"type":"release"'),
        (b'"type":"record"', b'"type":"opened"'),
        (b'"v":1}', b'"v":1}\n{}'),
        (b'"v":1}', b'"v":1} '),
    ],
)
def test_a_well_signed_text_with_another_spelling_is_no_entry(old: bytes, new: bytes) -> None:
    with pytest.raises(BundleError):
        entry.read(_respelled(old, new))


def test_every_entry_of_an_honest_log_is_read_and_printed_alike() -> None:
    for data in honest().entries:
        assert forge(data) == data
        assert entry.read(data).data == data
