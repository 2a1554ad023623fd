"""The read-out of a tool: lines of names, dates and digests, as they are in the bytes.

Only data, no sentences, so the same lines in every language. ``*`` marks what is deleted,
as the field's own tools do.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from simulator.evidence import examine, extraction, search, tsk
from simulator.world.act import Act

MOST_LINES = 60
_MOST_TEXT = 30


def show(path: Path, act: Act, out: Path) -> list[str]:
    """The lines that one analysis of the copy at ``path`` gives."""
    match act.verb:
        case "list" | "second-tool":
            return [*_partitions(path), *(_listed(row) for row in examine.listing(path))]
        case "recover":
            return _recovered(path, out)
        case "find":
            return [
                f"p{hit.partition} {hit.path or '-'} @{hit.offset}: {hit.snippet}"
                for hit in search.search(path, act.arg("word"))
            ]
        case "timeline":
            return [
                f"{_date(row.time)} {row.what:8} {'*' if row.deleted else ' '} {row.path}"
                for row in examine.timeline(path)
            ]
        case _:
            return _content(path, act.arg("file"))


def names(path: Path) -> tuple[str, ...]:
    """Live files of a copy, in the order of the listing."""
    return tuple(row.path for row in examine.listing(path) if not row.deleted)


def _partitions(path: Path) -> list[str]:
    return [
        f"p{part.number} {'LUKS' if part.is_encrypted else part.kind}"
        for part in examine.partitions(path)
    ]


def _listed(row: examine.Listed) -> str:
    mark = "*" if row.deleted else " "
    return f"{mark} {_date(row.modified)} {row.size_bytes:>9} {row.path}"


def _recovered(path: Path, out: Path) -> list[str]:
    lines = []
    for file in examine.recover(path, out):
        lines.append(f"* {file.path} {file.size_bytes} sha256 {file.sha256}")
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
    rows = [f"  | {row}" for row in text.splitlines()]
    return rows[:_MOST_TEXT]


def _date(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}" if seconds else " " * 16
