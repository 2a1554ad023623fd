from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.review.casefile import Case, case_of, open_case
from simulator.review.reason import reason_lines
from tests.review.sample import Played, first, flipped


def case(played: Played, lang: str = "en") -> Case:
    return open_case(str(played.path), lang)


def test_every_entry_can_be_explained(honest: Played) -> None:
    found = case(honest)
    for one in found.entries:
        lines = reason_lines(found, one.seq)
        assert max(map(len, lines)) <= 79
        assert not any("<" in line for line in lines)


def test_a_loss_is_explained_at_the_entry_that_shows_it(search: Played) -> None:
    found = case(search)
    shown = [one for one in found.view.judgement.score.findings if one.loss.entries]
    assert shown, "the sample makes mistakes"
    for finding in shown:
        text = " ".join(" ".join(reason_lines(found, finding.loss.entries[0])).split())
        assert finding.error in text
        assert str(finding.points) in text
        assert finding.competency in text
        assert "Rule:" in text
        assert "Instead:" in text


def test_an_entry_without_a_loss_cost_nothing(search: Played) -> None:
    found = case(search)
    cited = {seq for one in found.view.judgement.score.findings for seq in (*one.loss.entries,)}
    free = next(one.seq for one in found.entries if one.seq not in cited)

    assert "It cost nothing." in reason_lines(found, free)


def test_who_signed_and_what_was_perceived(search: Played) -> None:
    lines = reason_lines(case(search), first(search, "act", 2))

    assert any("look phone" in line for line in lines)
    assert any(line.startswith("    - ") for line in lines)
    assert any("Signed with the key" in line for line in lines)


def test_a_damaged_entry_is_explained_by_its_damage(search: Played) -> None:
    number = first(search, "record")
    broken = flipped(search.bundle, f"entries/{number:06d}.note", 0)
    lines = reason_lines(case_of(broken, "en"), number)

    assert any(line.startswith("! ") for line in lines)


def test_a_number_that_is_not_in_the_log(drill: Played) -> None:
    with pytest.raises(UsageError, match="no-such-entry"):
        reason_lines(case(drill), 999)
    assert reason_lines(case(drill, "ru"), 1) != reason_lines(case(drill, "en"), 1)
