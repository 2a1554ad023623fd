"""Playing a script without a table: canonical lines in, a position out. Pure.

For authoring and for tests: no clock, no keys, no disk. Lines are those of
``play --script`` in canonical English; ``when CODE: ANSWER`` lays down an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from simulator.attempt.position import Position, start
from simulator.attempt.protocol import filled
from simulator.attempt.step import Step, step
from simulator.errors import Place, UsageError
from simulator.scenario.plan import Plan
from simulator.script.canonical import parse_act
from simulator.world.act import Act, act
from simulator.world.acts.table import ACTS

_WHEN = re.compile(r"when\s+(?P<code>[\w-]+)\s*:\s*(?P<answer>.+)")


class Move(Struct, frozen=True):
    """One act that was played: its line in the script (0 = laid down or carried on)."""

    line: int
    act: Act
    step: Step


class Played(Struct, frozen=True):
    """Where a script led. ``refused`` are the moves that the world did not allow."""

    position: Position
    steps: tuple[Move, ...]

    @property
    def refused(self) -> tuple[Move, ...]:
        """Moves refused, in order; a refusal does not end a script."""
        return tuple(move for move in self.steps if move.step.refused)


def run_script(
    plan: Plan, text: str, position: Position | None = None, *, guided: bool = True
) -> Played:
    """Play a script in a dealt plan from ``position``, else from the start.

    At guided level a note is filled in from what was perceived. Lines after the attempt
    has closed are not played.

    Raises:
        UsageError: ``script-unreadable``, with the line's place.
    """
    table = _Table(plan, position or start(plan), guided=guided)
    for number, line in _lines(text):
        match = _WHEN.fullmatch(line)
        if match:
            table.standing[match["code"]] = match["answer"].strip()
            continue
        table.settle()
        if table.position.state.closed:
            break
        table.number = number
        table.play(_act(plan, table.position, line, number))
    table.settle()
    return Played(table.position, tuple(table.moves))


class _Table:
    """The position as it goes on, and what was laid down for interruptions."""

    def __init__(self, plan: Plan, position: Position, *, guided: bool) -> None:
        self.plan = plan
        self.position = position
        self.guided = guided
        self.standing: dict[str, str] = {}
        self.moves: list[Move] = []
        self.number = 0

    def play(self, doing: Act) -> None:
        if self.guided:
            doing = filled(self.plan, self.position.state, doing)
        result = step(self.plan, self.position, doing)
        self.moves.append(Move(self.number, doing, result))
        self.position = result.position

    def settle(self) -> None:
        """Give the answers laid down, carry on what they broke into, leave an empty court."""
        self.number = 0
        broken = self.position.state.doing
        while self.position.state.question in self.standing:
            code = self.position.state.question
            self.play(act("reply", code, choice=self._choice(code)))
            if self.position.state.question == "" and broken is not None:
                self.play(broken)
                broken = self.position.state.doing
        state = self.position.state
        if state.stage == "court" and not state.closed and self.position.court_question is None:
            self.play(act("finish"))

    def _choice(self, code: str) -> str:
        """A laid-down answer is a choice, or the number of one."""
        answer = self.standing[code]
        choices = _choices(self.plan, code)
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        if answer not in choices:
            raise _unreadable(f"when {code}: {answer}", 0)
        return answer


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(text.splitlines(), 1):
        line = row.strip()
        if line and not line.startswith("#"):
            yield number, line


def _choices(plan: Plan, code: str) -> tuple[str, ...]:
    return next(entry.choices for entry in plan.surprises if entry.id == code)


def _act(plan: Plan, position: Position, line: str, number: int) -> Act:
    """The act of a line: an answer to what is being asked, else a canonical line."""
    asked = position.court_question
    if asked is not None:
        choice = line if line.isascii() and line.isdigit() else position.answer_of(line)
        if choice:
            return act("testify", asked.id, choice=choice)
    state = position.state
    if state.question and line in _choices(plan, state.question):
        return act("reply", state.question, choice=line)
    try:
        read = parse_act(line)
    except UsageError as error:
        raise _unreadable(line, number) from error
    spec = ACTS.get(read.verb)
    if spec is None:
        raise _unreadable(line, number)
    if read.verb == "wait" and read.target:
        return act("wait", "", read.who, **{"for": read.target})
    return read


def _unreadable(line: str, number: int) -> UsageError:
    return UsageError(
        "script-unreadable", place=Place("", number, 1), file="", line=number, text=line
    )
