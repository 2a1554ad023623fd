"""A documentation page as the tests read it: commands, transcripts, links.

``<!-- command: NAME -->`` before a fenced block marks commands for a reader to copy;
``<!-- transcript: NAME -->`` marks a console session. In a transcript a line
``$ simulator …`` is run, the lines after it are its output. A line ``[...]`` stands for any
number of lines, ``[...]`` inside a line for any letters, ``ATTEMPT`` for the id of the
latest attempt. ``scenarios`` lies in the folder; other commands go to the shell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
ELLIPSIS = "[...]"
LATEST = "ATTEMPT"

_MARKED = re.compile(
    r"^<!-- (command|transcript): ([a-z0-9-]+) -->\n```[a-z]*\n(.*?)^```\n",
    re.DOTALL | re.MULTILINE,
)
_MARK = re.compile(r"^<!-- (command|transcript)\b", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Marked:
    """A fenced block and the comment before it."""

    kind: str
    name: str
    body: str


@dataclass(frozen=True)
class Exchange:
    """One command of a transcript and the lines it prints."""

    command: str
    output: tuple[str, ...]


def marked(text: str) -> list[Marked]:
    """All marked blocks; a mark without its block right behind it is an error."""
    found = [Marked(*match.groups()) for match in _MARKED.finditer(text)]
    if len(found) != len(_MARK.findall(text)):
        raise ValueError("a mark is not followed by a fenced block")
    return found


def exchanges(body: str) -> list[Exchange]:
    """The commands of a transcript in order; text before the first command is an error."""
    found: list[Exchange] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Exchange(line[2:], ()))
        elif found:
            found[-1] = Exchange(found[-1].command, (*found[-1].output, line))
        else:
            raise ValueError("a transcript begins with a command")
    return found


def agrees(expected: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether ``printed`` is what stands on the page, ``[...]`` standing for any lines."""
    if not expected:
        return not printed
    if expected[0] == ELLIPSIS:
        rests = (printed[start:] for start in range(len(printed) + 1))
        return any(agrees(expected[1:], rest) for rest in rests)
    return (
        bool(printed)
        and _is_same(expected[0].rstrip(), printed[0].rstrip())
        and agrees(expected[1:], printed[1:])
    )


def _is_same(expected: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.split(ELLIPSIS))
    return re.fullmatch(pattern, printed) is not None


def links(text: str) -> list[str]:
    """Targets of links to files of this repository, without their fragments."""
    targets = [target.partition("#")[0] for target in _LINK.findall(text)]
    return [target for target in targets if target and "://" not in target]
