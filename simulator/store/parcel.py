"""What of an attempt goes into its bundle: the same files at the table and at a review."""

from __future__ import annotations

from pathlib import Path

import msgspec

from simulator.custody import bundle, checkpoint, head
from simulator.custody import entry as entries
from simulator.custody.body import Opened
from simulator.custody.note import Signer
from simulator.errors import StoreError
from simulator.store.row import AttemptRow
from simulator.store.store import Store

SCENARIO = "scenario"
"""Folder inside the attempt's: the scenario as it was when the attempt began."""


def parcel(store: Store, row: AttemptRow, folder: Path, recorder: Signer) -> dict[str, bytes]:
    """Path and bytes of every file of the bundle; ``folder`` is the attempt's.

    The head is signed by ``recorder``. Truth leaves are among the files only after the
    attempt is closed. Raises ``StoreError("attempt-empty")``.
    """
    notes = list(store.notes(row.id))
    first = entries.read(notes[0]).body if notes else None
    if not isinstance(first, Opened):
        raise StoreError("attempt-empty", attempt=row.id)
    end = head.replay(entries.read(notes[0]).log, notes)
    return bundle.layout(
        notes,
        checkpoint.sign(end.log, end.size, end.root, recorder.renamed(end.log)),
        {member.id: member.vkey for member in first.roster},
        {},
        dict(store.truth(row.id)) if row.status == "closed" else {},
        _files(folder / SCENARIO),
        msgspec.json.encode({str(seq): wall for seq, wall in store.times(row.id)}),
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
