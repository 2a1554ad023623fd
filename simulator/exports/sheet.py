"""Tables for a spreadsheet: findings of attempts, and attempts of a class, as CSV.

Every cell is quoted, so that a program that splits at another sign finds no new cell; a
text that a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV
injection" [M]).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from msgspec import Struct

from simulator.assessment.loss import Finding
from simulator.doctrine.error import find_error
from simulator.doctrine.rule import find_rule
from simulator.terms.casetime import clock
from simulator.wording.voice import Voice

BOM = "\ufeff"
"""Older spreadsheets read UTF-8 only behind this mark."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_CONTROL = ("\t", "\r", "\n")

FINDING_COLUMNS = (
    "attempt", "error", "title", "about", "at", "severity", "dimension", "points", "competency",
    "rule", "clause", "entries", "absent", "reported",
)  # fmt: skip
ATTEMPT_COLUMNS = (
    "attempt", "scenario", "version", "seed", "level", "pack", "person", "ordinal", "status",
    "entries", "score", "verdict",
)  # fmt: skip


class AttemptRow(Struct, frozen=True):
    """One attempt of a class table; ``score`` is ``None`` while it was not judged."""

    attempt: str
    scenario: str
    version: str
    seed: int
    level: str
    pack: str
    person: str
    ordinal: int
    status: str
    entries: int
    score: int | None = None
    verdict: str = ""


def findings_sheet(
    findings: Iterable[tuple[str, Finding]], voice: Voice, *, bom: bool = True
) -> str:
    """One row for each finding; each comes with the id of its attempt."""
    return sheet(FINDING_COLUMNS, (_finding(id, one, voice) for id, one in findings), bom=bom)


def attempts_sheet(attempts: Iterable[AttemptRow], *, bom: bool = True) -> str:
    """One row for each attempt."""
    rows = ([getattr(one, name) for name in ATTEMPT_COLUMNS] for one in attempts)
    return sheet(ATTEMPT_COLUMNS, rows, bom=bom)


def sheet(
    columns: Sequence[str], rows: Iterable[Sequence[str | int | None]], *, bom: bool = True
) -> str:
    """A table with a heading; lines end as RFC 4180 has it, numbers stay numbers."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else _harmless(cell) for cell in row])
    return (BOM if bom else "") + out.getvalue()


def _harmless(cell: str | int) -> str | int:
    if isinstance(cell, int):
        return cell
    text = cell.replace("\0", "")
    is_formula = text.lstrip(" ").startswith(_CONTROL) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if is_formula else text


def _finding(attempt: str, finding: Finding, voice: Voice) -> list[str | int | None]:
    loss, rule = finding.loss, find_rule(finding.rules[0])
    name = f"{loss.about}.name"
    return [
        attempt,
        finding.error,
        voice.phrase(find_error(finding.error).title()),
        voice.say(name) if voice.knows(name) else loss.about,
        clock(loss.at),
        voice.say(f"doctrine.severity.{finding.severity}"),
        voice.say(f"doctrine.dimension.{finding.dimension}"),
        finding.points,
        finding.competency,
        rule.id,
        voice.phrase(rule.cite()),
        " ".join(str(seq) for seq in loss.entries),
        voice.say(f"absent.{loss.absent}") if loss.absent else "",
        " ".join(str(seq) for seq in loss.reported),
    ]
