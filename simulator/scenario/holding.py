"""What a device holds, as an author writes it.

One line: ``contains: files/stick, ledger.csv deleted``. Or a block, for several drives,
a passphrase, dates and the facts a file proves (``schema.Contents``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from re import Match

from simulator.scenario.amount import moment
from simulator.scenario.attachment import safe_parts
from simulator.scenario.clause import Faults, clauses, line_of, read
from simulator.scenario.party import ID

_DATE = r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?"
_EXAMPLES = (
    "deleted",
    "overwritten",
    "proves ledger",
    "called list.txt",
    "written 2026-02-11 09:30",
    "created 2026-02-11 09:30",
    "changed 2026-02-11 09:30",
    "opened 2026-02-11",
)


@dataclass(frozen=True, slots=True)
class FileNote:
    """What is special about one file; times in seconds since 1970, 0 = not said."""

    called: str = ""
    """Its path on the medium, when that differs from its name beside the scenario."""
    deleted: bool = False
    overwritten: bool = False
    fact: str = ""
    created: int = 0
    modified: int = 0
    accessed: int = 0


def note_of(value: object) -> FileNote:
    """Read what stands behind a file name under ``files:``."""
    line, faults = line_of(value), Faults()
    draft = [FileNote()]

    def change(**values: object) -> None:
        draft[0] = replace(draft[0], **values)  # type: ignore[arg-type]

    def dated(match: Match[str]) -> None:
        when = moment(match[2])
        word = match[1].lower()
        if word == "written":
            change(created=when, modified=when, accessed=when)
        else:
            name = {"created": "created", "changed": "modified", "opened": "accessed"}[word]
            change(**{name: when})

    def called(match: Match[str]) -> None:
        safe_parts(name := match[1].strip())
        if len(name) > 200:
            raise ValueError("path-outside")
        change(called=name)

    read(
        line,
        [
            ("deleted", lambda match: change(deleted=True)),
            ("overwritten", lambda match: change(deleted=True, overwritten=True)),
            (r"called (.+)", called),
            (rf"proves ({ID})", lambda match: change(fact=match[1].lower())),
            (rf"(written|created|changed|opened) ({_DATE})", dated),
        ],
        _EXAMPLES,
        faults,
    )
    faults.close()
    return draft[0]


def short_contents(line: str) -> dict[str, object]:
    """The one-line form as the block it stands for."""
    faults = Faults()
    folder = ""
    files: dict[str, str] = {}
    for clause in clauses(line):
        text = clause.text.removeprefix("and ").strip()
        name, _, what = text.rpartition(" ")
        if text.startswith("files/") and not name and not folder:
            folder = text
        elif what in ("deleted", "overwritten") and name:
            files[name] = what
        else:
            faults.add("contents-unknown", clause)
    faults.close()
    drive: dict[str, object] = {"files": files}
    if folder:
        drive["folder"] = folder
    return {"drives": [drive]}
