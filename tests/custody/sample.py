"""An honest log of twelve entries, made with fixed keys, and its bundle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simulator.custody import bundle, canonical, checkpoint, entry, head, key, note, truth
from simulator.custody.note import Signer

ORIGIN = "simulator/flat-12/attempt-1"


def signer(name: str, seed: int) -> Signer:
    return Signer(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


RECORDER = signer("recorder-1", 1)
TRAINEE = signer("trainee-07", 2)
SECOND = signer("trainee-08", 3)
INSTRUCTOR = signer("instructor-1", 4)
STORE = Signer("store-1", key.partner(RECORDER.private, "store-1"))
STRANGER = signer("nobody", 9)
EVERYBODY = (RECORDER, TRAINEE, SECOND, INSTRUCTOR, STORE)


def member(who: Signer, part: str, played_by: str, origin: str = ORIGIN) -> dict[str, object]:
    vkey = str(who.vkey)
    return {
        "id": who.name,
        "vkey": vkey,
        "part": part,
        "played_by": played_by,
        "possession": key.possession(who.private, origin, vkey),
    }


def opened(origin: str = ORIGIN, **changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "scenario": {"id": "flat-12", "version": "1.2.0", "plan": "ab" * 32},
        "seed": 7,
        "engine": 1,
        "ordinal": 1,
        "level": "guided",
        "pack": "tj-draft",
        "starts": 24000,
        "roster": [
            member(RECORDER, "recorder", "program", origin),
            member(TRAINEE, "trainee", "person", origin),
            member(SECOND, "trainee", "person", origin),
            member(INSTRUCTOR, "instructor", "person", origin),
            member(STORE, "partner", "program", origin),
        ],
    }
    return {**fields, **changes}


@dataclass(frozen=True)
class Log:
    """What lies in a bundle, before it is laid out."""

    entries: tuple[bytes, ...]
    truth: Mapping[int, bytes]
    checkpoint: bytes = b""
    receipts: Mapping[str, bytes] | None = None
    origin: str = ORIGIN

    def signed(self) -> Log:
        """With a fresh head by the recorder."""
        return replace(self, checkpoint=self.head_note(len(self.entries)))

    def head_note(self, size: int, *signers: Signer) -> bytes:
        at = head.replay(self.origin, self.entries[:size])
        by = signers or (RECORDER.renamed(at.log),)
        return checkpoint.sign(at.log, at.size, at.root, *by)

    def with_receipt(self, size: int, by: Signer) -> Log:
        kept = {**(self.receipts or {}), f"{size:06d}-{by.name}.note": self.head_note(size, by)}
        return replace(self, receipts=kept)

    def files(self, **changes: object) -> dict[str, bytes]:
        parts: dict[str, object] = {
            "entries": self.entries,
            "checkpoint": self.checkpoint,
            "keys": {who.name: str(who.vkey) for who in EVERYBODY},
            "receipts": self.receipts or {},
            "truth": self.truth,
            "scenario_files": {"scenario.yaml": b"title: Flat 12\n"},
            "times": b"{}\n",
        }
        return bundle.layout(**{**parts, **changes})  # type: ignore[arg-type]

    def bundle(self) -> bundle.Bundle:
        return bundle.Bundle(self.files())


class Writer:
    """Writes an honest log, entry by entry."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.head = head.start(origin)
        self.origin = origin
        self.entries: list[bytes] = []
        self.truth: dict[int, bytes] = {}
        self.at = 24000

    def add(self, type: str, by: Signer, body: Mapping[str, object], *, after: int = 60) -> bytes:
        self.at += after
        data = self.head.compose(type, self.at, by, body)
        self.entries.append(data)
        self.head = self.head.after(data)
        return data

    def open(self, **changes: object) -> Writer:
        self.add("opened", RECORDER, opened(self.origin, **changes), after=0)
        return self

    def act(self, line: str, by: Signer = RECORDER) -> bytes:
        seq = len(self.entries)
        salt = key.salt(RECORDER.private, self.head.log, seq)
        leaf = truth.leaf({"events": [line]}, salt)
        self.truth[seq] = leaf
        seen = [{"code": "screen-lit", "about": "phone", "params": {"percent": 41}}]
        return self.add("act", by, {"line": line, "seen": seen, "truth": truth.digest(leaf)})

    def record(
        self, line: int, by: Signer = TRAINEE, about: str = "EX-001", **fields: object
    ) -> bytes:
        form = str(fields.pop("form", "collect"))
        body = {"line": line, "form": form, "about": about, "fields": fields}
        return self.add("record", by, body)

    def release(self, by: Signer = TRAINEE, to: str = STORE.name, **changes: object) -> bytes:
        body: dict[str, object] = {
            "exhibit": "EX-001",
            "to": to,
            "purpose": "storage",
            "seal": "0417",
            "condition": "sealed",
            "sha256": "",
            "place": "office 3",
        }
        after = changes.pop("after", 60)
        assert isinstance(after, int)
        return self.add("release", by, {**body, **changes}, after=after)

    def receive(self, release: bytes, by: Signer = STORE, **changes: object) -> bytes:
        body: dict[str, object] = {
            "exhibit": "EX-001",
            "release": entry.entry_hash(release).hex(),
            "seal": "0417",
            "condition": "sealed",
            "seal_intact": True,
            "sha256": "",
        }
        after = changes.pop("after", 60)
        assert isinstance(after, int)
        return self.add("receive", by, {**body, **changes}, after=after)

    def log(self) -> Log:
        return Log(tuple(self.entries), dict(self.truth), origin=self.origin).signed()


