from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.attempt.position import start
from simulator.attempt.step import hint, host_fact, judgement, step
from simulator.attempt.written import RECORDER, TRAINEE, Written
from simulator.scenario.library import folder_of
from simulator.script.canonical import parse_act
from simulator.script.player import run_script
from simulator.terms.phrase import Phrase
from simulator.world.act import Act, act
from tests.world.sample import NAMES, bench, plan, stroll

PICKS = st.lists(st.integers(0, 1 << 16), max_size=30)


def written(*lines: str, name: str = "flat-12") -> list[Written]:
    played = run_script(plan(name), "\n".join(lines), guided=False)
    assert not played.refused
    return [entry for move in played.steps for entry in move.step.written]


@pytest.mark.parametrize("name", NAMES)
@given(picks=PICKS)
@settings(max_examples=25, deadline=None)
def test_entries_are_counted_as_they_are_written(name: str, picks: list[int]) -> None:
    told = plan(name)
    before = start(told)
    assert before.entries == 1

    for result in stroll(told, picks):
        after = result.position
        assert after.entries == before.entries + len(result.written)
        assert bool(result.written) is not bool(result.refused)
        if result.written:
            assert result.written[0].type == "act"
            assert result.written[0].by == RECORDER
            assert result.written[0].events == result.events
        for line in after.ledger.lines[before.lines :]:
            assert before.entries < line.seq < after.entries
        for offset, entry in enumerate(result.written):
            if entry.quotes >= 0:
                assert before.entries < entry.quotes < before.entries + offset
                assert result.written[entry.quotes - before.entries].type == "release"
        before = after


@given(picks=PICKS)
@settings(max_examples=15, deadline=None)
def test_no_new_error_no_lower_score(picks: list[int]) -> None:
    told = plan("ringing-phone")
    before = judgement(told, start(told)).score
    for result in stroll(told, picks):
        after = judgement(told, result.position).score
        known = {(f.error, f.loss.about) for f in before.findings}
        counts = [(f.error, f.loss.about) for f in after.findings]
        if set(counts) <= known and len(counts) == len(set(counts)):
            lost_before = sum(f.points for f in before.findings)
            assert sum(f.points for f in after.findings) <= lost_before
        before = after


def test_a_line_is_a_record_of_the_trainee_after_its_act() -> None:
    act_entry, record = written("note phone form=found power=on lock=locked")

    assert (act_entry.type, record.type, record.by) == ("act", "record", TRAINEE)
    assert record.body == {
        "line": 1,
        "form": "found",
        "about": "phone",
        "fields": {"power": "on", "lock": "locked"},
    }


def test_a_line_about_an_exhibit_names_it_by_its_number_and_is_judged_as_its_item() -> None:
    script = "seize phone shown=both number=EX-004\nnote {} form=taken number=EX-004"
    for name in ("phone", "EX-004"):
        played = run_script(plan(), script.format(name))

        assert played.steps[-1].step.written[-1].body["about"] == "EX-004"
        assert played.position.ledger.lines[-1].about == "phone"


def test_a_correction_names_the_line_and_says_only_what_changes() -> None:
    *_, correction = written(
        "note phone form=found power=off", "correct 1 power=on reason=looked-again"
    )

    assert correction.type == "correction"
    assert correction.body == {
        "line": 2,
        "form": "found",
        "about": "phone",
        "fields": {"power": "on"},
        "corrects": 1,
        "reason": "looked-again",
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("correct 3 power=on", "no-such-line"),
        ("note phone form=poem", "no-such-form"),
        ("note phone", "no-such-form"),
        ("note phone form=answer", "no-such-form"),
        ("note phone form=copy", "no-such-form"),
        ("note stick form=found", "no-such-thing"),
        ("testify Q1 choice=1", "nobody-asks"),
    ],
)
def test_what_cannot_be_written_is_refused(line: str, code: str) -> None:
    told = plan()

    result = step(told, start(told), parse_act(line))

    assert result.refused == code
    assert result.position == start(told)


