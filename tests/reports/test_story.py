from __future__ import annotations

from itertools import pairwise

from simulator.custody import entry
from simulator.reports.story import story_of
from tests.reports.run import drill, search


def test_the_replay_of_an_honest_log_agrees_to_its_end() -> None:
    for made in (drill(), search()):
        story = story_of(made.plan, made.entries)

        assert story.parted == -1
        assert [b.seq for b in story.beats] == [e.seq for e in made.entries if e.type == "act"]
        assert story.beats[-1].ended == made.position.state.now


def test_a_log_that_says_something_else_is_followed_to_there_and_no_further() -> None:
    made = drill()
    third = [e for e in made.entries if e.type == "act"][2]
    other = made.entries[third.seq].data.replace(b"photograph phone", b"photograph bbbbb")
    forged = [entry.read(other) if e.seq == third.seq else e for e in made.entries]
    story = story_of(made.plan, forged)

    assert story.parted == third.seq
    assert len(story.beats) == 2


def test_stages_follow_each_other_without_overlap() -> None:
    stages = search().view().story.stages

    assert [stage.id for stage in stages] == ["scene", "lab", "court"]
    assert all(a.ended <= b.began for a, b in pairwise(stages))
