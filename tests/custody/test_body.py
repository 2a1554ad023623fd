from __future__ import annotations

import msgspec
import pytest

from simulator.custody import body, entry
from simulator.errors import BundleError
from tests.custody.sample import INSTRUCTOR, honest, member, opened

HASH = "ab" * 32
EXAMPLES: dict[str, dict[str, object]] = {
    "opened": opened(ticket="signed note"),
    "enrol": member(INSTRUCTOR, "instructor", "person"),
    "rotate": {"id": "trainee-07", "vkey": "k", "possession": "p"},
    "revoke": {"id": "trainee-07", "reason": "lost"},
    "act": {
        "line": "look 2",
        "seen": [{"code": "c", "about": "a", "params": {"n": 1}}],
        "truth": HASH,
    },
    "input": {"kind": "disk", "about": "", "values": {"free": 1, "name": "x"}},
    "record": {"line": 1, "form": "f", "about": "EX-001", "fields": {"a": ["x"], "b": 2, "c": "d"}},
    "correction": {
        "line": 2,
        "corrects": 1,
        "about": "EX-001",
        "form": "f",
        "fields": {},
        "reason": "r",
    },
    "release": {
        "exhibit": "EX-001",
        "to": "store-1",
        "purpose": "storage",
        "seal": "1",
        "condition": "ok",
        "sha256": "",
        "place": "office",
    },
    "receive": {
        "exhibit": "EX-001",
        "release": HASH,
        "seal": "1",
        "condition": "ok",
        "seal_intact": True,
        "sha256": HASH,
    },
    "refuse": {"exhibit": "EX-001", "release": HASH, "reason": "torn", "seal": ""},
    "checkpoint": {"size": 3, "root": HASH},
    "closed": {"reason": "end", "entries": 9},
}


def test_every_type_has_an_example_here() -> None:
    assert EXAMPLES.keys() == body.BODIES.keys()
    assert len(body.BODIES) == 13
    assert body.BODIES.keys() > body.PROTOCOL


@pytest.mark.parametrize("kind", EXAMPLES)
def test_good_bodies_are_shaped_and_read_back(kind: str) -> None:
    shaped = body.shape(kind, EXAMPLES[kind])
    assert msgspec.json.decode(msgspec.json.encode(shaped)) == EXAMPLES[kind]
    assert body.shape(kind, shaped) == shaped
    assert body.read(kind, msgspec.json.encode(shaped)) == shaped


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, name) for kind, fields in EXAMPLES.items() for name in fields]
)
def test_a_missing_or_wrong_field_is_refused(kind: str, field: str) -> None:
    fields = dict(EXAMPLES[kind])
    for wrong in (None, 1.5, {"deep": {"er": 1}}):
        with pytest.raises(BundleError, match="entry-body"):
            body.shape(kind, {**fields, field: wrong})
    del fields[field]
    if (kind, field) == ("opened", "ticket"):
        assert "ticket" not in msgspec.to_builtins(body.shape(kind, fields))
        return
    with pytest.raises(BundleError, match="entry-body"):
        body.shape(kind, fields)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_unknown_field_is_refused(kind: str) -> None:
    with pytest.raises(BundleError, match="entry-body"):
        body.shape(kind, {**EXAMPLES[kind], "more": 1})
    data = msgspec.json.encode({**EXAMPLES[kind], "more": 1})
    with pytest.raises(BundleError, match="entry-body"):
        body.read(kind, data)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(BundleError, match="entry-type"):
        body.shape("seal", {})
    with pytest.raises(BundleError, match="entry-type"):
        body.read("seal", b"{}")


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("act", {"truth": "AB" * 32}),
        ("act", {"truth": "ab"}),
        ("act", {"truth": HASH + "\n"}),
        ("input", {"values": {"название": 1}}),
        ("input", {"values": {"": 1}}),
        ("input", {"values": {"n": 2**53}}),
        ("input", {"values": {"n": True}}),
        ("record", {"line": -1}),
        ("record", {"fields": {"n": [1]}}),
        ("enrol", {"id": "a b"}),
        ("enrol", {"id": "../x"}),
        ("enrol", {"id": "a."}),
        ("enrol", {"id": ""}),
        ("enrol", {"part": "judge"}),
        ("enrol", {"played_by": "nobody"}),
        ("checkpoint", {"root": ""}),
        ("receive", {"seal_intact": 1}),
    ],
)
def test_values_outside_their_range_are_refused(kind: str, changes: dict[str, object]) -> None:
    with pytest.raises(BundleError, match="entry-body"):
        body.shape(kind, {**EXAMPLES[kind], **changes})


def test_bodies_of_an_honest_log_are_not_mutable() -> None:
    shaped = entry.read(honest().entries[2]).body
    with pytest.raises(AttributeError):
        shaped.line = 9  # type: ignore[attr-defined]
