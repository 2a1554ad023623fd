"""The canonical line of an act: English, without context, the same in every log.

``lola: photograph laptop`` · ``isolate phone bag=FB-1 why=stop-signals``. Printing and
parsing are inverse; the line is what the flight recorder keeps and what a replay reads.
"""

from __future__ import annotations

import re

from simulator.errors import UsageError
from simulator.world.act import ME, Act

_PLAIN = re.compile(r"[\w.,:/+@-]+")
_WORD = re.compile(r'(?:(?P<name>[a-z_]+)=)?(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"]+))\s*')
_VERB = re.compile(r"[a-z][a-z-]*")


def print_act(act: Act) -> str:
    """The canonical line of an act."""
    words = [act.verb]
    if act.target:
        words.append(_quoted(act.target))
    words += [f"{name}={_quoted(value)}" for name, value in act.args]
    line = " ".join(words)
    return line if act.who == ME else f"{act.who}: {line}"


def parse_act(line: str) -> Act:
    """The act of a canonical line.

    Raises ``UsageError("line-unreadable")`` for anything ``print_act`` does not print.
    """
    who, rest = ME, line
    head = re.match(r"([\w-]+): ", line)
    if head:
        who, rest = head[1], line[head.end() :]
    words: list[tuple[str, str]] = []
    at = 0
    while at < len(rest):
        match = _WORD.match(rest, at)
        if match is None:
            raise UsageError("line-unreadable", line=line)
        quoted = match["quoted"]
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match["bare"]
        words.append((match["name"] or "", value))
        at = match.end()
    if not words or words[0][0] or not _VERB.fullmatch(words[0][1]):
        raise UsageError("line-unreadable", line=line)
    plain = [value for name, value in words[1:] if not name]
    named = [(name, value) for name, value in words[1:] if name]
    if len(plain) > 1 or len({name for name, _ in named}) != len(named):
        raise UsageError("line-unreadable", line=line)
    return Act(words[0][1], plain[0] if plain else "", tuple(sorted(named)), who)


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
