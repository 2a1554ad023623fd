"""Where answers come from: a person at the keyboard, or a script, one line an answer."""

from __future__ import annotations

import re
import sys
from collections import deque
from typing import Protocol, TextIO

from simulator.cli.console import clean
from simulator.errors import UsageError

_WHEN = re.compile(r"when\s+(?P<code>[\w-]+)\s*:\s*(?P<answer>.+)")


class Feed(Protocol):
    """A source of lines. ``strict``: a line that cannot be read ends the play."""

    strict: bool

    def line(self, prompt: str) -> str | None:
        """The next answer, without its newline; ``None`` at the end."""
        ...

    def standing(self, code: str) -> str:
        """The answer laid down beforehand for an interruption, or an empty string."""
        ...

    def put_back(self, line: str) -> None:
        """The line was meant for another prompt."""
        ...

    def ahead(self) -> str:
        """The line that comes next, if it is known already; else an empty string."""
        ...

    def unreadable(self, line: str) -> UsageError | None:
        """The error that this line ends the play with, or ``None``: ask again."""
        ...


class Keyboard:
    """A person. Ctrl-D ends the sitting, Ctrl-C interrupts it; nothing is lost."""

    strict = False

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdin
        self._back: deque[str] = deque()

    def line(self, prompt: str) -> str | None:
        """Prompt and read."""
        if self._back:
            return self._back.popleft()
        sys.stdout.write(prompt)
        sys.stdout.flush()
        typed = self._stream.readline()
        if not typed:
            sys.stdout.write("\n")
            return None
        if not self._stream.isatty():
            sys.stdout.write("\n")
        return clean(typed.rstrip("\r\n"))

    def standing(self, code: str) -> str:
        """A person answers when he is asked."""
        return ""

    def put_back(self, line: str) -> None:
        """Read this line again."""
        self._back.append(line)

    def ahead(self) -> str:
        """Nobody knows what a person will type."""
        return self._back[0] if self._back else ""

    def unreadable(self, line: str) -> UsageError | None:
        """A person is asked again."""
        return None


class Script:
    """A file of answers; ``#`` begins a comment, ``when CODE: ANSWER`` waits for its moment."""

    strict = True

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.number = 0
        self._rows: deque[tuple[int, str]] = deque()
        self._when: dict[str, str] = {}
        for number, row in enumerate(text.splitlines(), 1):
            line = row.strip()
            if not line or line.startswith("#"):
                continue
            self._rows.append((number, line))

    def line(self, prompt: str) -> str | None:
        """The next line, shown after the prompt as if typed."""
        while self._rows:
            self.number, row = self._rows.popleft()
            match = _WHEN.fullmatch(row)
            if match:
                self._when[match["code"]] = match["answer"].strip()
                continue
            sys.stdout.write(f"{prompt}{row}\n")
            return row
        return None

    def standing(self, code: str) -> str:
        """What ``when`` laid down, also further down in the script's head."""
        while self._rows and _WHEN.fullmatch(self._rows[0][1]):
            match = _WHEN.fullmatch(self._rows.popleft()[1])
            if match:
                self._when[match["code"]] = match["answer"].strip()
        return self._when.get(code, "")

    def put_back(self, line: str) -> None:
        """Read this line again."""
        self._rows.appendleft((self.number, line))

    def ahead(self) -> str:
        """The next line of the script."""
        self.standing("")
        return self._rows[0][1] if self._rows else ""

    def unreadable(self, line: str) -> UsageError | None:
        """A script must be right: the play stops, with the number of the line."""
        return UsageError("script-unreadable", file=self.name, line=self.number, text=line)
