from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.custody import anchor, bundle, checkpoint, entry, tree
from simulator.custody.bundle import Bundle
from simulator.custody.note import Signer
from simulator.custody.verify import Verification, verify
from simulator.errors import BundleError
from simulator.terms.phrase import Phrase
from tests.custody.sample import (
    INSTRUCTOR,
    RECORDER,
    SECOND,
    STORE,
    STRANGER,
    TRAINEE,
    Log,
    Writer,
    honest,
    member,
    signer,
)

LOG = honest()


def codes(result: Verification) -> list[tuple[str, tuple[int, ...]]]:
    return [(found.code, found.entries) for found in result.findings]


def small() -> Log:
    """Twelve short entries by few people, for the exhaustive test."""
    roster = [
        member(RECORDER, "recorder", "program"),
        member(TRAINEE, "trainee", "person"),
        member(STORE, "partner", "program"),
    ]
    writer = Writer().open(roster=roster)
    for line in range(1, 9):
        writer.record(line) if line % 3 else writer.act("look 2")
    writer.receive(writer.release())
    writer.add("closed", RECORDER, {"reason": "end", "entries": 12})
    return writer.log()


def test_every_single_byte_of_every_entry_is_guarded() -> None:
    log = small()
    keys = {who.name: str(who.vkey) for who in (RECORDER, TRAINEE, STORE)}
    assert verify(Bundle(log.files(keys=keys))).findings == ()
    flips = 0
    for number, data in enumerate(log.entries):
        for place in range(len(data)):
            entries = list(log.entries)
            entries[number] = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            # The manifest is made anew: the attacker can do that.
            files = log.files(entries=tuple(entries), keys=keys)
            result = verify(Bundle(files))
            assert result.verdict == "altered", (number, place)
            assert result.entries == 12
            assert any(number in found.entries for found in result.findings), (number, place)
            assert {n for found in result.findings for n in found.entries} == {number}
            flips += 1
    assert flips == sum(map(len, log.entries))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_any_file_is_a_finding_never_a_crash(data: st.DataObject) -> None:
    files = LOG.with_receipt(8, SECOND).files()
    path = data.draw(st.sampled_from(sorted(files)))
    old = files[path]
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start, len(old)))
    new = old[:start] + data.draw(st.binary(max_size=8)) + old[end:]
    result = verify(Bundle({**files, path: new}))
    assert (result.verdict == "altered") == (new != old)
    if path.startswith("entries/") and new != old:
        assert any(int(path[8:14]) in found.entries for found in result.findings)


@given(st.lists(st.sampled_from(["swap", "drop", "copy", "flip"]), max_size=5), st.data())
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_attacks_is_a_finding_never_a_crash(
    attacks: list[str], data: st.DataObject
) -> None:
    entries = list(LOG.entries)
    for attack in attacks:
        place = data.draw(st.integers(0, len(entries) - 1))
        other = data.draw(st.integers(0, len(entries) - 1))
        if attack == "swap":
            entries[place], entries[other] = entries[other], entries[place]
        elif attack == "drop" and len(entries) > 1:
            del entries[place]
        elif attack == "copy":
            entries.insert(other, entries[place])
        else:
            old = entries[place]
            at = data.draw(st.integers(0, len(old) - 1))
            entries[place] = old[:at] + bytes([old[at] ^ 1]) + old[at + 1 :]
    result = verify(replace(LOG, entries=tuple(entries)).bundle())
    assert (result.verdict == "altered") == (tuple(entries) != LOG.entries)


def test_an_honest_log_has_no_findings_and_is_not_anchored() -> None:
    result = verify(LOG.bundle())
    assert (result.verdict, result.entries, result.anchored_to) == ("intact-unanchored", 12, None)
    assert (result.findings, result.custody, result.exit_code) == ((), (), 3)
    assert [limit.code for limit in result.limits] == [
        "custody.limit.keys-alone",
        "custody.limit.after-end",
        "custody.limit.date",
        "custody.limit.first-attempt",
        "custody.limit.played",
        "custody.limit.true",
    ]


def test_an_open_attempt_and_a_single_entry_are_honest_too() -> None:
    writer = Writer().open()
    assert verify(writer.log().bundle()).findings == ()
    writer.act("look 2")
    writer.record(1)
    assert verify(replace(writer.log(), truth={}).bundle()).findings == ()


def test_a_given_head_over_the_last_entry_anchors() -> None:
    full = anchor.of_checkpoint(LOG.head_note(12))
    words = anchor.of_words(12, " ".join(checkpoint.words(_root(12), 12)))
    for given_head in (full, words):
        result = verify(LOG.bundle(), [given_head])
        assert (result.verdict, result.anchored_to) == ("intact-anchored", 11)
        assert result.exit_code == 0
        assert "custody.limit.keys-alone" not in [limit.code for limit in result.limits]


