"""What leaves the table: the bundle of an attempt, and its debrief."""

from __future__ import annotations

from pathlib import Path

from simulator.custody import entry as entries
from simulator.custody.bundle import Bundle
from simulator.custody.verify import verify
from simulator.evidence.landing import landing
from simulator.exercise.seat import Seat
from simulator.exports.bundle import write_bundle
from simulator.reports.page import debrief as debrief_page
from simulator.reports.view import view_of
from simulator.store.parcel import parcel
from simulator.wording.voice import Voice


def export(seat: Seat, path: Path) -> Path:
    """Write the bundle. Truth leaves leave the machine only after the attempt is closed."""
    write_bundle(path, _files(seat))
    return path


def debrief(seat: Seat, voice: Voice, path: Path) -> Path:
    """Write the debrief page; the file is whole or not there."""
    log = [entries.read(data) for data in seat.store.notes(seat.id)]
    checked = verify(Bundle(_files(seat)))
    view = view_of(seat.plan, seat.position, log, seat.scenario.text(voice.lang), checked)
    with landing(path) as file:
        file.write(debrief_page(view, voice).encode("utf-8"))
    return path


def _files(seat: Seat) -> dict[str, bytes]:
    row = seat.store.attempt(seat.id)
    return parcel(seat.store, row, seat.bench.folder, seat.who.recorder)
