"""Questions of the case, answered in the laboratory from what the exhibits hold."""

from __future__ import annotations

from simulator.scenario.fault import FaultList
from simulator.scenario.plan import ItemPlan, QuestionPlan
from simulator.scenario.schema import ScenarioFile


def questions_of(
    model: ScenarioFile, items: tuple[ItemPlan, ...], faults: FaultList
) -> tuple[QuestionPlan, ...]:
    """The questions; each must rest on a fact that some file proves."""
    facts = sorted({fact for item in items for fact in item.facts})
    unread = any(fault.code in ("attached-missing", "attached-folder") for fault in faults.found)
    for id, question in model.questions.items():
        path = ("questions", id)
        if not unread:
            faults.refer(question.proved_by, facts, (*path, "proved by"), "refers-fact")
        if question.right > len(question.answers):
            faults.add("refers-answer", (*path, "right"), str(question.right))
    return tuple(
        QuestionPlan(id, len(q.answers), q.right, q.proved_by, q.kind)
        for id, q in model.questions.items()
    )
