"""Equal versions, equal digests: what changes an exhibit's content, and what does not."""

from __future__ import annotations

import pytest

from simulator.scenario.plan import Span
from simulator.world.act import act
from simulator.world.acts.analyse import facts_shown, is_match
from simulator.world.state import State, begin
from simulator.world.step import input_changed, step
from tests.world.sample import bench, calm, drive, items, plan, watch

TOLD = plan()
QUIET = items(calm(TOLD), "phone", wiped_after=Span(0, 0))


def effects(state: State, id: str) -> list[str]:
    return [effect.kind for effect in state.item(id).content]


def test_behind_a_blocker_an_image_leaves_its_source_alone() -> None:
    state = bench().state
    before = state.item("stick").content

    state, _ = drive(TOLD, "block EX-001", "image EX-001", "verify IM-002", state=state)

    assert state.item("stick").content == before == state.copy("IM-002").version
    assert state.copy("IM-002").verified == "match"


def test_without_a_blocker_the_source_changes_with_every_image() -> None:
    state = bench().state

    state, _ = drive(TOLD, "image EX-001", "image EX-001", state=state)

    assert effects(state, "stick") == ["boot", "boot"]
    first, second = state.copy("IM-002"), state.copy("IM-003")
    assert first.version != second.version
    assert not is_match(state, first)
    assert is_match(state, second)


@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("browse laptop why=see-evidence", "browse"),
        ("awake laptop how=setting why=keep-state", "setting"),
        ("memory laptop why=keep-state", "live"),
        ("live-copy laptop why=keep-state", "live"),
        ("shut-down laptop why=no-reason", "shutdown"),
        ("try-code phone why=no-reason", "code"),
        ("power phone why=keep-state", "charge"),
        ("flight phone why=stop-signals", "setting"),
        ("awake laptop how=finger why=keep-state", ""),
        ("pull-plug laptop why=no-reason", ""),
        ("look laptop", ""),
        ("photograph laptop", ""),
        ("isolate phone bag=FB-1 why=stop-signals", ""),
        ("seize laptop shown=both number=EX-001", ""),
    ],
)
def test_only_what_writes_changes_the_content(line: str, effect: str) -> None:
    told = items(QUIET, "laptop", dims_lapse=Span(0, 0), locks_lapse=Span(0, 0))

    state, outcomes = drive(told, line)

    changed = [kind for item in state.items for kind in effects(state, item.id)]
    assert changed == ([effect] if effect else [])
    told_events = [e.get("effect") for o in outcomes for e in o.events if e.kind == "BytesChanged"]
    assert told_events == changed


def test_a_live_copy_is_compared_with_its_own_digest_alone() -> None:
    told = QUIET
    state, _ = drive(
        told, "awake laptop how=jiggler why=keep-state", "live-copy laptop why=keep-state"
    )
    assert state.copy("IM-001").version == state.item("laptop").content

    state, _ = drive(told, "browse laptop why=see-evidence", state=state)

    assert state.copy("IM-001").version != state.item("laptop").content
    assert is_match(state, state.copy("IM-001"))
    changed = input_changed(state, "IM-001")
    assert not is_match(changed, changed.copy("IM-001"))


def test_a_live_copy_of_a_closed_volume_fails() -> None:
    told = calm(TOLD)
    state, _ = watch(told, begin(told), told.starts + 15 * 60)

    assert step(told, state, act("live-copy", "laptop", why="keep-state")).refused == "is-locked"


def test_a_locked_phone_cannot_be_extracted_once_it_was_switched_off() -> None:
    state = bench().state
    off, _ = drive(TOLD, "extract EX-002", state=state)
    assert off.copies[-1].kind == "logical"

    told = calm(TOLD)
    dead, _ = drive(
        told,
        "switch-off phone why=save-battery",
        "seize phone shown=both number=EX-001",
        "hand-over EX-001 to=store",
        "finish",
        "receive EX-001 seal=unread",
    )
    assert step(told, dead, act("extract", "EX-001")).refused == "is-off"


def test_a_working_copy_is_compared_with_its_master() -> None:
    state, _ = drive(
        TOLD, "block EX-001", "image EX-001", "working-copy IM-002", state=bench().state
    )
    assert is_match(state, state.copy("IM-003"))

    for copy in ("IM-002", "IM-003"):
        changed = input_changed(state, copy)
        assert not is_match(changed, changed.copy("IM-003"))
        seen = step(TOLD, changed, act("verify", "IM-003"))
        assert seen.state.copy("IM-003").verified == "mismatch"


def test_deleted_and_encrypted_files_show_only_where_they_can_be_read() -> None:
    state, _ = drive(
        TOLD,
        "block EX-001",
        "image EX-001",
        "working-copy IM-002",
        "block EX-003",
        "image EX-003",
        "working-copy IM-001",
        state=bench().state,
    )
    stick, disk, live = (state.copy(id) for id in ("IM-003", "IM-004", "IM-005"))
    recover = act("recover", "")
    loan = next(
        file.path
        for part in (TOLD.item("laptop").medium or pytest.fail("no medium")).partitions
        for file in part.volume.files
        if file.fact == "loan"
    )
    view = act("view", "", file=loan)

    assert facts_shown(TOLD, state, stick, recover) == ("ledger",)
    assert facts_shown(TOLD, state, stick, act("list", "")) == ()
    assert facts_shown(TOLD, state, live, view) == ("loan",)
    assert facts_shown(TOLD, state, disk, view) == ()


def test_a_second_tool_confirms_what_the_first_showed() -> None:
    state, _ = drive(TOLD, "block EX-001", "image EX-001", "working-copy IM-002",
        "second-tool IM-003", "recover IM-003", "second-tool IM-003",
        state=bench().state)  # fmt: skip

    assert [result.facts for result in state.results] == [(), ("ledger",), ("ledger",)]
