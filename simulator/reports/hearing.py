"""The hearing: questions with the answers given, and the ruling on each exhibit."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.assessment.court import CREDIBILITY
from simulator.doctrine.error import find_error
from simulator.reports.teller import Cited, Teller


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that could be chosen."""

    says: str
    kind: str
    change: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its statements; ``seq`` is the entry of the answer, -1 = none."""

    id: str
    speaker: str
    opening: str
    asks: str
    lines: tuple[int, ...]
    answers: tuple[Answer, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class Because:
    """A reason of a ruling."""

    error: str
    title: str
    test: str
    rules: tuple[Cited, ...]
    lines: tuple[int, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruling on an exhibit: ``stays | weight | out``, with reasons."""

    exhibit: str
    name: str
    outcome: str
    says: str
    reasons: tuple[Because, ...]


def hearing(teller: Teller) -> tuple[Question, ...]:
    """What the court asked, in order."""
    return tuple(
        Question(
            asked.question.id,
            teller.say(f"pack.speaker.{asked.question.speaker}"),
            teller.phrase(asked.question.opening) if asked.question.opening else "",
            teller.phrase(asked.question.asks),
            asked.question.lines,
            tuple(
                Answer(
                    teller.phrase(answer.says),
                    teller.say(f"reports.answer.{answer.kind}"),
                    CREDIBILITY[answer.kind],
                    number == asked.chosen,
                )
                for number, answer in enumerate(asked.question.answers)
            ),
            asked.seq,
        )
        for asked in teller.view.asked
    )


def rulings(teller: Teller) -> tuple[Ruled, ...]:
    """The ruling on every exhibit, in the order of seizing."""
    return tuple(
        Ruled(
            ruling.exhibit,
            teller.name(ruling.item),
            ruling.outcome,
            teller.say(f"court.outcome.{ruling.outcome}"),
            tuple(
                Because(
                    reason.error,
                    teller.phrase(find_error(reason.error).title()),
                    teller.say(f"pack.test.{reason.test}"),
                    tuple(teller.cite(rule) for rule in reason.rules),
                    reason.lines,
                    reason.entries,
                )
                for reason in ruling.reasons
            ),
        )
        for ruling in teller.view.judgement.rulings
    )
