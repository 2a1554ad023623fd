from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.custody.body import Input
from simulator.review import remake as room
from simulator.review.casefile import Case, open_case
from simulator.review.remake import remake
from tests.review.sample import Played


def case(played: Played) -> Case:
    return open_case(str(played.path), "en")


def digests(found: Case) -> list[int]:
    return [
        one.seq
        for one in found.entries
        if isinstance(one.body, Input) and one.body.kind == "digest"
    ]


def test_every_copy_of_the_log_is_made_again(search: Played) -> None:
    found = case(search)
    made = remake(found.plan, found.replay.turns, found.entries)

    assert list(made.compared) == digests(found)
    assert len(made.compared) >= 3
    assert made.differing == ()
    assert made.status == "recomputed"


def test_without_a_copy_nothing_is_said(drill: Played) -> None:
    found = case(drill)

    assert digests(found) == []
    assert remake(found.plan, found.replay.turns, found.entries).status == "not-run"


def test_another_seed_gives_other_bytes(search: Played) -> None:
    found = case(search)
    made = remake(replace(found.plan, seed=8), found.replay.turns, found.entries)

    assert made.differing == made.compared != ()


def test_the_work_is_bounded(search: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    found = case(search)
    monkeypatch.setattr(room, "MOST_COPIES", 1)
    made = remake(found.plan, found.replay.turns, found.entries)

    assert len(made.compared) == 1


def test_a_copy_of_a_changed_file_is_passed_over(search: Played) -> None:
    found = case(search)
    target = next(
        one for one in found.entries if isinstance(one.body, Input) and one.body.kind == "digest"
    )
    parent = next(
        copy.parent for copy in found.position.state.copies if copy.kind.startswith("working-")
    )
    assert isinstance(target.body, Input)
    changed = replace(target, seq=len(found.entries), body=Input("file-changed", parent, {}))
    made = remake(found.plan, found.replay.turns, (*found.entries, changed))

    assert len(made.compared) == len(digests(found)) - 1