def test_an_earlier_head_anchors_up_to_there() -> None:
    result = verify(LOG.bundle(), [anchor.of_checkpoint(LOG.head_note(8))])
    assert (result.verdict, result.anchored_to, result.exit_code) == ("intact-unanchored", 7, 3)


@pytest.mark.parametrize(
    ("by", "anchored_to"), [(SECOND, 11), (INSTRUCTOR, 11), (TRAINEE, None), (STORE, None)]
)
def test_receipts_of_other_people_only_set_anchored_to(by: Signer, anchored_to: int | None) -> None:
    result = verify(LOG.with_receipt(12, by).bundle())
    assert (result.verdict, result.anchored_to) == ("intact-unanchored", anchored_to)
    assert result.findings == ()


def test_the_recorders_own_receipt_anchors_nothing() -> None:
    result = verify(replace(LOG, receipts={"own": LOG.checkpoint}).bundle())
    assert (result.findings, result.anchored_to) == ((), None)


def test_a_head_given_by_hand_must_be_signed_and_of_this_log() -> None:
    with pytest.raises(BundleError, match="anchor-unsigned"):
        verify(LOG.bundle(), [anchor.of_checkpoint(LOG.head_note(8, STRANGER))])
    other = honest("simulator/other/attempt-9")
    with pytest.raises(BundleError, match="anchor-of-another-log"):
        verify(LOG.bundle(), [anchor.of_checkpoint(other.checkpoint)])


def test_words_of_another_log_do_not_fit() -> None:
    words = anchor.of_words(8, " ".join(checkpoint.words(bytes(32), 8)))
    assert codes(verify(LOG.bundle(), [words])) == [("rewritten-between", tuple(range(8)))]


def test_a_head_of_an_absurd_size_is_not_counted_up_to() -> None:
    own = RECORDER.renamed(_log_name())
    endless = checkpoint.sign(_log_name(), 10**14, bytes(32), own)
    found = verify(replace(LOG, checkpoint=endless).bundle()).findings
    assert [f.code for f in found] == ["truncated"]
    assert len(found[0].entries) == entry.MOST_ENTRIES - 12
    assert found[0].says.named()["size"] in (10**14, entry.MOST_ENTRIES)
    words = anchor.of_words(10**9, " ".join(checkpoint.words(bytes(32), 8)))
    assert [f.code for f in verify(LOG.bundle(), [words]).findings] == ["truncated"]


def test_nothing_but_garbage_is_findings_too() -> None:
    for entries in ((b"",), (b"garbage", b"", b"\xff"), (LOG.entries[5],), (LOG.checkpoint,)):
        result = verify(replace(LOG, entries=entries).bundle())
        assert result.verdict == "altered"
        assert result.entries == len(entries)


def test_bad_receipts_are_findings() -> None:
    other = honest("simulator/other/attempt-9")
    receipts = {
        "a": b"garbage",
        "b": LOG.head_note(8, STRANGER),
        "c": other.head_note(8, SECOND),
        "d": checkpoint.sign(_log_name(), 8, bytes(32), SECOND),
        "e": checkpoint.sign(_log_name(), 13, bytes(32), SECOND),
    }
    assert codes(verify(replace(LOG, receipts=receipts).bundle())) == [
        ("rewritten-between", tuple(range(8))),
        ("truncated", (12,)),
        ("receipt-foreign", ()),
        ("receipt-unreadable", ()),
        ("receipt-unsigned", ()),
    ]


def test_the_bundles_own_head_is_checked() -> None:
    def head(data: bytes) -> list[tuple[str, tuple[int, ...]]]:
        return codes(verify(replace(LOG, checkpoint=data).bundle()))

    own = RECORDER.renamed(_log_name())
    assert head(b"garbage") == [("checkpoint-unreadable", ())]
    assert head(LOG.head_note(12, TRAINEE)) == [("checkpoint-unsigned", ())]
    assert head(checkpoint.sign("x", 12, _root(12), own)) == [("checkpoint-unsigned", ())]
    assert head(LOG.head_note(9)) == [("checkpoint-behind", (9, 10, 11))]
    wrong = checkpoint.sign(_log_name(), 12, bytes(32), own)
    assert head(wrong) == [("checkpoint-mismatch", tuple(range(12)))]


