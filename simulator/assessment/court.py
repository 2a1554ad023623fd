"""The court: questions grown from the trainee's own protocol and findings.

The pack sets the form: who speaks, in which order, who is called. Every question can be
answered from the protocol, which lies open. Answers are concrete statements, each of a
class; the class is held against log and bytes, never against taste.
"""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.detectors.truth import Told
from simulator.assessment.ledger import Ledger, losses
from simulator.assessment.line import Line
from simulator.assessment.loss import Loss
from simulator.doctrine.library import find_pack
from simulator.doctrine.pack import Hearing
from simulator.scenario.plan import Plan
from simulator.terms.phrase import Phrase, phrase

CREDIBILITY = {
    "admit": 5,
    "plain": 2,
    "check": 0,
    "guess": -8,
    "over-claim": -12,
    "hash-is-truth": -12,
    "deny": -25,
    "hide": -25,
}
"""Change of credibility by class of answer; it starts at 50."""

MOST_ABOUT_ERRORS = 3


class CourtAnswer(Struct, frozen=True):
    """A statement to choose; ``kind`` is its class and is not shown before the ruling."""

    says: Phrase
    kind: str


class CourtQuestion(Struct, frozen=True):
    """One question. ``speaker`` puts it; ``lines`` are the protocol lines it turns on."""

    id: str
    speaker: str
    asks: Phrase
    about: str
    answers: tuple[CourtAnswer, ...]
    lines: tuple[int, ...] = ()
    opening: Phrase | None = None


def hearing(plan: Plan, ledger: Ledger, now: int) -> tuple[CourtQuestion, ...]:
    """The questions of this hearing, in order."""
    form = find_pack(plan.pack).hearing
    speakers = _speakers(form)
    questions: list[CourtQuestion] = []
    found = losses(plan, ledger, now)
    for line in ledger.lines:
        if line.form == "found" and line.get("came") == "search":
            questions.append(_about_sight(plan, form, speakers, line, ledger, len(questions)))
            break
    for loss in _worth_asking(found):
        questions.append(_about_error(plan, speakers, loss, ledger, len(questions)))
    questions.append(_about_hash(plan, speakers, len(questions)))
    questions.append(_about_certainty(plan, speakers, len(questions)))
    return tuple(questions)


def _speakers(form: Hearing) -> tuple[str, ...]:
    asking = [step.speaker for step in form.steps if step.speaker not in ("judge", "court")]
    return tuple(dict.fromkeys(asking)) or ("judge",)


def _worth_asking(found: tuple[Loss, ...]) -> tuple[Loss, ...]:
    """What the other side would ask about: shown by an entry, worst kinds first, each once."""
    chosen: dict[str, Loss] = {}
    for loss in found:
        if loss.entries and loss.error not in chosen and loss.error not in ("E65", "E68"):
            chosen[loss.error] = loss
    return tuple(chosen.values())[:MOST_ABOUT_ERRORS]


def _id(number: int) -> str:
    return f"Q{number + 1}"


def _turned(answers: list[CourtAnswer], plan: Plan, number: int) -> tuple[CourtAnswer, ...]:
    """The seed turns the list, so that no place in it is always right."""
    turn = (plan.seed + 2 * number + 1) % len(answers)
    return tuple(answers[turn:] + answers[:turn])


def _about_sight(
    plan: Plan,
    form: Hearing,
    speakers: tuple[str, ...],
    line: Line,
    ledger: Ledger,
    number: int,
) -> CourtQuestion:
    told = [entry for entry in ledger.lines if line.number in (entry.number, entry.corrects)]
    said = [entry.get("sight") for entry in told if entry.get("sight")]
    written = said[-1] if said else "nobody"
    untrue = _is_untrue(ledger, "sight", {entry.number for entry in told})
    names = [person.id for person in plan.people if person.part == "witness"]
    answers = [
        CourtAnswer(
            phrase("court.sight.as-written", sight=_named(written)), "deny" if untrue else "admit"
        ),
        CourtAnswer(phrase("court.sight.forgot"), "check"),
        CourtAnswer(
            phrase("court.sight.surely-both"),
            "plain" if written == "both" and not untrue else "deny",
        ),
        CourtAnswer(phrase("court.sight.everybody"), "over-claim"),
    ]
    if untrue:
        answers.append(CourtAnswer(phrase("court.sight.line-wrong"), "admit"))
    called = any("witness" in (step.speaker + step.asked) for step in form.steps)
    opening = (
        phrase("court.motion.witness", person=f"@{names[-1]}.name", item=f"@{line.about}.name")
        if called and names
        else phrase("court.cross.opening", item=f"@{line.about}.name")
    )
    return CourtQuestion(
        _id(number),
        speakers[0],
        phrase("court.sight.asks", item=f"@{line.about}.name"),
        line.about,
        _turned(answers, plan, number),
        tuple(entry.number for entry in told),
        opening,
    )


def _is_untrue(ledger: Ledger, field: str, numbers: set[int]) -> bool:
    """What stands written there is not so, and no later line has put it right."""
    return any(
        untruth.field == field and untruth.line in numbers and not untruth.corrected
        for memo in ledger.memos
        if isinstance(memo, Told)
        for untruth in memo.untruths
    )


def _named(sight: str) -> str:
    return f"@sight.{sight}" if sight in ("both", "nobody") else f"@{sight}.name"


def _about_error(
    plan: Plan, speakers: tuple[str, ...], loss: Loss, ledger: Ledger, number: int
) -> CourtQuestion:
    lines = tuple(line.number for line in ledger.lines if line.about == loss.about)
    answers = [
        CourtAnswer(phrase("court.error.admit"), "admit"),
        CourtAnswer(phrase("court.error.check"), "check"),
        CourtAnswer(phrase("court.error.deny"), "deny"),
        CourtAnswer(phrase("court.error.harmless"), "over-claim"),
    ]
    return CourtQuestion(
        _id(number),
        speakers[number % len(speakers)],
        phrase(f"court.question.{loss.error}", item=f"@{loss.about}.name", at=loss.at),
        loss.about,
        _turned(answers, plan, number),
        lines,
    )


def _about_hash(plan: Plan, speakers: tuple[str, ...], number: int) -> CourtQuestion:
    answers = [
        CourtAnswer(phrase("court.hash.sameness"), "plain"),
        CourtAnswer(phrase("court.hash.author"), "hash-is-truth"),
        CourtAnswer(phrase("court.hash.check"), "check"),
        CourtAnswer(phrase("court.hash.impossible"), "over-claim"),
    ]
    return CourtQuestion(
        _id(number),
        speakers[number % len(speakers)],
        phrase("court.hash.asks"),
        "",
        _turned(answers, plan, number),
    )


def _about_certainty(plan: Plan, speakers: tuple[str, ...], number: int) -> CourtQuestion:
    answers = [
        CourtAnswer(phrase("court.certain.limits"), "admit"),
        CourtAnswer(phrase("court.certain.yes"), "over-claim"),
        CourtAnswer(phrase("court.certain.guess"), "guess"),
        CourtAnswer(phrase("court.certain.refuse"), "hide"),
    ]
    return CourtQuestion(
        _id(number),
        speakers[number % len(speakers)],
        phrase("court.certain.asks"),
        "",
        _turned(answers, plan, number),
    )