def honest(origin: str = ORIGIN) -> Log:
    writer = Writer(origin).open()
    writer.act("look 2")
    writer.record(1, state="lit, 41 %", seen_by=["zarina", "ilhom"])
    writer.act("isolate 2 FB-1")
    writer.record(2, form="pack", seal="0417", remark="тихо, сигнала нет")
    body = {"kind": "disk-space", "about": "store", "values": {"free_mib": 900}}
    writer.add("input", RECORDER, body)
    root = writer.head.root.hex()
    writer.add("checkpoint", RECORDER, {"size": writer.head.size, "root": root})
    writer.act("hand-over 2")
    released = writer.release()
    writer.receive(released)
    reason = "slip of the pen"
    fix = {
        "line": 3,
        "corrects": 1,
        "about": "EX-001",
        "form": "collect",
        "fields": {"state": "lit"},
    }
    writer.add("correction", TRAINEE, {**fix, "reason": reason})
    writer.add("closed", RECORDER, {"reason": "end", "entries": 12})
    return writer.log()


def forge(data: bytes, held: Signer | None = None, /, **changes: object) -> bytes:
    """The same entry with fields changed; the old signature stays unless ``by`` signs anew."""
    old = note.parse(data)
    fields = canonical.decode(old.text[:-1])
    assert isinstance(fields, dict)
    text = canonical.encode({**fields, **changes}) + b"\n"
    if held is not None:
        return note.sign(text, held)
    return text + data[len(old.text) :]


def rechain(entries: Sequence[bytes], start: int, keys: Sequence[Signer]) -> list[bytes]:
    """Make the chain whole again from ``start`` on, as well as the ``keys`` allow.

    Numbers and ``prev`` are always renewed; heads inside the log and quoted releases too,
    where the key of their signer is held.
    """
    held = {who.name: who for who in keys}
    done = list(entries[:start])
    renewed: dict[str, str] = {}
    for seq, data in enumerate(entries[start:], start=start):
        old = entry.read(data)
        by = held.get(old.by)
        log = entry.log_id(entry.read(done[0]).log, done[0])
        body = old.fields
        if old.type == "checkpoint":
            so_far = head.replay(ORIGIN, done)
            body = {"size": so_far.size, "root": so_far.root.hex()}
        if body.get("release") in renewed:
            body["release"] = renewed[str(body["release"])]
        more = {} if by is None else {"body": body}
        prev = entry.entry_hash(done[-1]).hex()
        made = forge(data, by, log=log, seq=seq, prev=prev, **more)
        renewed[old.digest.hex()] = entry.entry_hash(made).hex()
        done.append(made)
    return done
