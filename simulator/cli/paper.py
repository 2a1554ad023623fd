"""What is printed: sentences, wrapped to the width of an old console, times in front."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence

from simulator.terms.casetime import clock
from simulator.terms.phrase import Phrase
from simulator.wording.voice import Voice

WIDTH = 79
_INDENT = " " * 6


class Paper:
    """A line printer with a voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def plain(self, text: str = "") -> None:
        """A line as it is."""
        sys.stdout.write(f"{text}\n")

    def code(self, code: str, /, **params: str | int) -> None:
        """A worded line, wrapped."""
        self.wrapped(self.voice.say(code, **params))

    def wrapped(self, text: str) -> None:
        """Text in lines of the width."""
        for row in textwrap.wrap(text, WIDTH) or [""]:
            self.plain(row)

    def told(self, at: int, phrases: Iterable[Phrase]) -> None:
        """What is perceived, after the time of day."""
        sentences = [self.voice.phrase(phrase) for phrase in phrases]
        text = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)
        if text:
            self.timed(at, text)

    def timed(self, at: int, text: str) -> None:
        """Wrapped text after the time of day."""
        blocks = text.split("\n\n")
        for n, block in enumerate(blocks):
            first = f"{clock(at)} " if n == 0 else _INDENT
            for row in textwrap.wrap(block, WIDTH, initial_indent=first, subsequent_indent=_INDENT):
                self.plain(row)

    def read_out(self, lines: Sequence[str], most: int) -> None:
        """Lines of a tool, cut to the width; the rest is counted, not dropped in silence."""
        for line in lines[:most]:
            self.plain(f"  {line}"[:WIDTH])
        if len(lines) > most:
            self.code("play.more-lines", count=len(lines) - most)

    def menu(self, options: Sequence[str], numbers: Sequence[int] | None = None) -> None:
        """Numbered options in as many columns as the width allows."""
        marks = list(numbers) if numbers else list(range(1, len(options) + 1))
        cells = [f"{mark:>2} {text}" for mark, text in zip(marks, options, strict=True)]
        for row in columns(cells, WIDTH - 2):
            self.plain(f"  {row}")


def columns(cells: Sequence[str], width: int) -> list[str]:
    """Lay cells out in equal columns, read downwards."""
    if not cells:
        return []
    widest = max(len(cell) for cell in cells) + 3
    count = max(1, min(3, (width + 3) // widest))
    height = -(-len(cells) // count)
    rows = []
    for n in range(height):
        parts = [cells[i] for i in range(n, len(cells), height)]
        rows.append("".join(part.ljust(widest) for part in parts).rstrip())
    return rows
