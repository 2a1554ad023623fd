from __future__ import annotations

import msgspec
import pytest

from simulator.assessment.court import CREDIBILITY, CourtQuestion, hearing
from simulator.assessment.judgement import judge
from simulator.assessment.ledger import losses
from simulator.attempt.position import Position
from simulator.attempt.step import judgement
from simulator.doctrine.library import load_packs
from simulator.scenario.plan import Plan
from simulator.script.player import run_script
from simulator.wording.catalogue import sentences
from tests.assessment.case import CASES, COURT, GUARD, Case, model
from tests.world.sample import plan

PACKS = tuple(pack.id for pack in load_packs())
HONEST = {"admit", "plain"}


def under(pack: str, told: Plan | None = None) -> Plan:
    return msgspec.structs.replace(told or plan(), pack=pack)


def ended(script: str, told: Plan) -> Position:
    return run_script(told, script.replace("; ", "\n")).position


def questions(script: str, told: Plan) -> tuple[CourtQuestion, ...]:
    position = ended(script, told)
    return hearing(told, position.ledger, position.state.now)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_question_has_an_honest_answer_and_words(case: Case, pack: str) -> None:
    told = under(pack, case.plan())
    position = ended(case.wrong, told)
    asked = hearing(told, position.ledger, position.state.now)
    numbers = {line.number for line in position.ledger.lines}

    assert [question.id for question in asked] == [f"Q{n + 1}" for n in range(len(asked))]
    for question in asked:
        kinds = [answer.kind for answer in question.answers]
        assert HONEST & set(kinds)
        assert set(kinds) <= CREDIBILITY.keys()
        assert len({answer.says for answer in question.answers}) == len(kinds)
        assert set(question.lines) <= numbers
        said = [question.asks, *(answer.says for answer in question.answers)]
        said += [question.opening] if question.opening else []
        for lang in ("en", "ru"):
            assert {phrase.code for phrase in said} <= sentences(lang).keys()


def test_a_question_turns_on_the_lines_about_its_subject() -> None:
    script = GUARD + (
        "search hall sight=both; note stick form=found came=search sight=both; "
        "browse laptop why=see-evidence; note laptop form=found"
    )

    sight, error, *_ = questions(script, plan())

    assert (sight.about, sight.lines) == ("stick", (1,))
    assert (error.about, error.lines) == ("laptop", (2,))
    assert error.asks.code == "court.question.E31"


def test_errors_are_asked_about_once_and_not_more_than_three() -> None:
    script = "; ".join(
        ["browse laptop why=see-evidence"] * 3
        + ["try-code phone why=no-reason", "try-code white-phone why=no-reason",
           "isolate phone bag=FB-2 why=stop-signals", "pull-plug laptop why=no-reason"]
    )  # fmt: skip

    codes = [question.asks.code for question in questions(script, plan())]

    assert len([code for code in codes if code.startswith("court.question.")]) == 3
    assert len(codes) == len(set(codes))


def test_each_pack_has_its_own_form_of_hearing() -> None:
    script = GUARD + "search hall sight=both; note stick form=found came=search sight=both"
    forms = []
    for pack in PACKS:
        asked = questions(script, under(pack))
        forms.append((asked[0].opening and asked[0].opening.code, tuple(q.speaker for q in asked)))

    assert len(PACKS) >= 2
    assert len(set(forms)) == len(PACKS)
    witness = dict(zip(PACKS, forms, strict=True))["tj-draft"][0]
    assert witness == "court.motion.witness"


def test_the_right_answer_is_not_always_in_one_place() -> None:
    places = set()
    for seed in range(8):
        asked = questions("look phone", plan(seed=seed))
        kinds = [answer.kind for answer in asked[0].answers]
        places.add(kinds.index("plain"))

    assert len(places) > 1


SIGHT = GUARD + "search hall sight=zarina; note stick form=found came=search sight={}"


