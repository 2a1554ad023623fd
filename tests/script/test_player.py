from __future__ import annotations

import pytest

from simulator.attempt.position import start
from simulator.attempt.step import step
from simulator.errors import UsageError
from simulator.script.canonical import parse_act
from simulator.script.player import run_script
from simulator.world.act import Act, act
from tests.world.sample import SCENE, bench, plan


def acts(script: str, name: str = "flat-12") -> list[Act]:
    return [move.act for move in run_script(plan(name), script).steps]


def test_lines_are_played_in_order_and_comments_are_not() -> None:
    played = run_script(plan(), "# a comment\n\n  look phone  \nphotograph phone\n")

    assert [(move.line, move.act.verb) for move in played.steps] == [
        (3, "look"),
        (4, "photograph"),
    ]
    by_hand = start(plan())
    for line in ("look phone", "photograph phone"):
        by_hand = step(plan(), by_hand, parse_act(line)).position
    assert played.position == by_hand


def test_a_standing_answer_is_given_at_once_and_the_act_goes_on() -> None:
    script = "when incoming-call: ring\nsabina: guard\nsearch room sight=both\nlook phone"

    found = acts(script, "ringing-phone")

    assert found[:4] == [
        act("guard", "", "sabina"),
        act("search", "room", sight="both"),
        act("reply", "incoming-call", choice="ring"),
        act("search", "room", sight="both"),
    ]


def test_a_standing_answer_may_be_a_number_and_must_be_one_of_the_choices() -> None:
    script = "when incoming-call: {}\nsabina: guard\nwait 1\nlook phone"

    assert act("reply", "incoming-call", choice="ring") in acts(script.format("3"), "ringing-phone")
    with pytest.raises(UsageError) as caught:
        acts(script.format("sing"), "ringing-phone")
    assert caught.value.code == "script-unreadable"


def test_without_a_standing_answer_a_line_answers_or_passes() -> None:
    script = "sabina: guard\nwait 1\n{}"

    assert acts(script.format("ring"), "ringing-phone")[-1] == act(
        "reply", "incoming-call", choice="ring"
    )
    passed = run_script(plan("ringing-phone"), script.format("look phone")).steps[-1].step
    assert "QuestionPassed" in [event.kind for event in passed.events]


def test_what_a_find_broke_into_is_left_to_the_script() -> None:
    assert [one.verb for one in acts("nodir: guard\nsearch hall sight=both\nlook stick")] == [
        "guard",
        "search",
        "look",
    ]


@pytest.mark.parametrize(
    ("line", "seconds"), [("wait 5", 300), ("wait 20s", 20), ("wait for=2", 120), ("wait", 60)]
)
def test_waiting_is_in_minutes(line: str, seconds: int) -> None:
    state = run_script(plan(), f"nodir: guard\n{line}").position.state
    assert state.now == plan().starts + 5 + seconds


@pytest.mark.parametrize("line", ["dance phone", "look phone laptop", "ring", 'look "x', "?"])
def test_an_unreadable_line_stops_with_its_number(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        run_script(plan(), f"# head\nlook phone\n{line}\nlook laptop")

    assert caught.value.code == "script-unreadable"
    assert caught.value.params["line"] == 3
    assert caught.value.place is not None
    assert caught.value.place.line == 3


def test_a_refusal_goes_on() -> None:
    played = run_script(plan(), "look samovar\nlook phone")

    assert [move.step.refused for move in played.steps] == ["no-such-thing", ""]
    assert [move.act.target for move in played.refused] == ["samovar"]


def test_after_the_end_nothing_is_played() -> None:
    assert [one.verb for one in acts("end\nlook phone\nnonsense that nobody reads")] == ["end"]


def test_guided_fills_in_a_line_and_otherwise_it_stays_as_written() -> None:
    script = "look phone\nnote phone form=found"

    guided = run_script(plan(), script).position.ledger.lines[0]
    bare = run_script(plan(), script, guided=False).position.ledger.lines[0]

    assert guided.get("lock") == "locked"
    assert bare.fields == ()


def test_in_court_a_class_a_number_or_the_canonical_line_answers() -> None:
    court = run_script(plan(), "finish", bench()).position
    question = court.court_question
    assert question is not None
    number = str([answer.kind for answer in question.answers].index("plain") + 1)

    answers = {
        run_script(plan(), line, court).position
        for line in ("plain", number, f"testify {question.id} choice={number}")
    }

    assert len(answers) == 1
    assert run_script(plan(), "over-claim", court).position not in answers


def test_the_last_answer_ends_the_hearing() -> None:
    played = run_script(plan(), SCENE + "finish\nplain\nadmit\nlook phone")

    assert played.position.state.closed
    assert played.refused == ()


def test_a_run_may_begin_anywhere() -> None:
    first = run_script(plan(), "nodir: guard\nlook phone")
    second = run_script(plan(), "photograph phone", first.position)
    whole = run_script(plan(), "nodir: guard\nlook phone\nphotograph phone")

    assert second.position == whole.position
