from __future__ import annotations

import msgspec

from simulator.attempt.position import start
from simulator.script.numbering import HINT, ORDER, numbered
from tests.world.sample import bench, drive, plan


def test_every_number_is_given_once_and_clear_of_the_papers() -> None:
    for state in (start(plan()).state, bench().state):
        numbers = [thing.number for thing in numbered(plan(), state)]
        assert len(numbers) == len(set(numbers))
        assert all(0 < number < ORDER <= HINT for number in numbers)


def test_what_comes_to_light_is_numbered_after_the_rest() -> None:
    state = start(plan()).state
    before = {thing.id: thing.number for thing in numbered(plan(), state)}
    found, _ = drive(plan(), "nodir: guard", "search hall sight=both")

    after = {thing.id: thing.number for thing in numbered(plan(), found)}

    assert set(after) - set(before) == {"stick"}
    assert {id: after[id] for id in before} == before


def test_the_team_is_eleven_the_witnesses_sixteen() -> None:
    numbers = {thing.number: thing.id for thing in numbered(plan(), start(plan()).state)}

    assert [numbers[n] for n in (11, 12, 16, 17)] == ["nodir", "lola", "zarina", "ilhom"]


def test_the_bench_has_exhibits_copies_and_questions() -> None:
    things = {thing.number: (thing.id, thing.kind) for thing in numbered(plan(), bench().state)}

    assert things[1] == ("stick", "usb")
    assert things[21] == ("IM-001", "copy")
    assert things[31] == ("ledger-total", "question")


def test_many_things_go_on_at_fifty_one() -> None:
    many = [f"find-{n}" for n in range(3)]
    state = start(plan()).state
    template = state.item("stick")
    extra = tuple(msgspec.structs.replace(template, id=id, seen=True) for id in many)
    crowded = msgspec.structs.replace(state, items=(*state.items, *extra), found=tuple(many))
    numbers = [thing.number for thing in numbered(plan(), crowded) if thing.id in many]

    base = len(numbered(plan(), state)) - 4  # team and witnesses apart
    expected = [n if n < 11 else n - 11 + 51 for n in range(base + 1, base + 4)]
    assert numbers == expected
