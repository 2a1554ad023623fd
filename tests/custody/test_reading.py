"""Every attack of the threat table: is it named, and is the right place named?"""

from __future__ import annotations

import pytest

from simulator.custody import anchor, checkpoint
from simulator.custody.anchor import Anchor
from simulator.custody.bundle import Bundle
from simulator.custody.verify import Verification, verify
from tests.custody import attacker
from tests.custody.sample import (
    EVERYBODY,
    RECORDER,
    SECOND,
    STORE,
    STRANGER,
    TRAINEE,
    Log,
    honest,
)

LOG = honest()
KEPT = LOG.with_receipt(8, SECOND)
ANCHOR_8 = anchor.of_checkpoint(LOG.head_note(8))
ANCHOR_12 = anchor.of_checkpoint(LOG.head_note(12))
Named = list[tuple[str, tuple[int, ...], str]]


def check(log: Log, *anchors: Anchor) -> Verification:
    return verify(log.bundle(), anchors)


def named(log: Log, *anchors: Anchor) -> Named:
    return [(found.code, found.entries, found.person) for found in check(log, *anchors).findings]


@pytest.mark.parametrize("at", [2, 4])
def test_edit_one_entry_nothing_else(at: int) -> None:
    assert named(attacker.edit(LOG, at)) == [("entry-edited", (at,), "trainee-07")]


def test_edit_of_a_flight_recorder_entry() -> None:
    assert named(attacker.edit(LOG, 3)) == [("entry-edited", (3,), "recorder-1")]


def test_edit_leaves_the_receipt_vouching_for_the_old_text() -> None:
    result = check(attacker.edit(KEPT, 4))
    assert [found.code for found in result.findings] == ["entry-edited"]
    assert result.anchored_to == 7
    assert {seen.fit.value for seen in result.witnesses} == {"old-text"}


def test_edit_of_the_last_entry() -> None:
    result = named(attacker.edit(attacker.truncate_with_heads(LOG, 1), 10))
    assert result == [("entry-edited", (10,), "trainee-07")]


def test_edit_of_two_entries() -> None:
    twice = attacker.edit(attacker.edit(LOG, 2), 7)
    assert named(twice) == [
        ("entry-edited", (2,), "trainee-07"),
        ("entry-edited", (7,), "recorder-1"),
    ]


def test_edit_and_recompute_the_chain_without_a_key() -> None:
    result = named(attacker.edit_and_rechain(LOG, 4))
    assert result == [("rewritten-from", tuple(range(4, 12)), "")]


def test_edit_own_entry_resign_own_and_rechain() -> None:
    result = named(attacker.edit_and_rechain(LOG, 4, [TRAINEE]))
    assert result == [("rewritten-from", tuple(range(5, 12)), "trainee-07")]


def test_resign_own_entry_nothing_else() -> None:
    assert named(attacker.resign(LOG, 4)) == [("entry-resigned", (4,), "trainee-07")]


@pytest.mark.parametrize("at", [0, 1, 5, 8])
def test_delete_one(at: int) -> None:
    assert ("entry-removed", (at,), "") in named(attacker.delete(LOG, at))


def test_delete_one_in_the_middle_says_nothing_else() -> None:
    assert named(attacker.delete(LOG, 5)) == [("entry-removed", (5,), "")]


def test_delete_several() -> None:
    removed = [row for row in named(attacker.delete(LOG, 2, 5, 6)) if row[0] == "entry-removed"]
    assert removed == [("entry-removed", (2,), ""), ("entry-removed", (5, 6), "")]


def test_delete_renumber_and_rechain_without_a_key() -> None:
    result = named(attacker.delete_and_rechain(LOG, 4))
    assert result == [
        ("rewritten-from", tuple(range(4, 11)), ""),
        ("truncated", (11,), ""),
    ]


@pytest.mark.parametrize("at", range(1, 11))
def test_swap_two_neighbours(at: int) -> None:
    assert named(attacker.swap(LOG, at)) == [("entry-reordered", (at, at + 1), "")]


def test_move_one_entry() -> None:
    assert named(attacker.move(LOG, 3, 7)) == [("entry-reordered", (3, 4, 5, 6, 7), "")]


@pytest.mark.parametrize(("of", "at"), [(2, 6), (0, 6), (11, 12), (2, 12), (4, 5)])
def test_replay_an_old_valid_entry(of: int, at: int) -> None:
    result = check(attacker.replay(LOG, of, at)).findings
    assert [(found.code, found.entries) for found in result] == [("entry-replayed", (at,))]
    assert result[0].says.named()["original"] == of


def test_replay_over_another_entry() -> None:
    assert named(attacker.replay_over(LOG, 2, 6)) == [("entry-replayed", (6,), "trainee-07")]


@pytest.mark.parametrize("at", [1, 5, 11])
def test_transplant_an_entry_of_another_log(at: int) -> None:
    for over in (True, False):
        found = named(attacker.transplant(LOG, at, over=over))
        assert [(code, entries) for code, entries, _ in found] == [("foreign-entry", (at,))]