def test_a_hand_over_is_a_release_and_a_receipt_that_quotes_it() -> None:
    *_, deed, release, receive = written(
        "seize phone shown=both number=EX-001",
        "pack phone with=antistatic",
        "hand-over EX-001 to=store",
    )

    assert (deed.type, release.type, receive.type) == ("act", "release", "receive")
    assert (release.by, receive.by) == (TRAINEE, "store")
    assert release.body["exhibit"] == receive.body["exhibit"] == "EX-001"
    assert release.body["to"] == "store"
    assert release.body["seal"] == receive.body["seal"] != ""
    assert (release.body["condition"], receive.body["seal_intact"]) == ("sealed", True)


def test_an_unsealed_thing_is_handed_over_as_such() -> None:
    *_, release, receive = written(
        "seize phone shown=both number=EX-001", "hand-over EX-001 to=nodir"
    )

    assert release.body["condition"] == receive.body["condition"] == "unsealed"
    assert receive.body["seal_intact"] is False


def test_a_receipt_without_reading_the_seal_says_no_seal() -> None:
    position = run_script(plan(), "seize phone shown=both number=EX-001\n"
        "pack phone with=antistatic\nhand-over EX-001 to=store\nfinish").position  # fmt: skip
    for check, seal, intact in (("unread", "", False), ("differs", "0471", False)):
        entries = step(plan(), position, act("receive", "EX-001", seal=check)).written
        assert [entry.type for entry in entries] == ["act", "release", "receive"]
        assert (entries[1].by, entries[2].by) == ("store", TRAINEE)
        assert (entries[2].body["seal"], entries[2].body["seal_intact"]) == (seal, intact)


def test_what_only_the_host_knows_is_asked_of_it() -> None:
    told, at = plan(), bench()
    for line, kind, copy in (
        ("block EX-001", "", ""),
        ("image EX-001", "digest", "IM-002"),
        ("working-copy IM-002", "digest", "IM-003"),
        ("recover IM-003", "analyse", "IM-003"),
    ):
        result = step(told, at, parse_act(line))
        needs = [entry.need for entry in result.written if entry.need is not None]
        assert [(need.kind, need.copy) for need in needs] == ([(kind, copy)] if kind else [])
        at = result.position


def test_reading_out_makes_a_checkpoint_and_closing_closes() -> None:
    *_, deed, checkpoint = written("nodir: guard", "read-out")
    assert (deed.type, checkpoint.type) == ("act", "checkpoint")
    *_, closed = written("end")
    assert (closed.type, closed.body) == ("closed", {"reason": "ended", "entries": 2})


def test_a_changed_file_is_a_logged_input_and_spoils_the_copy() -> None:
    told = plan()
    at = run_script(told, "block EX-001\nimage EX-001", bench()).position

    after, entry = host_fact(at, "IM-002")

    assert (entry.type, entry.by, entry.body["about"]) == ("input", RECORDER, "IM-002")
    assert after.entries == at.entries + 1
    verified = step(told, after, act("verify", "IM-002")).position
    assert verified.state.copy("IM-002").verified == "mismatch"


def test_a_hint_names_what_is_most_urgent_and_ends_when_nothing_is_open() -> None:
    told = plan("ringing-phone")

    def codes(phrases: tuple[Phrase, ...]) -> list[str]:
        return [entry.code for entry in phrases]

    first = hint(told, start(told))
    assert codes(first) == ["seen.hint"]
    assert first[0].named()["item"] == "@phone.name"
    assert step(told, start(told), Act("hint")).seen == first
    model = run_script(told, _model("ringing-phone")).position
    assert codes(hint(told, model)) == ["seen.hint-none"]


def _model(name: str) -> str:
    return (folder_of(name) / "walkthrough.txt").read_text(encoding="utf-8")


def test_testimony_carries_the_class_of_the_statement() -> None:
    told = plan()
    court = run_script(told, "finish", bench()).position
    question = court.court_question
    assert question is not None

    for number, answer in enumerate(question.answers, 1):
        result = step(told, court, act("testify", question.id, choice=str(number)))
        (event,) = [event for event in result.events if event.kind == "Testified"]
        assert event.get("class") == answer.kind
        assert result.position.court_question != question
    too_far = act("testify", question.id, choice=str(len(question.answers) + 1))
    assert step(told, court, too_far).refused == "no-such-answer"


def test_positions_are_frozen() -> None:
    with pytest.raises(AttributeError):
        start(plan()).entries = 3  # type: ignore[misc]
    assert msgspec.structs.replace(start(plan()), entries=3) != start(plan())
