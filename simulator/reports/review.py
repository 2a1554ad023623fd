"""The review of a bundle: six questions, in the order in which a reviewer asks them.

1 is the file whole, 2 can every exhibit be accounted for, 3 does the writing agree with
what happened, 4 who signed, 5 what cannot be said, 6 what to ask. Accuses nobody.
"""

from __future__ import annotations

from collections import Counter
from textwrap import wrap

from msgspec import Struct

from simulator.custody.body import PROTOCOL
from simulator.custody.finding import span
from simulator.custody.verify import Verification
from simulator.doctrine.rule import find_rule
from simulator.reports.comparison import compared
from simulator.reports.explanation import explained
from simulator.reports.hearing import hearing
from simulator.reports.teller import Teller
from simulator.reports.verdict import spoken_verdict
from simulator.reports.view import DebriefView
from simulator.terms.casetime import clock
from simulator.wording.voice import Voice

COLUMNS = 79
ALTERED = "altered"


class Reexecution(Struct, frozen=True):
    """What playing the acts again gave. ``status``: ``agrees | differs | not-run``.

    ``bytes``: ``recomputed | cached | not-run``; ``parted`` is the entry at which replay and
    log part, -1 = nowhere.
    """

    status: str
    bytes: str = "not-run"
    parted: int = -1


class Review(Struct, frozen=True):
    """One bundle reviewed; ``view`` is ``None`` when plan or first entry cannot be read."""

    name: str
    verification: Verification
    reexecution: Reexecution
    view: DebriefView | None = None


def review_text(review: Review, voice: Voice) -> str:
    """The review as text of at most 80 columns."""
    rows = [voice.say("reports.review.title", name=review.name)]
    teller = Teller(review.view, voice) if review.view is not None else None
    if review.view is not None:
        plan = review.view.plan
        about = voice.say(
            "reports.review.about",
            scenario=plan.id,
            version=plan.version,
            seed=review.view.seed,
            entries=review.verification.entries,
        )
        rows.append(f"  {about}")
    parts = (
        _whole(review, voice),
        _custody(review, teller, voice),
        _writing(review, teller, voice),
        _signed(review, teller),
        [voice.phrase(limit) for limit in review.verification.limits],
        _questions(review, teller, voice),
    )
    for number, part in enumerate(parts, 1):
        rows.append(f" {number} {voice.say(f'reports.review.q{number}')}")
        for row in part:
            rows += wrap(row, COLUMNS, initial_indent="   ", subsequent_indent="     ")
    rows.append(_assessment(review, voice))
    return "\n".join(rows) + "\n"


def _whole(review: Review, voice: Voice) -> list[str]:
    checked = review.verification
    code = voice.say("reports.review.exit", code=checked.exit_code)
    rows = [f"{voice.phrase(spoken_verdict(checked))} ({code})"]
    for found in checked.findings:
        where = f"e{span(found.entries)}: " if found.entries else ""
        rows.append(
            f"{where}{voice.phrase(found.says)} "
            f"{voice.say('reports.proves')} {voice.phrase(found.proves)} "
            f"{voice.say('reports.cannot-prove')} {voice.phrase(found.cannot_prove)}"
        )
    return rows


def _custody(review: Review, teller: Teller | None, voice: Voice) -> list[str]:
    defects = review.verification.custody
    rows = []
    holdings = review.view.custody.holdings if review.view else {}
    for exhibit in sorted({*holdings, *(defect.exhibit for defect in defects)}):
        mine = [defect for defect in defects if defect.exhibit == exhibit]
        name = teller.name(exhibit) if teller else exhibit
        held = holdings.get(exhibit, ())
        if not mine and held and teller:
            end = review.view.state.now if review.view and held[-1].until < 0 else held[-1].until
            rows.append(
                voice.say(
                    "reports.review.held",
                    exhibit=name,
                    since=clock(held[0].since),
                    until=clock(end),
                    holder=teller.name(held[-1].person),
                )
            )
        for defect in mine:
            where = " ".join(f"e{number}" for number in defect.entries)
            rows.append(f"{voice.phrase(defect.says)} {where}")
    return rows or [voice.say("reports.review.no-exhibits")]


def _writing(review: Review, teller: Teller | None, voice: Voice) -> list[str]:
    again = review.reexecution
    acts = len(review.view.story.beats) if review.view else 0
    says = voice.say(f"reports.review.replay.{again.status}", count=acts, entry=again.parted)
    rows = [says, voice.say(f"reports.review.bytes.{again.bytes}")]
    if teller is None:
        return [*rows, voice.say("reports.review.unreadable")]
    lines = compared(teller)
    fair = 0
    for line in lines:
        wrong = [row for row in line.fields if row.verdict in ("differs", "hides")]
        fair += not wrong
        for row in wrong:
            code = "reports.untrue" if row.happened else "reports.unsupported"
            told = voice.say(code, field=row.field, written=row.written, happened=row.happened)
            fixed = voice.say("reports.review.corrected", entry=row.corrected)
            rows.append(
                f"{voice.say(f'reports.review.{row.verdict}')} e{line.seq} {told}"
                + (f" ({fixed})" if row.corrected >= 0 else "")
            )
    return [*rows, voice.say("reports.review.true", count=fair, total=len(lines))]


