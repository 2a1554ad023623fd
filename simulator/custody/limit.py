"""What a file by itself cannot show: said at every verdict, good or bad."""

from __future__ import annotations

from simulator.custody.body import Opened
from simulator.custody.chain import Walk
from simulator.custody.reading import Reading
from simulator.terms.phrase import Phrase, phrase


def limits(anchored_to: int | None, read: Reading, walk: Walk) -> tuple[Phrase, ...]:
    """Sentences for this log; ``anchored_to`` is the last entry somebody else vouches for."""
    said = []
    first = 0 if anchored_to is None else anchored_to + 1
    if first < read.total:
        said.append(phrase("custody.limit.keys-alone", first=first, last=read.total - 1))
    said.append(phrase("custody.limit.after-end", last=read.total - 1))
    said.append(phrase("custody.limit.date"))
    opening = read.spine[0].entry if read.spine else None
    if opening is None or not isinstance(opening.body, Opened) or not opening.body.ticket:
        said.append(phrase("custody.limit.first-attempt"))
    signed = {slot.entry.by for slot in read.spine if slot.entry is not None}
    played = sorted(
        person.id
        for person in walk.roster.persons.values()
        if person.played_by == "program" and person.part == "partner" and person.id in signed
    )
    if played:
        said.append(phrase("custody.limit.played", persons=", ".join(played)))
    said.append(phrase("custody.limit.true"))
    return tuple(said)
