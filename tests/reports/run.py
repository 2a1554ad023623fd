"""Real attempts for the tests: acts stepped purely, entries signed with fixed keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simulator.attempt.position import Position, start
from simulator.attempt.step import step
from simulator.attempt.written import RECORDER, TRAINEE, Written
from simulator.custody import bundle, checkpoint, entry, head, key, truth, verify
from simulator.custody.entry import Entry
from simulator.custody.note import Signer
from simulator.custody.verify import Verification
from simulator.reports.view import DebriefView, view_of
from simulator.scenario.deal import dealt
from simulator.scenario.folder import Scenario, load
from simulator.scenario.plan import Plan
from simulator.script.canonical import parse_act, print_act
from simulator.wording.voice import Voice

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SCRIPTS = Path(__file__).parent / "scripts"


def _signer(name: str, seed: int) -> Signer:
    return Signer(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


@dataclass(frozen=True)
class Run:
    scenario: Scenario
    plan: Plan
    position: Position
    entries: tuple[Entry, ...]
    refused: tuple[str, ...]
    files: dict[str, bytes]

    def verification(self) -> Verification:
        return verify.verify(bundle.Bundle(self.files))

    def view(self, lang: str = "en", *, verified: bool = True) -> DebriefView:
        checked = self.verification() if verified else None
        texts = self.scenario.text(lang)
        return view_of(self.plan, self.position, list(self.entries), texts, checked)

    def voice(self, lang: str = "en") -> Voice:
        return Voice(lang, self.scenario.text(lang).own)


class Writer:
    def __init__(self, plan: Plan) -> None:
        recorder, trainee = _signer(RECORDER, 1), _signer(TRAINEE, 2)
        self.signers = {RECORDER: recorder, TRAINEE: trainee}
        for person in plan.people:
            if person.part in ("custodian", "officer"):
                derived = key.partner(recorder.private, person.id)
                self.signers[person.id] = Signer(person.id, derived)
        self.recorder = recorder
        self.origin = f"evidence-simulator/{plan.id}"
        self.head = head.start(self.origin)
        self.entries: list[bytes] = []
        self.truth: dict[int, bytes] = {}
        self._hashes: dict[int, str] = {}
        self._add("opened", plan.starts, RECORDER, self._opened(plan))

    def _opened(self, plan: Plan) -> dict[str, object]:
        roster = []
        for id, who in self.signers.items():
            part = id if id in (RECORDER, TRAINEE) else "partner"
            vkey = str(who.vkey)
            roster.append(
                {
                    "id": id,
                    "vkey": vkey,
                    "part": part,
                    "played_by": "person" if id == TRAINEE else "program",
                    "possession": key.possession(who.private, self.origin, vkey),
                }
            )
        return {
            "scenario": {"id": plan.id, "version": plan.version, "plan": plan.digest},
            "seed": plan.seed,
            "engine": 1,
            "ordinal": 1,
            "level": "guided",
            "pack": plan.pack,
            "starts": plan.starts,
            "roster": roster,
        }

    def _add(self, type: str, at: int, by: str, body: dict[str, object]) -> None:
        data = self.head.compose(type, at, self.signers[by], body)
        self._hashes[self.head.size] = entry.entry_hash(data).hex()
        self.entries.append(data)
        self.head = self.head.after(data)

    def write(self, one: Written, at: int) -> None:
        body: dict[str, object] = dict(one.body)
        if one.type == "act" and one.act is not None:
            events = [{"kind": e.kind, "at": e.at, "about": e.about} for e in one.events]
            salt = key.salt(self.recorder.private, self.head.log, self.head.size)
            leaf = truth.leaf({"events": events}, salt)
            self.truth[self.head.size] = leaf
            seen = [
                {"code": p.code, "about": one.act.target, "params": dict(p.params)}
                for p in one.seen
            ]
            body = {"line": print_act(one.act), "seen": seen, "truth": truth.digest(leaf)}
        if one.type == "receive":
            body["release"] = self._hashes[one.quotes]
        if one.type == "checkpoint":
            body = {"size": self.head.size, "root": self.head.root.hex()}
        if one.need is not None:
            body["values"] = {}
        self._add(one.type, at, one.by, body)

    def files(self) -> dict[str, bytes]:
        signed = checkpoint.sign(
            self.head.log, self.head.size, self.head.root, self.recorder.renamed(self.head.log)
        )
        keys = {id: str(who.vkey) for id, who in self.signers.items()}
        return bundle.layout(self.entries, signed, keys, {}, self.truth, {}, b"")


def run(scenario: str, lines: tuple[str, ...], seed: int = 7) -> Run:
    found = load(SCENARIOS / scenario)
    plan = dealt(found.plan, seed)
    position, writer, refused = start(plan), Writer(plan), []
    for line in lines:
        taken = step(plan, position, parse_act(line))
        if taken.refused:
            refused.append(f"{line}: {taken.refused}")
            continue
        position = taken.position
        for one in taken.written:
            writer.write(one, position.state.now)
    entries = tuple(entry.read(data) for data in writer.entries)
    return Run(found, plan, position, entries, tuple(refused), writer.files())


def lines_of(script: str) -> tuple[str, ...]:
    rows = (SCRIPTS / script).read_text(encoding="utf-8").splitlines()
    return tuple(row.strip() for row in rows if row.strip() and not row.startswith("#"))


@cache
def drill() -> Run:
    return run("ringing-phone", lines_of("drill.txt"))


@cache
def search() -> Run:
    return run("flat-12", lines_of("search.txt"))
