"""The verdict of the log and the score, each in one sentence, and what cannot be said."""

from __future__ import annotations

from simulator.custody.verify import Verification
from simulator.reports.view import DebriefView
from simulator.terms.phrase import Phrase, phrase

_ALWAYS = ("custody.limit.date", "custody.limit.true")


def verdict(checked: Verification | None) -> str:
    """``altered | intact-anchored | intact-partly | intact-unanchored | not-verified``."""
    if checked is None:
        return "not-verified"
    if checked.verdict == "intact-unanchored" and checked.anchored_to is not None:
        return "intact-partly"
    return checked.verdict


def spoken_verdict(checked: Verification | None, entries: int = 0) -> Phrase:
    """The verdict in plain words; ``entries`` counts those of a log that nobody checked."""
    if checked is None:
        return phrase("reports.verdict.not-verified", entries=entries)
    anchored = -1 if checked.anchored_to is None else checked.anchored_to
    return phrase(
        f"reports.verdict.{verdict(checked)}",
        entries=checked.entries,
        anchored=anchored,
        findings=len(checked.findings),
    )


def bounds(view: DebriefView) -> tuple[Phrase, ...]:
    """What the file cannot prove; never empty."""
    if view.verification is not None:
        return view.verification.limits
    return tuple(phrase(code) for code in _ALWAYS)


def score_sentence(view: DebriefView) -> Phrase:
    """Where the points went, in one sentence."""
    score = view.judgement.score
    if not score.findings:
        return phrase("reports.score.full")
    dimension, most = max(score.dimensions, key=lambda pair: pair[1])
    where = f"@doctrine.dimension.{dimension}"
    if score.cap:
        cap = f"@reports.cap.{score.cap}"
        return phrase("reports.score.capped", points=score.points, cap=cap)
    lost = sum(points for _, points in score.dimensions)
    if lost > 100:
        return phrase("reports.score.empty", lost=lost, most=most, dimension=where)
    return phrase("reports.score.lost", lost=lost, most=most, dimension=where)
