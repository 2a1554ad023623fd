"""The tables of the doctrine: strict reading of pipe-separated package data.

A table has one header line, one row a line, ``|`` between cells, no quoting. Every
deviation is an error, because a silently skipped row would be a rule that nobody loses
points for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from simulator.errors import Place, SimulatorError

Row = Mapping[str, str]


class DoctrineError(SimulatorError):
    """A table or a legal pack of the doctrine that cannot be taken as it stands."""


def parse_table(text: str, columns: tuple[str, ...], file: str = "") -> tuple[Row, ...]:
    """Rows of ``text`` as mappings of exactly ``columns``, in the order they are written.

    The first column is the key. Raises ``DoctrineError`` with the codes ``table-header``,
    ``table-cells``, ``table-key`` (empty or repeated).
    """
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("|")) != columns:
        raise DoctrineError("table-header", place=Place(file, 1), columns=" ".join(columns))
    rows: list[Row] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("|")
        if len(cells) != len(columns):
            raise DoctrineError(
                "table-cells", place=Place(file, number), expected=len(columns), found=len(cells)
            )
        if not cells[0] or cells[0] in seen:
            raise DoctrineError("table-key", place=Place(file, number), key=cells[0])
        seen.add(cells[0])
        rows.append(dict(zip(columns, cells, strict=True)))
    return tuple(rows)


def read_table(name: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """The table ``data/<name>.psv`` that ships with the program; raises as ``parse_table``."""
    file = files("simulator.doctrine") / "data" / f"{name}.psv"
    return parse_table(file.read_text(encoding="utf-8"), columns, f"{name}.psv")


def parse_list(cell: str) -> tuple[str, ...]:
    """A cell that holds a list: ``BC:15,CEG:5``; an empty cell is the empty list."""
    return tuple(cell.split(",")) if cell else ()
