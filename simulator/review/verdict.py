"""The verdict of a log in plain words: whole or not, what that proves, what it cannot."""

from __future__ import annotations

from simulator.custody.finding import Finding
from simulator.custody.verify import Verification
from simulator.review.column import wrapped
from simulator.wording.voice import Voice


def verdict_lines(outcome: Verification, voice: Voice) -> list[str]:
    """All of it, in lines of at most 79 columns."""
    lines = banner(outcome, voice)
    for found in outcome.findings:
        lines += ["", *finding_lines(found, voice)]
    if outcome.custody:
        lines += ["", *wrapped(voice.say("review.custody.title"))]
        for defect in outcome.custody:
            lines += wrapped(voice.phrase(defect.says), 1, "- ")
    lines += ["", *wrapped(voice.say("review.limits.title"))]
    for limit in outcome.limits:
        lines += wrapped(voice.phrase(limit), 1, "- ")
    return lines


def banner(outcome: Verification, voice: Voice, indent: int = 0) -> list[str]:
    """Is the file whole? With what to do next, and up to where somebody vouches for it."""
    lines = wrapped(voice.say("review.whole.title"), indent)
    lines += wrapped(voice.say(f"verdict.{outcome.verdict}", entries=outcome.entries), indent)
    if outcome.anchored_to is None:
        if outcome.verdict == "intact-unanchored":
            lines += wrapped(voice.say("review.whole.nobody"), indent)
    elif outcome.verdict != "intact-anchored":
        lines += wrapped(voice.say("review.whole.until", entry=outcome.anchored_to), indent)
    if outcome.verdict == "intact-unanchored":
        lines += wrapped(voice.say("review.whole.next"), indent)
    return lines


def finding_lines(found: Finding, voice: Voice, indent: int = 0) -> list[str]:
    """One finding: what is so, what that proves, what it cannot prove."""
    return [
        *wrapped(voice.phrase(found.says), indent, "! "),
        *wrapped(voice.say("review.proves", text=voice.phrase(found.proves)), indent + 2),
        *wrapped(voice.say("review.cannot", text=voice.phrase(found.cannot_prove)), indent + 2),
    ]
