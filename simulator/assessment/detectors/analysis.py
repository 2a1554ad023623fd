"""Analysis and presentation: copies, verification, answers, report, disclosure."""

from __future__ import annotations

from collections.abc import Callable

from simulator.assessment.detector import Detector, Once, When, Wrong
from simulator.assessment.line import Happening
from simulator.assessment.loss import Loss
from simulator.scenario.plan import Plan


def has_lab(plan: Plan) -> bool:
    """The scenario goes on into the laboratory."""
    return any(stage.id == "lab" for stage in plan.stages)


class Answers:
    """E72: each question of the case, incriminating or exculpatory, costs the same."""

    def __init__(self, error: str, kind: str) -> None:
        self.error = error
        self._kind = kind

    def start(self, plan: Plan) -> tuple[tuple[str, int, int, bool], ...]:
        """No answer."""
        return ()

    def fold(
        self, plan: Plan, memo: tuple[tuple[str, int, int, bool], ...], happening: Happening
    ) -> tuple[tuple[str, int, int, bool], ...]:
        """Keep each answer and whether the cited result carries it."""
        event = happening.event
        if event is None or event.kind != "QuestionAnswered":
            return memo
        return (*memo, (event.about, event.at, happening.seq, event.get("right") == "1"))

    def losses(
        self, plan: Plan, memo: tuple[tuple[str, int, int, bool], ...], now: int
    ) -> tuple[Loss, ...]:
        """A wrong answer, or none."""
        given = {about: (at, seq, right) for about, at, seq, right in memo}
        found = []
        for question in plan.questions:
            if question.kind != self._kind:
                continue
            if question.id not in given:
                found.append(Loss(self.error, now, question.id, absent="answer"))
                continue
            at, seq, right = given[question.id]
            if not right:
                found.append(Loss(self.error, at, question.id, (seq,)))
        return tuple(found)


class Mismatch:
    """E36: a verification failed and nobody was told."""

    error = "E36"

    def start(self, plan: Plan) -> tuple[tuple[str, int, int], ...]:
        """Nothing failed."""
        return ()

    def fold(
        self, plan: Plan, memo: tuple[tuple[str, int, int], ...], happening: Happening
    ) -> tuple[tuple[str, int, int], ...]:
        """A mismatch opens it, a report about the item or to the prosecutor closes it."""
        event, line = happening.event, happening.line
        if event is not None and event.kind == "Verified" and event.get("outcome") == "mismatch":
            return (*memo, (event.about, event.at, happening.seq))
        if event is not None and event.kind == "Told" and event.get("matter") == "incident":
            return ()
        if line is not None and line.form == "incident":
            return tuple(entry for entry in memo if entry[0] != line.about)
        return memo

    def losses(
        self, plan: Plan, memo: tuple[tuple[str, int, int], ...], now: int
    ) -> tuple[Loss, ...]:
        """One loss for each mismatch left lying."""
        return tuple(Loss(self.error, at, about, (seq,)) for about, at, seq in memo[:1])


def _done(kind: str, name: str = "", value: str = "") -> Callable[[Plan, Happening], bool]:
    def holds(plan: Plan, happening: Happening) -> bool:
        event = happening.event
        if event is None or event.kind != kind:
            return False
        return not name or event.get(name) == value

    return holds


def _copy_line(plan: Plan, happening: Happening) -> bool:
    line = happening.line
    return line is not None and line.form == "copy" and bool(line.get("image"))


def _reported(name: str, value: str) -> When:
    return lambda plan, event, marks: event.get(name) == value


DETECTORS: tuple[Detector, ...] = (
    Once("E35", has_lab, _copy_line, "digest-line"),
    Mismatch(),
    Once("E41", has_lab, _done("CopyMade"), "second-copy"),
    Answers("E72", "incriminating"),
    Answers("E72", "exculpatory"),
    Once("E72", has_lab, _done("Confirmed"), "second-tool"),
    Wrong("E73", ("Reported",), _reported("user", "person"), once=True, source="protocol"),
    Wrong(
        "E74", ("Reported",), _reported("alternatives", "not-stated"), once=True, source="protocol"
    ),
    Wrong("E75", ("Reported",), _reported("limits", "not-stated"), once=True, source="protocol"),
    Once("E75", has_lab, _done("Reported"), "report"),
    Once("E78", has_lab, _done("Disclosed", "what", "everything"), "disclosure"),
)
