from __future__ import annotations

from dataclasses import replace

from simulator.custody import key
from simulator.custody.bundle import Bundle
from simulator.custody.note import VerifierKey
from simulator.custody.verify import verify
from tests.custody.sample import (
    EVERYBODY,
    INSTRUCTOR,
    ORIGIN,
    RECORDER,
    SECOND,
    STRANGER,
    TRAINEE,
    Writer,
    forge,
    member,
    opened,
    signer,
)

NEW_KEY = signer("trainee-07", 30)
LATE = signer("late-1", 31)


def found(writer: Writer, **extra: str) -> list[tuple[str, tuple[int, ...], str]]:
    keys = {who.name: str(who.vkey) for who in EVERYBODY} | extra
    result = verify(Bundle(writer.log().files(keys=keys)))
    return [(f.code, f.entries, f.person) for f in result.findings]


def rotation() -> dict[str, object]:
    vkey = str(NEW_KEY.vkey)
    proof = key.possession(NEW_KEY.private, ORIGIN, vkey)
    return {"id": "trainee-07", "vkey": vkey, "possession": proof}


def test_enrol_rotate_and_revoke_are_followed() -> None:
    writer = Writer().open()
    writer.add("enrol", RECORDER, member(LATE, "partner", "person"))
    writer.record(1, by=LATE)
    writer.record(2)
    writer.add("rotate", TRAINEE, rotation())
    writer.record(3, by=NEW_KEY)
    writer.add("revoke", RECORDER, {"id": "late-1", "reason": "left"})
    writer.record(4, by=NEW_KEY)
    assert found(writer, **{"late-1": str(LATE.vkey)}) == []


def test_a_key_is_good_for_its_range_only() -> None:
    writer = Writer().open()
    writer.record(1, by=NEW_KEY.renamed("trainee-07"))
    writer.add("rotate", RECORDER, rotation())
    writer.record(2, by=TRAINEE)
    writer.add("revoke", RECORDER, {"id": "trainee-08", "reason": "lost"})
    writer.record(3, by=SECOND)
    codes = found(writer)
    assert ("key-not-valid", (3,), "trainee-07") in codes
    assert ("key-not-valid", (5,), "trainee-08") in codes
    # Before its rotation the new key is nobody's key.
    assert ("entry-unsigned", (1,), "trainee-07") in codes


def test_a_stranger_cannot_enrol_himself() -> None:
    writer = Writer().open()
    writer.add("enrol", STRANGER, member(STRANGER, "trainee", "person"))
    writer.record(1, by=STRANGER)
    codes = [code for code, _, _ in found(writer)]
    assert "rewritten-from" in codes or "entry-replaced" in codes
    assert not any(code.startswith("roster") for code in codes)


def _with_roster(*members: dict[str, object]) -> Writer:
    writer = Writer()
    roster = opened()["roster"]
    assert isinstance(roster, list)
    writer.open(roster=[*roster, *members])
    return writer


def test_a_key_of_low_order_is_a_finding() -> None:
    weak = VerifierKey("weak-1", bytes([1]) + bytes(31))
    entry = {**member(LATE, "partner", "person"), "id": "weak-1", "vkey": str(weak)}
    assert found(_with_roster(entry), **{"weak-1": str(weak)}) == [
        ("roster-weak-key", (0,), "weak-1")
    ]


def test_one_key_under_two_names_is_a_finding() -> None:
    twin = TRAINEE.renamed("twin-1")
    writer = _with_roster(member(twin, "partner", "person"))
    assert found(writer, **{"twin-1": str(twin.vkey)}) == [("roster-same-key", (0,), "twin-1")]


def test_a_missing_or_foreign_possession_is_a_finding() -> None:
    for proof in ("", "x", key.possession(LATE.private, "other-log", str(LATE.vkey))):
        entry = {**member(LATE, "partner", "person"), "possession": proof}
        assert found(_with_roster(entry), **{"late-1": str(LATE.vkey)}) == [
            ("roster-no-possession", (0,), "late-1")
        ]


def test_an_unreadable_key_is_a_finding() -> None:
    for text in ("garbage", str(LATE.renamed("other").vkey)):
        entry = {**member(LATE, "partner", "person"), "vkey": text}
        assert ("roster-key-unreadable", (0,), "late-1") in found(_with_roster(entry))


def test_twice_and_unknown_are_findings() -> None:
    writer = Writer().open()
    writer.add("enrol", RECORDER, member(INSTRUCTOR, "instructor", "person"))
    writer.add("revoke", RECORDER, {"id": "ghost", "reason": "?"})
    writer.add("rotate", RECORDER, {**rotation(), "id": "ghost"})
    assert found(writer) == [
        ("roster-twice", (1,), "instructor-1"),
        ("roster-unknown", (2,), "ghost"),
        ("roster-unknown", (3,), "ghost"),
    ]


def test_enrolments_are_known_although_an_earlier_entry_is_gone() -> None:
    writer = Writer().open()
    writer.record(1)
    writer.add("enrol", RECORDER, member(LATE, "partner", "person"))
    writer.record(2, by=LATE)
    log = writer.log()
    cut = replace(log, entries=log.entries[:1] + log.entries[2:])
    keys = {who.name: str(who.vkey) for who in (*EVERYBODY, LATE)}
    result = verify(Bundle(cut.files(keys=keys)))
    assert [(f.code, f.entries) for f in result.findings] == [("entry-removed", (1,))]


def test_a_roster_changed_without_the_recorders_key_accuses_nobody() -> None:
    log = Writer().open()
    log.record(1)
    whole = log.log()
    body = opened(roster=[member(RECORDER, "recorder", "program")])
    changed = replace(whole, entries=(forge(whole.entries[0], body=body), *whole.entries[1:]))
    result = verify(changed.bundle())
    assert [(f.code, f.entries) for f in result.findings] == [("entry-edited", (0,))]
