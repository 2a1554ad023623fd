from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.custody.finding import finding, runs, span

NUMBERS = st.sets(st.integers(0, 40)).map(sorted)


def test_numbers_are_joined_as_a_person_would() -> None:
    assert span([3]) == "3"
    assert span([3, 4, 5, 9, 11, 12]) == "3-5, 9, 11-12"
    assert span([]) == ""


@given(NUMBERS)
def test_runs_are_neighbours_and_lose_nothing(numbers: list[int]) -> None:
    found = runs(numbers)
    assert [number for run in found for number in run] == numbers
    assert all(run == tuple(range(run[0], run[-1] + 1)) for run in found)
    assert all(b[0] > a[-1] + 1 for a, b in pairwise(found))


def test_a_finding_names_its_three_sentences() -> None:
    found = finding("entry-removed", [5, 4, 4])
    assert found.entries == (4, 5)
    assert [found.says.code, found.proves.code, found.cannot_prove.code] == [
        "custody.entry-removed.says",
        "custody.entry-removed.proves",
        "custody.entry-removed.cannot",
    ]
    assert found.says.named() == {"count": 2, "entries": "4-5", "person": "—"}
