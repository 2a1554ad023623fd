"""Lines of at most 79 columns, as a console and a printed page take them."""

from __future__ import annotations

import textwrap

COLUMNS = 79


def plain(text: str) -> str:
    """``text`` without anything that could steer a console or turn a line around.

    What stands in a bundle may have been written by an enemy; ``?`` takes its place.
    """
    return "".join(one if one.isprintable() or one in "\n\t" else "?" for one in text)


def wrapped(text: str, indent: int = 0, mark: str = "") -> list[str]:
    """``text`` in lines, indented; ``mark`` stands before the first one, in the margin."""
    lead = " " * indent + mark
    rows = [
        row
        for part in plain(text).splitlines() or [""]
        for row in textwrap.wrap(
            part, COLUMNS - len(lead), break_on_hyphens=False, break_long_words=True
        )
    ]
    blank = " " * len(lead)
    return [(lead if number == 0 else blank) + row for number, row in enumerate(rows)]
