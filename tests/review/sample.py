"""Honest bundles of both scenarios, played at a real seat, and ways to falsify them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.custody import bundle, checkpoint, entry, head, key
from simulator.custody.body import Receive
from simulator.custody.bundle import Bundle
from simulator.custody.note import Signer
from simulator.exercise import archive, sitting
from simulator.exports.bundle import write_bundle
from simulator.scenario.library import find
from simulator.script.canonical import parse_act
from simulator.store.home import Home
from simulator.store.keyring import RECORDER, Keyring

NAME = "p-07"
"""The trainee signs under this name, which is not the one of his part."""

SEARCH = """
nodir: guard
lola: awake laptop how=jiggler
look phone
photograph phone
isolate phone bag=FB-1 why=stop-signals
look laptop
lola: live-copy laptop
note phone form=found place=kitchen power=on lock=locked battery=41 came=visible sight=both
search hall sight=both
look stick
seize stick number=EX-001 shown=both
pack stick with=antistatic
note stick form=taken number=EX-001 shown=both package=antistatic seal=0999
wait for=20
reply farid-leaves choice=ask
wait for=10
reply chief-hurry choice=explain
read-out
hand-over EX-001 to=store
finish
receive EX-001 seal=intact
image EX-001
verify IM-002
working-copy IM-002
list IM-003
end
"""
DRILL = """
sabina: guard
look phone
photograph phone
isolate phone bag=FB-1 why=stop-signals
note phone form=found place=room power=on lock=unlocked sight=both
end
"""


@dataclass(frozen=True)
class Played:
    """An attempt in a store, and its bundle on disk."""

    home: Home
    id: str
    path: Path

    @property
    def bundle(self) -> Bundle:
        return bundle.read(self.path)


def play(home: Home, scenario: str, acts: str, path: Path, seed: int = 7) -> Played:
    """Play at a real seat and export."""
    terms = sitting.Terms(seed, "guided", "en", NAME)
    with (
        sitting.store_of(home) as store,
        sitting.sit_down(home, store, find(scenario), terms) as seat,
    ):
        for line in acts.split("\n"):
            if line:
                done = seat.do(parse_act(line))
                assert not done.refused, (line, done.refused)
        archive.export(seat, path)
        return Played(home, seat.id, path)


def first(played: Played, type: str, number: int = 0) -> int:
    """The number of the first entry of a type."""
    found = [one for _, data in played.bundle.entries if (one := entry.read(data)).type == type]
    return found[number].seq


def signers(home: Home) -> dict[str, Signer]:
    """All keys that lie on the trainee's machine."""
    ring = Keyring(home.keys)
    recorder = ring.read(RECORDER)
    partners = [Signer(id, key.partner(recorder.private, id)) for id in ("store", "nodir")]
    return {one.name: one for one in (recorder, ring.read(NAME), *partners)}


def laid_out(source: Bundle, notes: list[bytes] | None = None, **changed: Any) -> Bundle:
    """The bundle with other parts, and a manifest that fits them."""
    parts: dict[str, Any] = {
        "entries": notes if notes is not None else [data for _, data in source.entries],
        "checkpoint": source.checkpoint,
        "keys": {name: data.decode().strip() for name, data in source.keys.items()},
        "receipts": source.folder("receipts"),
        "truth": source.truth,
        "scenario_files": source.folder("scenario"),
        "times": source.times,
    }
    return Bundle(bundle.layout(**{**parts, **changed}))


Change = Callable[[dict[str, Any]], object]


def resigned(played: Played, seq: int, change: Change) -> Bundle:
    """One entry changed and signed again by its signer; the rest stays."""
    notes = [data for _, data in played.bundle.entries]
    notes[seq] = _again(notes[seq], signers(played.home), change)
    return laid_out(played.bundle, notes)


def rewritten(
    played: Played, changes: Mapping[int, Change], truth: Mapping[int, bytes] | None = None
) -> Bundle:
    """Entries changed, and everything after them signed again with every key of the machine."""
    keys = signers(played.home)
    old = [data for _, data in played.bundle.entries]
    new: list[bytes] = []
    hashes: dict[str, str] = {}
    for seq, data in enumerate(old):
        prev = entry.entry_hash(new[-1]).hex() if new else ""
        change = changes.get(seq, lambda body: None)
        if entry.read(data).type == "checkpoint":
            change = _rooted(new)
        note = _again(data, keys, change, prev, hashes)
        hashes[entry.entry_hash(data).hex()] = entry.entry_hash(note).hex()
        new.append(note)
    end = head.replay(entry.read(new[0]).log, new)
    signed = checkpoint.sign(end.log, end.size, end.root, keys[RECORDER].renamed(end.log))
    leaves = played.bundle.truth if truth is None else truth
    return laid_out(played.bundle, new, checkpoint=signed, truth=leaves)


def _rooted(notes: list[bytes]) -> Change:
    root = head.replay("x", notes).root.hex()
    return lambda body: body.update(root=root)


def _again(
    data: bytes,
    keys: Mapping[str, Signer],
    change: Change,
    prev: str | None = None,
    hashes: Mapping[str, str] | None = None,
) -> bytes:
    old = entry.read(data)
    body = old.fields
    if isinstance(old.body, Receive) and hashes:
        body["release"] = hashes[old.body.release]
    change(body)
    return entry.compose(
        log=old.log,
        seq=old.seq,
        prev=old.prev if prev is None else prev,
        type=old.type,
        at=old.at,
        signer=keys[old.by],
        body=body,
    )


def written(source: Bundle, path: Path) -> Path:
    """The bundle as a zip."""
    write_bundle(path, source.files)
    return path


def flipped(source: Bundle, name: str, at: int) -> Bundle:
    """One bit of one file is another."""
    data = bytearray(source.files[name])
    data[at] ^= 1
    return Bundle({**source.files, name: bytes(data)})
