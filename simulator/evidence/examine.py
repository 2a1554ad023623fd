"""The lab's look at a forensic copy: what it holds, what was deleted, what happened when.

Every function takes a raw image of a disk, a bare volume, or a logical extraction. An
encrypted partition shows up in ``partitions`` and holds nothing else; a hostile or cut
image ends in a ``HostError``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import HostError
from simulator.evidence import extraction, journal, search, tsk
from simulator.evidence.digest import sha256_hex
from simulator.evidence.landing import landing
from simulator.evidence.original import Original
from simulator.evidence.scratch import Part, Scratch
from simulator.evidence.tsk import Partition
from simulator.evidence.volume import Volume

_MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of an image; times are seconds since 1970 of the device's clock, 0 = not set.

    FAT keeps modification to 2 s and access to the day.
    """

    partition: int
    path: str
    size_bytes: int
    created: int
    modified: int
    accessed: int
    deleted: bool
    recoverable: bool
    """Deleted, and all of its clusters still free."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """A deleted file that was brought back: ``file`` is where it lies now."""

    partition: int
    path: str
    file: Path
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One row of a timeline; ``what`` is ``created``, ``modified`` or ``accessed``."""

    time: int
    partition: int
    path: str
    what: str
    deleted: bool


def partitions(path: Path) -> tuple[Partition, ...]:
    """What the image holds; none for a logical extraction.

    Raises ``HostError``: ``file-missing``, ``image-unreadable``.
    """
    return () if extraction.is_extraction(path) else tsk.partitions(path)


def listing(path: Path) -> tuple[Listed, ...]:
    """Every file, live and deleted, by partition and path. Raises as ``partitions``."""
    if extraction.is_extraction(path):
        rows = [
            Listed(
                one.partition, one.path, one.size_bytes, one.created, one.modified, one.accessed,
                deleted=False, recoverable=False,
            )
            for one, _ in extraction.read(path)
        ]  # fmt: skip
    else:
        rows = [_listed(opened, found) for opened in tsk.volumes(path) for found in opened.files()]
    return tuple(sorted(rows, key=lambda row: (row.partition, row.path, row.deleted)))


def recover(path: Path, out_folder: Path) -> tuple[Recovered, ...]:
    """Write every recoverable deleted file to ``out_folder``, numbered, under a safe name.

    Raises as ``partitions``, and ``disk-full`` or ``file-unwritable``.
    """
    if extraction.is_extraction(path):
        return ()
    made: list[Recovered] = []
    for opened in tsk.volumes(path):
        for found in opened.files():
            if not opened.volume.is_recoverable(found.entry):
                continue
            data = opened.content(found)
            if len(data) != found.entry.size_bytes:
                continue
            target = out_folder / f"{len(made) + 1:04d}-{_safe(found.path)}"
            with landing(target) as file:
                file.write(data)
            number = opened.partition.number
            made.append(Recovered(number, found.path, target, len(data), sha256_hex(data)))
    return tuple(made)


def timeline(path: Path) -> tuple[Moment, ...]:
    """Every time that the listing shows, oldest first; times not set are left out."""
    rows = []
    for row in listing(path):
        for what in ("created", "modified", "accessed"):
            time = getattr(row, what)
            if time:
                rows.append(Moment(time, row.partition, row.path, what, row.deleted))
    return tuple(sorted(rows))


def listing_lines(path: Path) -> list[str]:
    """The listing as a tool prints it, one line a file; encrypted partitions first."""
    lines = [
        f"p{part.number}  {part.kind}  {part.size_bytes}  encrypted"
        for part in partitions(path)
        if part.is_encrypted
    ]
    for row in listing(path):
        state = "live" if not row.deleted else "deleted" if row.recoverable else "overwritten"
        when = _stamp(row.modified)
        where = _clean(row.path)
        lines.append(f"p{row.partition}  {state}  {row.size_bytes}  {when}  {where}")
    return lines


def search_lines(path: Path, word: str) -> list[str]:
    """What ``search`` found, one line a hit."""
    return [
        f"p{hit.partition}  {hit.where}  {_clean(hit.path) or '-'}  {hit.offset}  {hit.snippet}"
        for hit in search.search(path, word)
    ]


def timeline_lines(path: Path) -> list[str]:
    """The timeline, one line a moment."""
    return [
        f"{_stamp(row.time)}  {row.what}  p{row.partition}  {_clean(row.path)}"
        + ("  deleted" if row.deleted else "")
        for row in timeline(path)
    ]


def second_lines(path: Path) -> list[str]:
    """Live and recoverable files with their digests, read without The Sleuth Kit.

    Names and content come from this program's own FAT reader: a second tool that can
    disagree with the first.
    Raises ``HostError``: ``file-missing``, ``image-unreadable``.
    """
    if extraction.is_extraction(path):
        found = [(one.partition, one.path, "live", one.sha256) for one, _ in extraction.read(path)]
    else:
        found = list(_second(path))
    return [
        f"p{number}  {state}  {digest}  {_clean(where)}"
        for number, where, state, digest in sorted(found)
    ]


def _second(path: Path) -> Iterator[tuple[int, str, str, str]]:
    disk = Original(path)
    for part in partitions(path):
        if part.is_encrypted:
            continue
        try:
            volume = Volume(Scratch(Part(disk, part.start_bytes, part.size_bytes)))
        except HostError:
            continue
        for where, entry in volume.walk():
            if volume.is_recoverable(entry):
                yield part.number, where, "deleted", sha256_hex(volume.remains(entry))
            elif not entry.deleted and not entry.is_folder:
                yield part.number, where, "live", sha256_hex(volume.content(entry))


def _clean(text: str) -> str:
    """Names come from the image: control characters must not reach a terminal or a log."""
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


def _stamp(seconds: int) -> str:
    return journal.stamp(seconds).decode("ascii") if seconds else "-"


def _listed(opened: tsk.Opened, found: tsk.Found) -> Listed:
    entry = found.entry
    return Listed(
        opened.partition.number, found.path, entry.size_bytes, entry.times.created,
        entry.times.modified, entry.times.accessed, entry.deleted,
        opened.volume.is_recoverable(entry),
    )  # fmt: skip


def _safe(path: str) -> str:
    """The last name of a path with everything replaced that a file system could mind."""
    name = path.rpartition("/")[2]
    kept = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in name)
    while len(kept.encode()) > _MOST_NAME:
        kept = kept[1:]
    return kept.strip(".") or "_"
