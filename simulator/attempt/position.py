"""Where an attempt stands: world, judgement, and how much has been written."""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.court import CourtQuestion
from simulator.assessment.ledger import Ledger, open_ledger
from simulator.scenario.plan import Plan
from simulator.world.state import State, begin


class Position(Struct, frozen=True):
    """Frozen and hashable. ``entries`` counts log entries, the opening one included."""

    state: State
    ledger: Ledger
    entries: int
    questions: tuple[CourtQuestion, ...] = ()
    """The hearing's questions, fixed when the court stage begins."""

    @property
    def lines(self) -> int:
        """How many lines the protocol has."""
        return len(self.ledger.lines)

    @property
    def court_question(self) -> CourtQuestion | None:
        """The question the court waits on, or ``None``."""
        if self.state.stage != "court" or self.state.closed:
            return None
        for question in self.questions:
            if question.id not in self.state.answered:
                return question
        return None

    @property
    def is_last_question(self) -> bool:
        """Whether one question is still to be answered."""
        asked = [entry for entry in self.questions if entry.id not in self.state.answered]
        return len(asked) == 1

    def answer_of(self, word: str) -> str:
        """The number of the statement of a class, for scripts; empty when there is none.

        ``admit`` and ``plain`` both mean the honest statement of the pending question.
        """
        question = self.court_question
        if question is None:
            return ""
        kinds = [answer.kind for answer in question.answers]
        for kind in (word, *(("admit", "plain") if word in ("admit", "plain") else ())):
            if kind in kinds:
                return str(kinds.index(kind) + 1)
        return ""


def start(plan: Plan) -> Position:
    """The position after the ``opened`` entry. The plan must be dealt."""
    return Position(begin(plan), open_ledger(plan), 1)
