"""What leaves the table: the bundle of an attempt, and its debrief."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from simulator.custody import entry as entries
from simulator.errors import HostError
from simulator.exercise.seat import Seat
from simulator.exports.bundle import write_bundle
from simulator.reports.page import debrief as debrief_page
from simulator.reports.view import view_of
from simulator.store.parcel import parcel
from simulator.wording.voice import Voice


def export(seat: Seat, path: Path) -> Path:
    """Write the bundle. Truth leaves leave the machine only after the attempt is closed."""
    row = seat.store.attempt(seat.id)
    write_bundle(path, parcel(seat.store, row, seat.bench.folder, seat.who.recorder))
    return path


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
