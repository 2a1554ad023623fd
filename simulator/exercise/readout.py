"""The read-out of a tool: lines of names, dates and digests, as they are in the bytes.

Only data, no sentences, so the same lines in every language.
"""

from __future__ import annotations

from pathlib import Path

from simulator.evidence import examine, extraction, tsk
from simulator.world.act import Act

_MOST_TEXT = 30


def show(path: Path, act: Act, out: Path) -> list[str]:
    """The lines that one analysis of the copy at ``path`` gives."""
    match act.verb:
        case "list":
            return examine.listing_lines(path)
        case "recover":
            return _recovered(path, out)
        case "find":
            return examine.search_lines(path, act.arg("word"))
        case "timeline":
            return examine.timeline_lines(path)
        case "second-tool":
            return examine.second_lines(path)
        case _:
            return _content(path, act.arg("file"))


def names(path: Path) -> tuple[str, ...]:
    """Live files of a copy, in the order of the listing."""
    return tuple(row.path for row in examine.listing(path) if not row.deleted)


def _recovered(path: Path, out: Path) -> list[str]:
    """What was brought back: name and size, digest, and the beginning of its text."""
    lines: list[str] = []
    for file in examine.recover(path, out):
        lines.append(f"p{file.partition}  {file.size_bytes}  {_clean(file.path)}")
        lines.append(f"  sha256 {file.sha256}")
        lines += _text(file.file.read_bytes())
    return lines


def _content(path: Path, name: str) -> list[str]:
    for found, data in _files(path):
        if found == name:
            return _text(data)
    return []


def _files(path: Path) -> list[tuple[str, bytes]]:
    if extraction.is_extraction(path):
        return [(one.path, data) for one, data in extraction.read(path)]
    return [
        (found.path, opened.content(found))
        for opened in tsk.volumes(path)
        for found in opened.files()
        if not found.entry.deleted
    ]


def _text(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return [f"  {data[:32].hex(' ')}"]
    return [f"  | {_clean(row)}" for row in text.splitlines()[:_MOST_TEXT]]


def _clean(text: str) -> str:
    """What stands in evidence must not steer the terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