def test_insert_by_a_stranger() -> None:
    assert named(attacker.insert(LOG, 5)) == [("entry-inserted", (5,), "nobody")]


def test_insert_in_anothers_name_without_his_key() -> None:
    result = named(attacker.insert(LOG, 5, STRANGER, claims=TRAINEE))
    assert result == [("entry-inserted", (5,), "trainee-07")]


def test_insert_with_a_key_of_the_log() -> None:
    result = named(attacker.insert(LOG, 5, TRAINEE))
    assert result == [("entry-inserted-signed", (5,), "trainee-07")]


def test_replace_by_a_stranger() -> None:
    assert named(attacker.replace_by_stranger(LOG, 5)) == [("entry-replaced", (5,), "nobody")]


@pytest.mark.parametrize("lost", [1, 3, 10])
def test_truncate_and_keep_the_checkpoint(lost: int) -> None:
    found = named(attacker.truncate(LOG, lost))
    assert found[0] == ("truncated", tuple(range(12 - lost, 12)), "")
    assert {code for code, _, _ in found[1:]} <= {"truth-foreign"}


def test_truncate_with_the_later_checkpoints() -> None:
    shorter = attacker.truncate_with_heads(LOG, 5)
    found = named(shorter, ANCHOR_8)
    assert ("truncated", (7,), "") in found
    assert ("truncated", (7,), "") in named(attacker.truncate_with_heads(KEPT, 5))


def test_truncate_after_the_last_anchor_is_not_to_be_seen() -> None:
    result = check(attacker.truncate_with_heads(KEPT, 3))
    assert (result.verdict, result.findings) == ("intact-unanchored", ())
    # So it is said every time.
    assert "custody.limit.after-end" in [limit.code for limit in result.limits]


def test_rewrite_with_all_actor_keys_but_not_the_recorders() -> None:
    found = named(attacker.edit_and_rechain(LOG, 4, [who for who in EVERYBODY if who != RECORDER]))
    assert found == [("rewritten-from", tuple(range(5, 12)), "store-1, trainee-07")]


def test_rewrite_with_all_keys_is_seen_by_a_receipt_only() -> None:
    assert named(attacker.rewrite(LOG, 4)) == []
    found = named(attacker.rewrite(KEPT, 4))
    assert found == [("rewritten-between", tuple(range(8)), "trainee-08")]


def test_rewrite_with_all_keys_is_seen_by_an_anchor_and_between_anchors() -> None:
    anchor_3 = anchor.of_words(3, " ".join(_words(3)))
    rewritten = attacker.rewrite(LOG, 4)
    assert named(rewritten, ANCHOR_8) == [("rewritten-between", tuple(range(8)), "")]
    result = check(rewritten, anchor_3, ANCHOR_8)
    assert [(f.code, f.entries) for f in result.findings] == [
        ("rewritten-between", tuple(range(3, 8)))
    ]
    assert result.anchored_to == 2


def test_rewrite_after_the_last_anchor_is_not_to_be_seen() -> None:
    result = check(attacker.rewrite(LOG, 10), ANCHOR_8)
    assert (result.verdict, result.anchored_to) == ("intact-unanchored", 7)
    assert "custody.limit.keys-alone" in [limit.code for limit in result.limits]


def test_restart_after_a_bad_first_try() -> None:
    assert named(attacker.restart(LOG)) == []
    assert named(attacker.restart(LOG), ANCHOR_8) == [("log-restarted", (0,), "")]
    by_words = anchor.of_words(8, " ".join(_words(8)))
    assert [code for code, _, _ in named(attacker.restart(LOG), by_words)] == ["rewritten-between"]


def test_rewrite_with_all_keys_but_one_persons() -> None:
    found = named(attacker.edit_and_rechain(LOG, 8, [who for who in EVERYBODY if who != STORE]))
    assert found == [("entry-unsigned", (9,), "store-1")]


def test_clock_rolled_back_with_honest_keys() -> None:
    assert named(attacker.roll_clock_back(LOG, 4, 6)) == [("clock-backwards", (4, 5, 6), "")]


def test_fork_shown_to_two_reviewers() -> None:
    other = anchor.of_checkpoint(attacker.rewrite(LOG, 4).checkpoint)
    assert check(LOG, ANCHOR_12).verdict == "intact-anchored"
    assert named(LOG, ANCHOR_12, other) == [("rewritten-between", (11,), "")]


def test_a_file_renamed() -> None:
    entries = {n + (n == 11): data for n, data in enumerate(LOG.entries)}
    found = verify(Bundle(LOG.files(entries=entries))).findings
    assert [(f.code, f.entries) for f in found] == [("entry-misfiled", (11,))]


def _words(size: int) -> tuple[str, ...]:
    return checkpoint.words(checkpoint.parse(LOG.head_note(size)).root, size)
