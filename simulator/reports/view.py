"""Everything a debrief shows, gathered once: plan, log, judgement, story. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.assessment.court import CourtQuestion
from simulator.assessment.judgement import Judgement
from simulator.attempt.position import Position
from simulator.attempt.step import judgement
from simulator.custody import checkpoint, custodian, head
from simulator.custody.body import Head, Opened
from simulator.custody.custodian import Custody
from simulator.custody.entry import Entry
from simulator.custody.verify import Verification
from simulator.doctrine.library import find_pack
from simulator.doctrine.pack import Pack
from simulator.reports.story import Story, story_of
from simulator.scenario.plan import Plan
from simulator.scenario.texts import Texts
from simulator.world.state import State


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the court; ``chosen`` counts the statements from 0, -1 = not answered."""

    question: CourtQuestion
    chosen: int
    seq: int = -1


@dataclass(frozen=True, slots=True)
class Words:
    """Six words that stand for entries 0 to ``last``."""

    last: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class DebriefView:
    """One attempt as it is told to people.

    ``entries`` are the readable entries in order; ``words`` stand for the log's present
    head, ``paper`` for the head at the reading-out of the protocol; ``played`` are those
    whom the program played and who signed something. ``verification`` is ``None`` when
    nobody has checked the file yet.
    """

    title: str
    attempt: str
    log: str
    seed: int
    level: str
    ordinal: int
    pack: Pack
    plan: Plan
    state: State
    position: Position
    judgement: Judgement
    entries: tuple[Entry, ...]
    story: Story
    custody: Custody
    verification: Verification | None
    words: Words | None
    paper: Words | None
    asked: tuple[Asked, ...]
    played: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Signers that are persons."""
        roster = self.entries[0].body if self.entries else None
        if not isinstance(roster, Opened):
            return ()
        return tuple(m.id for m in roster.roster if m.played_by == "person")


def view_of(
    plan: Plan,
    position: Position,
    entries: list[Entry],
    texts: Texts,
    verification: Verification | None = None,
) -> DebriefView:
    """Gather a view. ``plan`` must be dealt; ``entries`` are those that could be read."""
    opened = entries[0].body if entries and isinstance(entries[0].body, Opened) else None
    story = story_of(plan, entries)
    return DebriefView(
        title=texts.get("title") or plan.id,
        attempt=entries[0].digest.hex()[:10] if opened else "",
        log=entries[-1].log if entries else "",
        seed=opened.seed if opened else plan.seed,
        level=opened.level if opened else "",
        ordinal=opened.ordinal if opened else 0,
        pack=find_pack(plan.pack),
        plan=plan,
        state=position.state,
        position=position,
        judgement=judgement(plan, position),
        entries=tuple(entries),
        story=story,
        custody=custodian.judge(entries),
        verification=verification,
        words=_head_words(entries),
        paper=_paper_words(entries),
        asked=_asked(position, story),
        played=tuple(
            member.id
            for member in (opened.roster if opened else ())
            if member.part == "partner"
            and member.played_by == "program"
            and any(entry.by == member.id for entry in entries)
        ),
    )


def _head_words(entries: list[Entry]) -> Words | None:
    """Words for the head, when no entry is missing."""
    if not entries or [entry.seq for entry in entries] != list(range(len(entries))):
        return None
    found = head.replay(entries[0].log, (entry.data for entry in entries))
    return Words(found.size - 1, checkpoint.words(found.root, found.size))


def _paper_words(entries: list[Entry]) -> Words | None:
    """Words for the last head that the log wrote into itself."""
    for entry in reversed(entries):
        if isinstance(entry.body, Head):
            root = bytes.fromhex(entry.body.root)
            return Words(entry.body.size - 1, checkpoint.words(root, entry.body.size))
    return None


def _asked(position: Position, story: Story) -> tuple[Asked, ...]:
    chosen = {
        event.about: (int(event.get("choice")) - 1, seq)
        for seq, event in story.events
        if event.kind == "Testified"
    }
    return tuple(Asked(q, *chosen.get(q.id, (-1, -1))) for q in position.questions)
