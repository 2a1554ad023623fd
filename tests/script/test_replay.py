from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from simulator.attempt import leaf
from simulator.attempt.position import start
from simulator.attempt.step import host_fact, step
from simulator.custody import body as bodies
from simulator.custody import truth
from simulator.custody.entry import Entry
from simulator.scenario.deal import dealt
from simulator.scenario.library import find
from simulator.scenario.plan import Plan
from simulator.script.canonical import parse_act
from simulator.script.replay import Difference, replay

ACTS = (
    "sabina: guard",
    "look phone",
    "photograph phone",
    "note phone form=found place=room power=on lock=unlocked sight=both",
    "isolate phone bag=FB-1 why=stop-signals",
    "end",
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return dealt(find("ringing-phone").plan, 7)


def entry(seq: int, type: str, at: int, body: object) -> Entry:
    shaped = bodies.shape(type, body)  # type: ignore[arg-type]
    return Entry("log", seq, "", type, at, "x", shaped, b"", (), b"")


def opened() -> Entry:
    body = {
        "scenario": {"id": "x", "version": "1", "plan": ""},
        "seed": 7,
        "engine": 1,
        "ordinal": 1,
        "level": "guided",
        "pack": "",
        "starts": 0,
        "roster": [],
    }
    return entry(0, "opened", 0, body)


def logged(plan: Plan, acts: Sequence[str] = ACTS) -> tuple[list[Entry], dict[int, bytes]]:
    """The entries and leaves that a recorder would write for these acts, unsigned."""
    position, found, leaves = start(plan), [opened()], dict[int, bytes]()
    for line in acts:
        act = parse_act(line)
        taken = step(plan, position, act)
        assert not taken.refused, line
        for seq, due in enumerate(taken.written, position.entries):
            body: dict[str, object] = dict(due.body)
            if due.type == "act":
                leaves[seq] = truth.leaf(leaf.fields(taken.events), "0" * 32)
                seen = [
                    {"code": p.code, "about": act.target, "params": p.named()} for p in taken.seen
                ]
                body = {"line": line, "seen": seen, "truth": ""}
            found.append(entry(seq, due.type, taken.position.state.now, body))
        position = taken.position
    return found, leaves


def changed(entries: list[Entry], seq: int, **fields: object) -> list[Entry]:
    body = msgspec.structs.replace(entries[seq].body, **fields)
    other = msgspec.structs.replace(entries[seq], body=body)
    return [*entries[:seq], other, *entries[seq + 1 :]]


def numbered(entries: list[Entry], type: str) -> int:
    return next(one.seq for one in entries if one.type == type)


def test_an_honest_log_agrees_to_its_end(plan: Plan) -> None:
    entries, leaves = logged(plan)
    again = replay(plan, entries, leaves)

    assert again.differences == ()
    assert again.agreeing == len(again.turns) == len(ACTS)
    assert again.position.state.closed
    assert again.position.entries == len(entries)


def test_a_false_line_is_told_and_passed_over(plan: Plan) -> None:
    entries, leaves = logged(plan)
    number = numbered(entries, "record")
    again = replay(plan, changed(entries, number, about="charger"), leaves)

    assert again.differences == (Difference(number, "body"),)
    assert again.agreeing == len(ACTS)


def test_a_missing_line_is_told_and_passed_over(plan: Plan) -> None:
    entries, leaves = logged(plan)
    number = numbered(entries, "record")
    again = replay(plan, [one for one in entries if one.seq != number], leaves)

    assert again.differences == (Difference(number, "missing"),)
    assert again.position.state.closed


def test_a_missing_act_ends_the_replay(plan: Plan) -> None:
    entries, _ = logged(plan)
    again = replay(plan, [one for one in entries if one.seq != 2])

    assert again.differences == (Difference(2, "missing"),)
    assert len(again.turns) == 1


def test_what_was_seen_when_and_what_happened_are_compared(plan: Plan) -> None:
    entries, leaves = logged(plan)
    late = msgspec.structs.replace(entries[2], at=entries[2].at + 1)

    assert replay(plan, changed(entries, 1, seen=())).differences == (Difference(1, "seen"),)
    assert replay(plan, [*entries[:2], late, *entries[3:]]).differences == (Difference(2, "time"),)
    other = {**leaves, 2: truth.leaf({"events": []}, "0" * 32)}
    assert replay(plan, entries, other).differences == (Difference(2, "leaf"),)
    assert replay(plan, entries, {2: b"{}"}).differences == (Difference(2, "leaf"),)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a=b", "line"),
        ("", "line"),
        ("unknown-verb", "refused"),
        ("nobody: look phone", "refused"),
        ("testify q choice=1", "refused"),
        ("correct 9", "refused"),
    ],
)
def test_an_act_that_cannot_be_played_ends_the_replay(plan: Plan, line: str, what: str) -> None:
    entries, _ = logged(plan)
    again = replay(plan, changed(entries, 2, line=line))

    assert again.differences == (Difference(2, what),)
    assert len(again.turns) == 1


def test_a_line_that_no_act_called_for(plan: Plan) -> None:
    entries, _ = logged(plan, ACTS[:2])
    body = {"line": 1, "form": "found", "about": "phone", "fields": {}}
    extra = entry(len(entries), "record", entries[-1].at, body)
    again = replay(plan, [*entries, extra])

    assert again.differences == (Difference(extra.seq, "uncalled"),)


def test_a_fact_of_the_host_is_taken_in_and_people_may_come_and_go(plan: Plan) -> None:
    entries, _ = logged(plan, ACTS[:2])
    position = replay(plan, entries).position
    _, due = host_fact(position, "IM-001")
    last = len(entries)
    more = [
        entry(last, "input", entries[-1].at, due.body),
        entry(last + 1, "revoke", entries[-1].at, {"id": "store", "reason": "lost"}),
    ]
    again = replay(plan, [*entries, *more])

    assert again.differences == ()
    assert again.position.entries == last + 2


def test_an_empty_log_has_no_first_entry(plan: Plan) -> None:
    assert replay(plan, []).differences == (Difference(0, "missing"),)
