"""The debrief: one HTML file that needs no network, no script and no other file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from simulator.reports.chain import chains
from simulator.reports.comparison import compared
from simulator.reports.explanation import explained, shown
from simulator.reports.hearing import hearing, rulings
from simulator.reports.outcome import outcomes
from simulator.reports.svg import draw
from simulator.reports.table import rows
from simulator.reports.teller import Teller
from simulator.reports.timeline import timelines
from simulator.reports.verdict import bounds, score_sentence, spoken_verdict, verdict
from simulator.reports.view import DebriefView
from simulator.wording.voice import Voice

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Templates with automatic escaping; a name that is missing is an error."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, teller: Teller, values: Mapping[str, Any]) -> str:
    """A template filled in; ``say`` words a code, ``style`` is the style sheet."""
    style = Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8"))  # noqa: S704  our file
    page = environment().get_template(template)
    return page.render(t=teller, say=teller.say, view=teller.view, style=style, **values)


def debrief(view: DebriefView, voice: Voice) -> str:
    """The page of one attempt. The same view and voice give the same bytes."""
    teller = Teller(view, voice)
    lines = timelines(view.plan, view.story, view.judgement.score.findings)
    losses = explained(teller, view.judgement.score.findings)
    return render(
        "debrief.html.j2",
        teller,
        {
            "lang": voice.lang,
            "verdict": verdict(view.verification),
            "verdict_says": voice.phrase(spoken_verdict(view.verification, len(view.entries))),
            "bounds": [voice.phrase(phrase) for phrase in bounds(view)],
            "score": view.judgement.score,
            "score_sentence": voice.phrase(score_sentence(view)),
            "dimensions": _dimensions(teller),
            "losses": losses,
            "drawings": [
                (line, Markup(draw(line, teller, f"t{number}")), rows(line, teller))  # noqa: S704
                for number, line in enumerate(lines, 1)
            ],
            "outcomes": outcomes(teller),
            "rulings": rulings(teller),
            "hearing": hearing(teller),
            "compared": compared(teller),
            "chains": chains(teller),
            "played": ", ".join(teller.name(id) for id in view.played),
            "commands": _commands(view),
            "recorder": [(entry, shown(teller, entry)) for entry in view.entries],
        },
    )


def _dimensions(teller: Teller) -> list[tuple[str, int, int]]:
    """Name, points lost, number of findings."""
    score = teller.view.judgement.score
    return [
        (
            teller.say(f"doctrine.dimension.{dimension}"),
            points,
            sum(1 for finding in score.findings if finding.dimension is dimension),
        )
        for dimension, points in score.dimensions
    ]


def _commands(view: DebriefView) -> list[tuple[str, str]]:
    """What to type next, with the code of the sentence that says why."""
    found = [
        ("verify", f"simulator log verify {view.attempt}"),
        ("form", f"simulator log form {view.attempt}"),
        ("rewind", f"simulator rewind {view.attempt}"),
        ("again", f"simulator play {view.plan.id} --seed {view.seed + 1}"),
    ]
    findings = view.judgement.score.findings
    if findings:
        worst = max(findings, key=lambda finding: finding.points)
        found.insert(2, ("explain", f"simulator explain {worst.error}"))
    return found
