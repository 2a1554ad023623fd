r"""The console: whatever the code page, nothing printed or typed may end in a traceback.

A Russian Windows has ғ ӣ қ ӯ ҳ ҷ in neither of its code pages (1251, 866), and a stream
in such an encoding dies on the first of them. So:

* A pipe or a file is UTF-8 whatever the code page or ``PYTHONIOENCODING``: what comes
  out is read by other programs, and JSON is UTF-8 (RFC 8259 section 8.1, mark M).
* A terminal keeps its own encoding, because only that one is readable on its glass
  (Windows consoles and nearly all others: UTF-8); what it cannot show is printed as a
  backslash escape, ``\u049b``.
* Bytes typed or piped in that cannot be decoded are kept as surrogates and made
  readable by ``clean``.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

BYTE_ORDER_MARK = "\ufeff"


def prepare() -> None:
    """Set up the three standard streams; before anything is read or printed."""
    # Closed by whoever started the program, or absent under pythonw.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        # Something else under a test's capture: nothing to set up then.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                encoding=stream.encoding if stream.isatty() else "utf-8", errors=errors
            )


def _nowhere(mode: str) -> TextIO:
    """A stream in which nothing is, and which keeps nothing."""
    return Path(os.devnull).open(mode, encoding="utf-8")  # type: ignore[return-value]


def clean(line: str) -> str:
    """A line that was read, without surrogates and without a leading byte order mark.

    What is not UTF-8 is taken for the machine's own code page (a script saved by an
    old editor), and if it is not that either, for U+FFFD.
    """
    line = line.removeprefix(BYTE_ORDER_MARK)
    if line.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in line):
        return line
    octets = line.encode("utf-8", "surrogatepass")
    if all("\udc80" <= letter <= "\udcff" for letter in line if "\ud800" <= letter <= "\udfff"):
        octets = line.encode("utf-8", "surrogateescape")
        try:
            return octets.decode(locale.getencoding())
        except UnicodeDecodeError:
            pass
    return octets.decode("utf-8", "replace")


def may_colour(stream: TextIO, plain: bool, environ: Mapping[str, str]) -> bool:
    """Whether colour may be used on ``stream``; it never carries meaning alone.

    ``--plain`` and a non-empty ``NO_COLOR`` (no-color.org, mark E) beat everything,
    then ``CLICOLOR_FORCE``; otherwise only a terminal that is not ``dumb``.
    """
    if plain or environ.get("NO_COLOR"):
        return False
    if environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"
