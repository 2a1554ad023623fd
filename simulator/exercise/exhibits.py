"""The exhibits of an attempt, with the files that were made of them."""

from __future__ import annotations

from simulator.exercise.seat import Seat


def exhibits_of(seat: Seat) -> list[dict[str, object]]:
    """One row an exhibit: ``id``, ``kind``, absolute ``paths``, ``recovered`` files.

    ``sha256`` is that of the first copy as it lies there now.
    """
    rows: list[dict[str, object]] = []
    state = seat.position.state
    for item in sorted(
        (entry for entry in state.items if entry.exhibit), key=lambda one: one.exhibit
    ):
        copies = [copy for copy in state.copies if copy.of == item.id]
        paths = [seat.bench.path(copy) for copy in copies]
        recovered = [
            path
            for copy in copies
            for path in sorted((seat.bench.folder / "recovered" / copy.id).glob("*"))
        ]
        there = [path for path in paths if path.exists()]
        first = next((copy for copy in copies if seat.bench.path(copy).exists()), None)
        rows.append(
            {
                "id": item.exhibit,
                "item": item.id,
                "kind": item.kind,
                "paths": [str(path.absolute()) for path in there],
                "recovered": [str(path.absolute()) for path in recovered],
                "sha256": seat.bench.digest(first) if first else "",
            }
        )
    return rows
