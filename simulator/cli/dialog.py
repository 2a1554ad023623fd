"""The prompt of ``play``: item first, then act; digits alone suffice; words work too."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.cli.feed import Feed
from simulator.cli.paper import Paper
from simulator.errors import BundleError
from simulator.exercise.seat import Done, Seat
from simulator.script import numbering
from simulator.script.lexicon import Lexicon
from simulator.script.reading import Read, read
from simulator.terms.casetime import clock
from simulator.terms.phrase import phrase
from simulator.wording.fold import fold
from simulator.world.act import Act
from simulator.world.state import State

MOST_LINES = 200
LATER = "play.not-now"
"""How ``0`` is worded where a question may stay open."""
_END = "end"
_LONG = 10
"""Digits of a number that points at nothing here, however it goes on."""


class Left(Exception):  # noqa: N818  not an error: the person left the table
    """The answers have come to an end; the attempt stays open."""


class Elsewhere(Exception):  # noqa: N818  not an error: an act line at another prompt
    """The line went back to the main prompt; what was being asked stays unanswered."""


class Ended(Exception):  # noqa: N818  not an error: the word "end", at whatever prompt
    """The whole attempt is to be closed."""


def number(typed: str) -> int:
    """The number that was typed, in digits every keyboard has; -1 for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _LONG else -1


@dataclass
class Dialog:
    """One sitting: what is asked, what is answered, what is shown."""

    seat: Seat
    paper: Paper
    lexicon: Lexicon
    feed: Feed
    queue: deque[str] = field(default_factory=deque)
    """Answers typed ahead on one line: ``2 5 1 1``."""
    interrupted: Act | None = None

    def __post_init__(self) -> None:
        # An act that was broken into before a crash, or by whoever left the table.
        self.interrupted = self.state.doing

    @property
    def state(self) -> State:
        """The world as it is."""
        return self.seat.position.state

    # ------------------------------------------------------------ asking

    def answer(self, prompt: str) -> str:
        """The next answer. Raises ``Left`` at the end of the answers, ``Ended`` at "end"."""
        if self.queue:
            return self.queue.popleft()
        line = self.feed.line(prompt)
        if line is None:
            raise Left
        if line.strip() == _END:
            raise Ended
        return line.strip()

    def prompt(self) -> str:
        """``06:40 > ``."""
        return f"{clock(self.state.now)} > "

    def ask(
        self,
        question: str,
        options: Sequence[str],
        *,
        labels: Sequence[str] | None = None,
        zero: str = "play.zero",
    ) -> str | None:
        """Let one option be chosen by number or word; ``None`` = 0, or a line for elsewhere.

        A line that is no answer here goes back to the main prompt.
        """
        if not options:
            return None
        ahead = self.feed.ahead()
        if ahead and not self.queue and not self.choose(ahead, options) and self._is_act(ahead):
            return None  # A script goes on with an act: the question need not be put.
        shown = list(labels) if labels else [self.lexicon.named(option) for option in options]
        while True:
            row = "  ".join(f"{n} {text}" for n, text in enumerate(shown, 1))
            stay = self.paper.voice.say(zero)
            head = f"  {question}  {row}  0 {stay}"
            if len(head) > 76 and not self.queue:
                self.paper.plain(f"  {question}")
                self.paper.menu([*shown, stay], [*range(1, len(shown) + 1), 0])
                head = " "
            typed = self.answer(f"{head} > ")
            if typed == "0":
                return None
            chosen = self.choose(typed, options)
            if chosen:
                return chosen
            if self.is_elsewhere(typed) or (zero == LATER and self._points_away(typed)):
                return None
            self.not_understood(typed)

    def _points_away(self, typed: str) -> bool:
        """``93`` or ``1 2`` while somebody waits: numbers of the main prompt, put back for it."""
        words = typed.split()
        away = words and all(number(word) >= 0 and word.isdigit() for word in words)
        if not away or (len(words) == 1 and number(words[0]) < numbering.FIRST_BESIDE):
            return False
        self.feed.put_back(typed)
        return True

    def choose(self, typed: str, options: Sequence[str]) -> str:
        """The option that was meant, or an empty string."""
        if 1 <= number(typed) <= len(options):
            return options[number(typed) - 1]
        return self.lexicon.options(options).get(fold(typed), "")

    def is_elsewhere(self, typed: str) -> bool:
        """An act line leaves an open question unanswered: it is put back for the main prompt."""
        if not self._is_act(typed):
            return False
        self.feed.put_back(typed)
        return True

    def _is_act(self, line: str) -> bool:
        """Whether a line could be typed at the main prompt."""
        if not line or line.isdigit():
            return False
        return isinstance(read(line, self.lexicon, self.state), Read)

    def not_understood(self, typed: str) -> None:
        """Say so and ask again; a script ends here. Raises ``UsageError`` for a script."""
        fault = self.feed.unreadable(typed)
        if fault is not None:
            raise fault
        self.paper.code("play.number-please")

    # ------------------------------------------------------------ acting

    def perform(self, act: Act) -> Done:
        """Do it and show what is perceived. In an exam nobody gives hints."""
        if act.verb == "hint" and self.seat.level == "exam":
            self.paper.code("play.no-hints")
            return Done()
        try:
            done = self.seat.do(act)
        except BundleError as error:
            if error.code != "entry-too-long" or self.feed.strict:
                raise
            self.paper.code("play.too-long")
            return Done()
        if done.refused:
            self.paper.told(self.state.now, [phrase(f"refused.{done.refused}")])
            return done
        self.paper.told(self.state.now, done.seen)
        self.paper.read_out(done.shown, MOST_LINES)
        for copy, digest in done.digests:
            if copy in {entry.id for entry in self.state.copies} and not done.shown:
                self.paper.plain(f"      {copy}  sha256 {digest[:16]} ...")
        if done.words:
            self.paper.code("play.six-words", count=done.last)
            self.paper.plain("      " + "  ".join(done.words))
        if self.state.doing is not None:
            self.interrupted = self.state.doing
        return done
