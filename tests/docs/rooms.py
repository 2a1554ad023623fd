"""The picture of the rooms, as text and as SVG, drawn from the layers in ``pyproject.toml``."""

from __future__ import annotations

import tomllib

from tests.docs.page import ROOT

PICTURE = ROOT / "docs" / "architecture.svg"

_CELL, _GAP, _HIGH, _STEP = 200, 14, 34, 54
_ROW = 3 * _CELL + 2 * _GAP


def layers() -> list[list[str]]:
    """The rooms from the top to the bottom; strangers stand in one list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    rows: list[str] = next(one["layers"] for one in contracts if one["id"] == "rooms")
    return [[room.strip() for room in row.split("|")] for row in rows]


def text() -> str:
    """The picture for a page."""
    rows = [f"  {'   |   '.join(row):^40}".rstrip() for row in layers()]
    return "```text\n" + "\n".join(rows) + "\n```\n"


def svg() -> str:
    """The same picture as a drawing; it needs no font of its own and no colour to be read."""
    rows = layers()
    height = len(rows) * _STEP + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ROW + 60} {height}" role="img">',
        '<g font-family="sans-serif" font-size="16">',
        "<title>The rooms: a room imports only rooms below it</title>",
        f'<rect width="{_ROW + 60}" height="{height}" fill="#fff"/>',
    ]
    for number, row in enumerate(rows):
        wide = (_ROW - _GAP * (len(row) - 1)) // len(row)
        for place, room in enumerate(row):
            x, y = 20 + place * (wide + _GAP), 20 + number * _STEP
            parts.append(
                f'<rect x="{x}" y="{y}" width="{wide}" height="{_HIGH}" rx="5" '
                'fill="#f4f4f0" stroke="#333"/>'
            )
            parts.append(
                f'<text x="{x + wide // 2}" y="{y + 23}" text-anchor="middle">{room}</text>'
            )
    x, y = _ROW + 40, height - 30
    parts.append(f'<path d="M{x} 24V{y}m-6 -10l6 10l6 -10" fill="none" stroke="#333"/>')
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"