def _signed(review: Review, teller: Teller | None) -> list[str]:
    if teller is None or review.view is None:
        return []
    entries = review.view.entries
    all_of = Counter(entry.by for entry in entries)
    written = Counter(entry.by for entry in entries if entry.type in PROTOCOL)
    rows = [
        teller.say(
            "reports.review.signed",
            person=teller.who(person),
            entries=count,
            lines=written[person],
        )
        for person, count in sorted(all_of.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    if review.view.played:
        names = ", ".join(teller.name(id) for id in review.view.played)
        rows.append(teller.say("reports.review.program", names=names))
    return rows


def _questions(review: Review, teller: Teller | None, voice: Voice) -> list[str]:
    asks = [
        voice.say("reports.ask.entries", entries=f"e{span(found.entries)}")
        for found in review.verification.findings
        if found.entries
    ]
    asks += [
        voice.say("reports.ask.custody", says=voice.phrase(defect.says))
        for defect in review.verification.custody
    ]
    for line in compared(teller) if teller else ():
        for row in line.fields:
            if row.verdict in ("differs", "hides"):
                asks.append(
                    voice.say(
                        "reports.ask.untrue", line=line.number, field=row.field, written=row.written
                    )
                )
    unique = dict.fromkeys(asks)
    return [f"{n}. {ask}" for n, ask in enumerate(unique, 1)] or [voice.say("reports.ask.nothing")]


def _assessment(review: Review, voice: Voice) -> str:
    if review.view is None:
        return f" {voice.say('reports.review.unreadable')}"
    score = review.view.judgement.score.points
    if review.verification.verdict == ALTERED:
        text = voice.say("reports.review.assessment-altered", score=score)
    else:
        text = voice.say("reports.review.assessment", score=score)
    return "\n".join(wrap(text, COLUMNS, initial_indent=" ", subsequent_indent="   "))


def review_json(review: Review, voice: Voice) -> dict[str, object]:
    """Plain values: ``integrity``, ``custody``, ``reexecution``, ``assessment``, ``court``."""
    checked = review.verification
    return {
        "bundle": review.name,
        "integrity": checked.as_json(voice.phrase),
        "custody": [defect.as_json(voice.phrase) for defect in checked.custody],
        "reexecution": {
            "status": review.reexecution.status,
            "bytes": review.reexecution.bytes,
            "parted": review.reexecution.parted if review.reexecution.parted >= 0 else None,
        },
        "assessment": _assessment_json(Teller(review.view, voice)) if review.view else None,
        "court": _court_json(Teller(review.view, voice)) if review.view else None,
    }


def _assessment_json(teller: Teller) -> dict[str, object]:
    judgement = teller.view.judgement
    told = explained(teller, judgement.score.findings)
    findings = []
    for found, words in zip(judgement.score.findings, told, strict=True):
        rule = find_rule(found.rules[0])
        plain: dict[str, object] = {
            "error": found.error,
            "rule": rule.id,
            "clause": teller.phrase(rule.cite()),
            "mark": rule.mark.value,
            "rules": list(found.rules),
            "competency": found.competency,
            "entries": list(found.loss.entries),
            "points": found.points,
            "severity": found.severity.value,
            "dimension": found.dimension.value,
            "about": found.loss.about,
            "at": found.loss.at,
            "reported": list(found.loss.reported),
            "says": ". ".join(part for part in (words.title, words.untrue, words.absent) if part),
        }
        if not found.loss.entries:
            plain["absent"] = found.loss.absent
        findings.append(plain)
    return {
        "score": judgement.score.points,
        "cap": judgement.score.cap or None,
        "dimensions": {dimension.value: lost for dimension, lost in judgement.score.dimensions},
        "findings": findings,
        "not_assessed": [
            {"subject": one.subject, "reason": teller.phrase(one.reason)}
            for one in judgement.not_assessed
        ],
        "outcomes": [
            {"fact": one.fact, "item": one.item, "fate": one.fate} for one in judgement.outcomes
        ],
    }


def _court_json(teller: Teller) -> dict[str, object]:
    pack = teller.view.pack
    return {
        "pack": pack.id,
        "status": pack.status.value,
        "form": pack.hearing.form.value,
        "questions": [
            {
                "id": question.id,
                "asks": question.asks,
                "lines": list(question.lines),
                "answer": next((a.says for a in question.answers if a.is_chosen), None),
                "entry": question.seq if question.seq >= 0 else None,
            }
            for question in hearing(teller)
        ],
        "rulings": [
            {
                "item": ruling.item,
                "exhibit": ruling.exhibit,
                "outcome": ruling.outcome,
                "reasons": [
                    {
                        "error": reason.error,
                        "test": reason.test,
                        "rules": list(reason.rules),
                        "lines": list(reason.lines),
                        "entries": list(reason.entries),
                    }
                    for reason in ruling.reasons
                ],
            }
            for ruling in teller.view.judgement.rulings
        ],
    }
