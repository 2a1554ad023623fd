"""The printed protocol of a case: for a console, and as a page with both copies."""

from __future__ import annotations

from simulator.reports.protocol import protocol_html, protocol_text
from simulator.review.casefile import Case
from simulator.review.column import plain


def printed_text(case: Case) -> str:
    """The first copy as text of at most 80 columns."""
    return plain(protocol_text(case.view, case.voice))


def printed_html(case: Case) -> str:
    """Both copies as one page to print, without script, network or other files."""
    return protocol_html(case.view, case.voice)
