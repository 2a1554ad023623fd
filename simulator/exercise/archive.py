"""What leaves the table: the bundle of an attempt, and its debrief."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from simulator.custody import bundle, checkpoint
from simulator.custody import entry as entries
from simulator.errors import HostError
from simulator.exercise.seat import Seat
from simulator.exercise.sitting import SCENARIO
from simulator.exports.bundle import write_bundle
from simulator.reports.page import debrief as debrief_page
from simulator.reports.view import view_of
from simulator.wording.voice import Voice


def export(seat: Seat, path: Path) -> Path:
    """Write the bundle. Truth leaves leave the machine only after the attempt is closed."""
    closed = seat.position.state.closed
    notes = list(seat.store.notes(seat.id))
    signer = seat.who.recorder.renamed(seat.head.log)
    head = checkpoint.sign(seat.head.log, seat.head.size, seat.head.root, signer)
    members = [seat.who.recorder, seat.who.trainee, *(s for _, s in seat.who.partners)]
    files = bundle.layout(
        notes,
        head,
        {member.name: str(member.vkey) for member in members},
        {},
        dict(seat.store.truth(seat.id)) if closed else {},
        _scenario_files(seat.bench.folder / SCENARIO),
        msgspec.json.encode({str(seq): wall for seq, wall in seat.store.times(seat.id)}),
    )
    write_bundle(path, files)
    return path


def _scenario_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def debrief(seat: Seat, voice: Voice, path: Path) -> Path:
    """Write the debrief page; the file is whole or not there."""
    log = [entries.read(data) for data in seat.store.notes(seat.id)]
    view = view_of(seat.plan, seat.position, log)
    page = debrief_page(view, voice).encode("utf-8")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise HostError("file-unwritable", name=str(path)) from error
    return path