def test_a_head_inside_the_log_is_checked() -> None:
    writer = Writer().open()
    writer.act("look 2")
    writer.add("checkpoint", RECORDER, {"size": 2, "root": "ab" * 32})
    writer.add("checkpoint", RECORDER, {"size": 9, "root": "ab" * 32})
    assert codes(verify(writer.log().bundle())) == [
        ("checkpoint-entry-mismatch", (2,)),
        ("checkpoint-entry-mismatch", (3,)),
    ]


def test_truth_leaves_are_checked() -> None:
    def leaves(truth: dict[int, bytes]) -> list[tuple[str, tuple[int, ...]]]:
        return codes(verify(replace(LOG, truth=truth).bundle()))

    good = dict(LOG.truth)
    assert leaves({}) == []
    assert leaves({**good, 3: good[1]}) == [("truth-mismatch", (3,))]
    assert leaves({**good, 3: b"garbage"}) == [("truth-mismatch", (3,))]
    assert leaves({**good, 2: good[1]}) == [("truth-foreign", (2,))]
    assert leaves({**good, 12: good[1]}) == [("truth-foreign", (12,))]
    assert leaves({1: good[1]}) == [("truth-missing", (3,)), ("truth-missing", (7,))]


def test_the_keys_folder_must_agree_with_the_roster() -> None:
    good = {who.name: str(who.vkey) for who in (RECORDER, TRAINEE, SECOND, INSTRUCTOR, STORE)}

    def persons(keys: dict[str, str]) -> list[str]:
        found = verify(Bundle(LOG.files(keys=keys))).findings
        assert {f.code for f in found} <= {"keys-disagree"}
        return [f.person for f in found]

    assert persons(good) == []
    assert persons({**good, "trainee-07": str(signer("trainee-07", 8).vkey)}) == ["trainee-07"]
    assert persons({**good, "trainee-07": str(SECOND.vkey)}) == ["trainee-07"]
    assert persons({**good, "trainee-07": "garbage"}) == ["trainee-07"]
    assert persons({**good, "nobody": str(STRANGER.vkey)}) == ["nobody"]
    assert persons({name: key for name, key in good.items() if name != "store-1"}) == ["store-1"]


def test_persons_and_recorder_do_not_write_each_others_entries() -> None:
    writer = Writer().open()
    writer.act("look 2", by=TRAINEE)
    writer.record(1, by=RECORDER)
    assert codes(verify(writer.log().bundle())) == [("wrong-signer", (1,)), ("wrong-signer", (2,))]


def test_a_manifest_that_was_not_renewed_names_the_entry() -> None:
    files = LOG.files()
    del files["entries/000011.note"]
    assert ("manifest-missing", (11,)) in codes(verify(Bundle(files)))


def test_json_has_the_promised_fields() -> None:
    log = replace(LOG, entries=LOG.entries[:-1]).with_receipt(8, SECOND)
    result = verify(log.bundle())

    def word(phrase: Phrase) -> str:
        return phrase.code

    plain = json.loads(json.dumps(result.as_json(word)))
    assert list(plain) == [
        "verdict",
        "entries",
        "anchored_to",
        "findings",
        "custody",
        "cannot_show",
    ]
    assert (plain["verdict"], plain["entries"], plain["anchored_to"]) == ("altered", 11, 7)
    assert plain["findings"] == [
        {
            "code": "truncated",
            "entries": [11],
            "person": None,
            "says": "custody.truncated.says",
            "proves": "custody.truncated.proves",
            "cannot_prove": "custody.truncated.cannot",
        }
    ]


def test_findings_stand_in_the_order_of_the_log_and_are_the_same_again() -> None:
    entries = list(LOG.entries)
    for at in (9, 2, 6):
        entries[at] = entries[at].replace(b'"at":24', b'"at":25')
    broken = replace(LOG, entries=tuple(entries)).bundle()
    first, second = verify(broken), verify(broken)
    assert first == second
    assert [found.entries for found in first.findings] == [(2,), (6,), (9,)]


def test_verify_reads_the_bundle_that_layout_lays_out() -> None:
    files = bundle.layout(LOG.entries, LOG.checkpoint, {}, {}, {}, {}, b"")
    assert "times.json" not in files
    assert {found.code for found in verify(Bundle(files)).findings} == {"keys-disagree"}


def _root(size: int) -> bytes:
    return tree.root(entry.entry_hash(data) for data in LOG.entries[:size])


def _log_name() -> str:
    return entry.read(LOG.entries[1]).log


def test_the_same_plan_acts_and_keys_give_the_same_root_on_every_machine() -> None:
    assert _root(12).hex() == "219cb5e6b3a7306bf97f99ecfcb75ee892e6af06b77e64fb69f13c9e857d04c2"
