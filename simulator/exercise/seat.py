"""The seat: one attempt at one table, where clock, keys, disk and store meet.

``do`` is the way of one act: the world steps, bytes are changed and synced, one
transaction appends the entries; only then does the trainee see the result. Whatever
was acknowledged survives a kill at any moment, and ``resume`` goes on from there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.assessment.judgement import Judgement
from simulator.attempt.leaf import fields as truth_fields
from simulator.attempt.position import Position
from simulator.attempt.step import Step, host_fact, judgement, step
from simulator.attempt.written import TRAINEE, Need, Written
from simulator.custody import entry as entries
from simulator.custody import head as heads
from simulator.custody import key, truth
from simulator.custody.checkpoint import words
from simulator.errors import HostError, StoreError
from simulator.exercise import wallclock
from simulator.exercise.bench import Bench
from simulator.exercise.opening import Signers
from simulator.scenario.folder import Scenario
from simulator.scenario.plan import Plan
from simulator.script.canonical import print_act
from simulator.store.row import EntryRow
from simulator.store.store import Store
from simulator.terms.phrase import Phrase
from simulator.world.act import Act

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What the trainee is shown after an act."""

    seen: tuple[Phrase, ...] = ()
    refused: str = ""
    shown: tuple[str, ...] = ()
    """Lines read from bytes by a tool."""
    finished: bool = False
    words: tuple[str, ...] = ()
    """The six words of a head, when one was written into the log or the attempt closed."""
    last: int = 0
    """The last entry that the six words stand for."""
    digests: tuple[tuple[str, str], ...] = ()


class Seat:
    """An open attempt. Made by ``sitting.sit_down`` and ``sitting.resume``."""

    def __init__(
        self,
        *,
        store: Store,
        scenario: Scenario,
        plan: Plan,
        id: str,
        level: str,
        who: Signers,
        bench: Bench,
        head: heads.LogHead,
        position: Position,
    ) -> None:
        self.store = store
        self.scenario = scenario
        self.plan = plan
        self.id = id
        self.level = level
        self.who = who
        self.bench = bench
        self.head = head
        self.position = position
        self.progress: Progress | None = None
        self._checkpoint: heads.LogHead | None = None

    # ------------------------------------------------------------ acts

    def do(self, act: Act) -> Done:
        """Carry out one act. Raises ``HostError`` and ``StoreError``; then nothing has changed."""
        self._look_at_files(act)
        taken = step(self.plan, self.position, act)
        if taken.refused:
            return Done(refused=taken.refused)
        made: list[Path] = []
        try:
            shown, digests = self._act_on_bytes(taken, made)
            self._append(taken.written, taken.position, digests)
        except (HostError, StoreError):
            for path in made:
                with contextlib.suppress(OSError):
                    path.unlink()
            raise
        head = self._head_told(taken)
        return Done(
            taken.seen,
            shown=tuple(shown),
            finished=taken.done,
            words=words(head.root, head.size) if head else (),
            last=head.size - 1 if head else 0,
            digests=tuple((k, str(v["sha256"])) for k, v in digests.items() if "sha256" in v),
        )

    def judgement(self) -> Judgement:
        """Judge what has been done so far."""
        return judgement(self.plan, self.position)

    def _look_at_files(self, act: Act) -> None:
        """Facts of the host enter as logged inputs: a copy changed behind our back."""
        if act.verb not in ("verify", "working-copy"):
            return
        for copy in self.position.state.copies:
            if copy.id != act.target or copy.altered:
                continue
            if self.bench.digest(copy) != self._recorded(copy.id):
                position, written = host_fact(self.position, copy.id)
                self._append((written,), position, {})

    def _recorded(self, copy: str) -> str:
        """The digest that the log holds for a copy."""
        for data in self.store.notes(self.id):
            body = entries.read(data).fields
            if body.get("kind") == "digest" and body.get("about") == copy:
                values = body["values"]
                return str(values["sha256"]) if isinstance(values, dict) else ""
        return ""

    def _act_on_bytes(
        self, taken: Step, made: list[Path]
    ) -> tuple[list[str], dict[str, dict[str, str | int]]]:
        """Deltas first, then acquisitions and read-outs; all durable before the entries."""
        seq = self.position.entries
        for event in taken.events:
            if event.kind == "BytesChanged":
                path = self.bench.change(event, seq)
                if path is not None:
                    made.append(path)
        shown: list[str] = []
        values: dict[str, dict[str, str | int]] = {}
        for written in taken.written:
            if written.need is None:
                continue
            values[written.need.copy], lines = self._answer(written.need, taken, made)
            shown += lines
        return shown, values

    def _answer(
        self, need: Need, taken: Step, made: list[Path]
    ) -> tuple[dict[str, str | int], list[str]]:
        copy = taken.position.state.copy(need.copy)
        if not self.bench.has_bytes(copy.of):
            return {}, []
        if need.kind == "analyse":
            lines, values = self.bench.analyse(copy, need.act)
            return values, lines
        done = self.bench.acquire(copy, self._report(copy.id))
        made.append(self.bench.path(copy))
        return done, []

    def _report(self, name: str) -> Callable[[int, int], None] | None:
        if self.progress is None:
            return None
        progress = self.progress
        return lambda done, size: progress(name, done, size)

    def _head_told(self, taken: Step) -> heads.LogHead | None:
        """The head whose words go on paper: the one that a checkpoint entry itself holds."""
        types = {written.type for written in taken.written}
        if "closed" in types:
            return self.head
        return self._checkpoint if "checkpoint" in types else None

    def words(self) -> tuple[str, ...]:
        """The six words of the log's head as it is now."""
        return words(self.head.root, self.head.size)

    # ------------------------------------------------------------ writing

    def _append(
        self,
        written: tuple[Written, ...],
        position: Position,
        values: dict[str, dict[str, str | int]],
    ) -> None:
        head, rows, leaves = self.head, [], []
        hashes: dict[int, str] = {}
        first = head.size
        for one in written:
            at = position.state.now
            body, leaf = self._body(one, head, hashes, values)
            data = head.compose(one.type, at, self.who.of(one.by), body)
            digest = entries.entry_hash(data).hex()
            hashes[head.size] = digest
            signer = self.who.of(one.by).name
            now = wallclock.now_ms()
            rows.append(EntryRow(head.size, one.type, at, signer, data, digest, now))
            if leaf:
                leaves.append((head.size, leaf))
            head = head.after(data)
        closed = position.state.closed
        self.store.append(self.id, first, rows, leaves, then="closed" if closed else None)
        self.head, self.position = head, position

    def _body(
        self,
        one: Written,
        head: heads.LogHead,
        hashes: dict[int, str],
        values: dict[str, dict[str, str | int]],
    ) -> tuple[dict[str, object], bytes]:
        body = dict(one.body)
        if one.type == "act" and one.act is not None:
            leaf = truth.leaf(
                truth_fields(one.events), key.salt(self.who.recorder.private, head.log, head.size)
            )
            seen = [
                {"code": p.code, "about": one.act.target, "params": dict(p.params)}
                for p in one.seen
            ]
            return {"line": print_act(one.act), "seen": seen, "truth": truth.digest(leaf)}, leaf
        if one.type == "receive":
            body["release"] = hashes[one.quotes]
        if one.type == "release" and body["to"] == TRAINEE:
            body["to"] = self.who.trainee.name
        if one.type == "checkpoint":
            body = {"size": head.size, "root": head.root.hex()}
            self._checkpoint = head
        if one.need is not None:
            body["values"] = values.get(one.need.copy, {})
        return body, b""