def test_to_repeat_an_untrue_line_in_court_is_to_deny() -> None:
    kinds = {a.says.code: a.kind for a in questions(SIGHT.format("both"), plan())[0].answers}

    assert kinds["court.sight.as-written"] == "deny"
    assert kinds["court.sight.surely-both"] == "deny"
    assert kinds["court.sight.line-wrong"] == "admit"


def test_a_line_put_right_is_the_one_that_counts() -> None:
    (sight, *_) = questions(SIGHT.format("both") + "; correct 1 sight=zarina", plan())
    kinds = {answer.says.code: answer for answer in sight.answers}

    assert kinds["court.sight.as-written"].kind == "admit"
    assert kinds["court.sight.as-written"].says.named()["sight"] == "@zarina.name"
    assert "court.sight.line-wrong" not in kinds
    assert sight.lines == (1, 2)


def test_denial_in_court_is_concealment() -> None:
    told = plan()
    honest = ended(COURT + "plain\nadmit", told)
    hidden = ended(COURT + "plain\nhide", told)

    assert "E68" not in [x.error for x in losses(told, honest.ledger, honest.state.now)]
    assert judgement(told, hidden).score.points <= 39


def test_an_exhibit_without_losses_stays_and_every_exhibit_has_a_ruling() -> None:
    told = plan()
    position = ended(model(), told)
    rulings = judgement(told, position).rulings

    written = [line.about for line in position.ledger.lines if line.form == "taken"]
    assert [ruling.item for ruling in rulings] == list(dict.fromkeys(written))
    assert {(ruling.outcome, ruling.reasons) for ruling in rulings} == {("stays", ())}


BROWSED = (
    GUARD + "browse laptop why=see-evidence; seize laptop shown=both number=EX-001; "
    "note laptop form=taken; "
)


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (BROWSED, "out"),
        (BROWSED + "call prosecutor about=incident", "weight"),
        (BROWSED.replace("browse laptop why=see-evidence; ", ""), "out"),
    ],
)
def test_a_ruling_follows_from_what_is_found_about_the_exhibit(script: str, outcome: str) -> None:
    (ruling,) = judgement(plan(), ended(script, plan())).rulings

    assert (ruling.item, ruling.exhibit) == ("laptop", "EX-001")
    if outcome == "weight":
        # Reported, the browsing goes to weight; what is still undone is another matter.
        assert {r.error for r in ruling.reasons if r.error == "E31"} == {"E31"}
    else:
        assert ruling.outcome == outcome
    assert all(reason.rules for reason in ruling.reasons)
    assert all(reason.lines == (1,) for reason in ruling.reasons)


def test_the_same_attempt_can_be_ruled_on_under_another_pack() -> None:
    told = plan()
    position = ended(BROWSED, told)

    rules = {}
    for pack in PACKS:
        (ruling,) = judge(under(pack), position.state, position.ledger).rulings
        rules[pack] = [reason.rules for reason in ruling.reasons]
        assert ruling.item == "laptop"

    assert rules["tj-draft"] != rules["budapest-generic"]


def test_stages_not_reached_are_not_assessed() -> None:
    told = plan()
    scene = judgement(told, ended(GUARD, told))
    whole = judgement(told, ended(model(), told))

    assert [entry.subject for entry in scene.not_assessed] == ["lab", "court"]
    assert whole.not_assessed == ()


@pytest.mark.parametrize(
    ("script", "fact", "fate"),
    [
        (GUARD, "chat", "left"),
        (GUARD, "ledger", "not-found"),
        (GUARD, "loan", "saved"),
        (GUARD + "wait 15; " * 4, "chat", "lost"),
        (GUARD + "wait 15; wait 5", "loan", "locked"),
        ("switch-off phone why=no-reason", "chat", "locked"),
        (GUARD + "seize phone shown=both number=EX-001", "chat", "saved"),
    ],
)
def test_what_became_of_a_fact(script: str, fact: str, fate: str) -> None:
    outcomes = judgement(plan(), ended(script, plan())).outcomes

    assert {entry.fact: entry.fate for entry in outcomes}[fact] == fate
