"""One entry explained in plain words: what it is, who signed, what it cost and by which rule."""

from __future__ import annotations

from simulator.custody.body import Act
from simulator.custody.entry import Entry
from simulator.errors import UsageError
from simulator.reports.explanation import Explained, explained
from simulator.review.casefile import Case
from simulator.review.column import wrapped
from simulator.review.verdict import finding_lines
from simulator.terms.casetime import clock


def reason_lines(case: Case, entry_number: int) -> list[str]:
    """The explanation, in lines of at most 79 columns.

    Raises ``UsageError("no-such-entry")`` for a number that is not in the log.
    """
    entry = case.entry(entry_number)
    damage = [found for found in case.verification.findings if entry_number in found.entries]
    if entry is None and not damage:
        raise UsageError("no-such-entry", entry=entry_number, last=case.entries[-1].seq)
    lines = _what(case, entry) if entry else []
    for found in damage:
        lines += finding_lines(found, case.voice)
    differences = [one for one in case.replay.differences if one.entry == entry_number]
    for difference in differences:
        lines += wrapped(case.voice.say(f"review.difference.{difference.what}"), 0, "! ")
    costs = [
        (finding, told)
        for finding, told in zip(
            case.view.judgement.score.findings,
            explained(case.teller, case.view.judgement.score.findings),
            strict=True,
        )
        if entry_number in (*finding.loss.entries, *finding.loss.reported)
    ]
    lines.append("")
    if not costs:
        lines += wrapped(case.voice.say("review.cost.nothing"))
    for finding, told in costs:
        lines += _cost(case, told, reported=entry_number in finding.loss.reported)
    if not case.position.state.closed:
        lines += ["", *wrapped(case.voice.say("review.still-open"))]
    return lines


def _what(case: Case, entry: Entry) -> list[str]:
    voice, teller = case.voice, case.teller
    lines = wrapped(
        voice.say(
            "review.entry.title",
            entry=entry.seq,
            time=clock(entry.at),
            kind=voice.say(f"review.type.{entry.type}"),
        )
    )
    lines += wrapped(teller.entry(entry), 2)
    if isinstance(entry.body, Act):
        lines += wrapped(voice.say("review.entry.act", line=entry.body.line), 2)
        for seen in teller.seen(entry):
            lines += wrapped(seen, 4, "- ")
    return lines + wrapped(voice.say("review.entry.signed", person=teller.who(entry.by)), 2)


def _cost(case: Case, told: Explained, *, reported: bool) -> list[str]:
    voice = case.voice
    code = "review.cost.reported" if reported else "review.cost.points"
    lines = wrapped(
        voice.say(code, points=told.points, error=told.error, title=told.title), 0, "! "
    )
    if told.about:
        lines += wrapped(voice.say("review.cost.about", name=told.about, time=told.at), 2)
    if told.absent:
        lines += wrapped(voice.say("review.cost.absent", text=told.absent), 2)
    for factor in told.factors:
        lines += wrapped(factor, 2)
    for rule in told.rules:
        lines += wrapped(
            voice.say("review.cost.rule", cite=rule.cite, says=rule.says, mark=rule.mark), 2
        )
    lines += wrapped(voice.say("review.cost.competency", text=told.competency), 2)
    return lines + wrapped(voice.say("review.cost.instead", text=told.instead), 2)
