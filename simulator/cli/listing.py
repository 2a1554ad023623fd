"""Listings: JSON for programs, plain columns for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest


def print_json(value: object) -> None:
    """One JSON document, readable, letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(lang: str, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns with worded heads; one sentence when there is nothing."""
    from simulator.cli.voices import voice_for

    voice = voice_for(lang)
    if not rows:
        sys.stdout.write(voice.say(f"{name}.none") + "\n")
        return
    titles = [voice.say(f"head.{h}") if voice.knows(f"head.{h}") else h for h in heads]
    widths = [max(len(line) for line in _column(n, titles, rows)) for n in range(len(titles))]
    for row in [titles, *rows]:
        for line in zip_longest(*(cell.split("\n") for cell in row), fillvalue=""):
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
            sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _column(n: int, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [titles[n], *(line for row in rows for line in row[n].split("\n"))]


def print_pairs(lang: str, name: str, found: Mapping[str, object]) -> None:
    """A worded label and a value a line."""
    from simulator.cli.voices import voice_for

    voice = voice_for(lang)
    labels = [voice.say(f"head.{key}") for key in found]
    width = max(len(label) for label in labels)
    for label, value in zip(labels, found.values(), strict=True):
        sys.stdout.write(f"{label.ljust(width)}  {value}\n")
