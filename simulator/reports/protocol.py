"""The printed protocol of search: what was written, to be signed and compared with paper.

Only protocol lines stand in it; the flight recorder stays out. At its end the head of the
log is to be written by hand on both copies, so that the occupant's copy vouches for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from simulator.assessment.line import Line
from simulator.reports.page import render
from simulator.reports.teller import Teller
from simulator.reports.view import DebriefView
from simulator.terms.casetime import clock
from simulator.wording.voice import Voice

COLUMNS = 79
COPIES = 2
_BLANK = "_" * 8
_THINGS = ("found", "done", "taken")
_AFTER = ("left", "incident", "answer")


@dataclass(frozen=True, slots=True)
class Entered:
    """A line as it is printed."""

    head: str
    says: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its lines; ``none`` is printed when there are none."""

    title: str
    lines: tuple[Entered, ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A copy of the protocol, ready to be set in type."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    words_head: str
    words_blank: str
    words_shown: str


def paper_of(teller: Teller, copy: int) -> Paper:
    """Copy 1 or 2 of the protocol; what was written after the search is on other paper."""
    view, say = teller.view, teller.say
    end = view.story.stages[0].ended
    lines = tuple(line for line in view.position.ledger.lines if line.at <= end)
    abouts = dict.fromkeys(line.about for line in lines if line.form in _THINGS)
    named = sorted((_number(lines, about) or "~", about) for about in abouts)
    things = tuple(
        Block(
            teller.name(about) if number == "~" else f"{number} ({teller.name(about)})",
            _entered(teller, lines, about, _THINGS),
        )
        for number, about in named
    )
    after = tuple(
        Block(
            say(f"reports.protocol.{form}"),
            _entered(teller, lines, "", (form,)),
            say("reports.protocol.nothing"),
        )
        for form in _AFTER
    )
    last = view.paper.last if view.paper else len(view.entries) - 1
    shown = " ".join(view.paper.words) if view.paper else ""
    return Paper(
        say("reports.protocol.title"),
        _facts(teller, copy),
        (*things, *after),
        tuple(say(f"reports.protocol.sign.{part}") for part in ("writer", "witnesses", "occupant")),
        say("reports.protocol.words"),
        f"{say('reports.protocol.entries', last=last)}   {'  '.join([_BLANK] * 6)}",
        say("reports.protocol.words-shown", words=shown)
        if shown
        else say("reports.protocol.words-missing"),
    )


def _number(lines: tuple[Line, ...], about: str) -> str:
    found = (line.get("number") for line in lines if line.form == "taken" and line.about == about)
    return next((number for number in found if number), "")


def _facts(teller: Teller, copy: int) -> tuple[tuple[str, str], ...]:
    view, say = teller.view, teller.say
    plan, stage = view.plan, view.story.stages[0]

    def people(*parts: str) -> str:
        names = [teller.name(person.id) for person in plan.people if person.part in parts]
        return ", ".join(names) or say("reports.none")

    return (
        (say("reports.protocol.copy"), say("reports.protocol.copy-of", copy=copy, copies=COPIES)),
        (say("reports.meta.scenario"), view.title),
        (say("reports.meta.attempt"), view.attempt),
        (say("reports.protocol.basis"), plan.order.number),
        (say("reports.protocol.begun"), clock(stage.began)),
        (say("reports.protocol.ended"), clock(stage.ended)),
        (say("reports.protocol.witnesses"), people("witness")),
        (say("reports.protocol.present"), people("occupant", "visitor", "officer", "specialist")),
        (
            say("reports.protocol.read-out"),
            say("reports.yes") if view.paper else say("reports.no"),
        ),
    )


def _entered(
    teller: Teller, lines: tuple[Line, ...], about: str, forms: tuple[str, ...]
) -> tuple[Entered, ...]:
    found = []
    for line in lines:
        if line.form not in forms or (about and line.about != about):
            continue
        parts = [teller.say("reports.line", number=line.number), clock(line.at)]
        parts.append(teller.form(line.form) if about else teller.name(line.about))
        if line.corrects:
            parts.append(teller.say("reports.entry.corrects", line=line.corrects))
        found.append(Entered(", ".join(parts), teller.fields(line.form, dict(line.fields))))
    return tuple(found)


def protocol_text(view: DebriefView, voice: Voice, copy: int = 1) -> str:
    """One copy as text of at most 80 columns."""
    paper = paper_of(Teller(view, voice), copy)
    rule = "-" * COLUMNS
    rows = [paper.title, ""]
    for label, value in paper.facts:
        rows += _wrapped(f"{label}: {value}", "", "   ")
    for block in paper.blocks:
        rows += [rule, *_wrapped(block.title, "", "   ")]
        if not block.lines:
            rows += _wrapped(block.none, "   ", "   ")
        for line in block.lines:
            rows += _wrapped(line.head, "   ", "   ")
            rows += _wrapped(line.says, "      ", "      ")
    rows.append(rule)
    rows += [f"{label:<34} {'_' * 40}"[:COLUMNS] for label in paper.signatures]
    rows += ["", *_wrapped(paper.words_head, "", "   ")]
    rows += _wrapped(paper.words_blank, "   ", "   ")
    rows += _wrapped(paper.words_shown, "   ", "   ")
    return "\n".join(rows) + "\n"


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return wrap(text, COLUMNS, initial_indent=first, subsequent_indent=later) or [""]


def protocol_html(view: DebriefView, voice: Voice) -> str:
    """Both copies as one page to print, each on sheets of its own."""
    teller = Teller(view, voice)
    papers = [paper_of(teller, copy) for copy in range(1, COPIES + 1)]
    return render("protocol.html.j2", teller, {"lang": voice.lang, "papers": papers})
