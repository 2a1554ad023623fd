"""Lines of at most 79 columns, as a console and a printed page take them."""

from __future__ import annotations

import textwrap

COLUMNS = 79


def wrapped(text: str, indent: int = 0, mark: str = "") -> list[str]:
    """``text`` in lines, indented; ``mark`` stands before the first one, in the margin."""
    lead = " " * indent + mark
    rows = [
        row
        for part in text.splitlines() or [""]
        for row in textwrap.wrap(
            part, COLUMNS - len(lead), break_on_hyphens=False, break_long_words=True
        )
    ]
    blank = " " * len(lead)
    return [(lead if number == 0 else blank) + row for number, row in enumerate(rows)]
