from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.attempt.position import start
from simulator.attempt.step import step
from simulator.script.player import run_script
from simulator.search.moves import candidates, enumerated, honest
from simulator.world.acts.table import ACTS
from simulator.world.step import refusal
from tests.assessment.case import model
from tests.world.sample import NAMES, bench, plan, stroll

PICKS = st.lists(st.integers(0, 1 << 16), max_size=25)


@pytest.mark.parametrize("name", NAMES)
@given(picks=PICKS)
@settings(max_examples=15, deadline=None)
def test_a_candidate_is_not_refused(name: str, picks: list[int]) -> None:
    told = plan(name)
    position = start(told)
    for result in stroll(told, picks):
        position = result.position
    for act in candidates(told, position)[:60]:
        assert not step(told, position, act).refused, act


def test_every_verb_can_be_tried_somewhere() -> None:
    told = plan()
    position = start(told)
    tried = {act.verb for act in enumerated(told, position)}
    for move in run_script(told, model()).steps:
        tried |= {act.verb for act in enumerated(told, move.step.position)}

    assert set(ACTS) - tried == {"correct"}


def test_nothing_hidden_is_named() -> None:
    acts = enumerated(plan(), start(plan()))

    assert not {act.target for act in acts} & {"stick", "note"}


def test_every_choice_of_an_act_is_there_and_none_twice() -> None:
    acts = enumerated(plan(), start(plan()))
    bags = {
        (a.arg("bag"), a.arg("why")) for a in acts if (a.verb, a.target) == ("isolate", "phone")
    }

    assert len(acts) == len(set(acts))
    assert bags == {(bag, why) for bag in ("FB-1", "FB-2") for why in ACTS["isolate"].reasons}


def test_the_same_position_gives_the_same_candidates() -> None:
    assert candidates(plan(), bench()) == candidates(plan(), bench())


def test_short_acts_come_first() -> None:
    verbs = [act.verb for act in candidates(plan(), start(plan()))]

    assert verbs.index("photograph") < verbs.index("isolate") < verbs.index("search")


def test_a_chooser_takes_a_part() -> None:
    told, position = plan(), start(plan())

    only = candidates(told, position, lambda plan, position, act: act.verb == "look")

    assert {act.verb for act in only} == {"look"}
    assert set(only) < set(candidates(told, position))


def test_free_words_come_from_the_planted_files() -> None:
    told = plan()
    position = run_script(told, "working-copy IM-001", bench()).position
    acts = enumerated(told, position)

    files = {act.arg("file") for act in acts if act.verb == "view" and act.target == "IM-002"}
    assert files == {"Мактубҳо/қарз-2024.txt"}
    assert all(len(act.arg("word")) > 1 for act in acts if act.verb == "find")


@given(PICKS)
@settings(max_examples=20, deadline=None)
def test_an_honest_line_is_never_held_untrue(picks: list[int]) -> None:
    told = plan("ringing-phone")
    position = start(told)
    for result in stroll(told, picks):
        position = result.position
    before = {entry for memo in position.ledger.memos for entry in getattr(memo, "untruths", ())}
    for act in candidates(told, position, lambda plan, at, act: act.verb == "note"):
        # A late line is another matter: it is true, but not in time.
        after = step(told, position, act).position
        new = {e for memo in after.ledger.memos for e in getattr(memo, "untruths", ())} - before
        assert {entry.field for entry in new} <= {"when"}, act


def test_an_honest_line_says_who_saw_it_as_it_was() -> None:
    told = plan()
    for sight, said in (("both", "both"), ("zarina", "zarina"), ("nobody", "nobody")):
        state = run_script(told, f"nodir: guard\nsearch hall sight={sight}").position.state
        line = honest(told, state, "found", "stick")
        assert (line["came"], line["sight"]) == ("search", said)


def test_in_court_every_statement_is_tried_and_refusals_have_reasons() -> None:
    told = plan()
    court = run_script(told, "finish", bench()).position
    question = court.court_question
    assert question is not None

    statements = [act for act in enumerated(told, court) if act.verb == "testify"]

    assert [act.arg("choice") for act in statements] == [
        str(n + 1) for n in range(len(question.answers))
    ]
    others = [act for act in enumerated(told, court) if act.verb == "look"]
    assert {refusal(told, court.state, act) for act in others} <= {"not-here"}
