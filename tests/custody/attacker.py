"""Every attack of the threat table, done to an honest log: one function, one row.

The attacker can write to the store and lay the bundle out anew, manifest included; which
keys he holds is part of the attack. Functions return what the reviewer would be given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.custody import entry
from simulator.custody.note import Signer
from tests.custody.sample import (
    EVERYBODY,
    STRANGER,
    TRAINEE,
    Log,
    forge,
    honest,
    rechain,
)


def _put(log: Log, entries: Sequence[bytes]) -> Log:
    return replace(log, entries=tuple(entries))


def _changed(data: bytes, by: Signer | None = None) -> bytes:
    body = entry.read(data).fields
    if "fields" in body:
        body["fields"] = {"state": "off"}
    elif "place" in body:
        body["place"] = "office 4"
    else:
        body["line"] = "something else"
    return forge(data, by, body=body)


def edit(log: Log, at: int) -> Log:
    """Change one entry, nothing else."""
    entries = list(log.entries)
    entries[at] = _changed(entries[at])
    return _put(log, entries)


def edit_and_rechain(log: Log, at: int, keys: Sequence[Signer] = ()) -> Log:
    """Change one entry and make the chain whole again, with the keys held."""
    held = {who.name: who for who in keys}
    entries = list(log.entries)
    entries[at] = _changed(entries[at], held.get(entry.read(entries[at]).by))
    return _put(log, rechain(entries, at + 1, keys))


def resign(log: Log, at: int, by: Signer = TRAINEE) -> Log:
    """Change one's own entry and sign it again; leave the rest."""
    entries = list(log.entries)
    entries[at] = _changed(entries[at], by)
    return _put(log, entries)


def delete(log: Log, *at: int) -> Log:
    """Take entries out, number the files anew."""
    return _put(log, [data for seq, data in enumerate(log.entries) if seq not in at])


def delete_and_rechain(log: Log, at: int) -> Log:
    """Take one entry out, renumber and rechain without any key."""
    entries = [data for seq, data in enumerate(log.entries) if seq != at]
    return _put(log, rechain(entries, at, ()))


def swap(log: Log, at: int) -> Log:
    """Exchange two neighbours."""
    entries = list(log.entries)
    entries[at], entries[at + 1] = entries[at + 1], entries[at]
    return _put(log, entries)


def move(log: Log, at: int, to: int) -> Log:
    """Take one entry to another place."""
    entries = list(log.entries)
    entries.insert(to, entries.pop(at))
    return _put(log, entries)


def replay(log: Log, of: int, at: int) -> Log:
    """Put an old valid entry in once more."""
    entries = list(log.entries)
    entries.insert(at, entries[of])
    return _put(log, entries)


def replay_over(log: Log, of: int, at: int) -> Log:
    """Put an old valid entry in the place of another."""
    entries = list(log.entries)
    entries[at] = entries[of]
    return _put(log, entries)


def insert(log: Log, at: int, by: Signer = STRANGER, *, claims: Signer | None = None) -> Log:
    """Put a made-up entry in; ``claims`` is whose name it bears."""
    entries = list(log.entries)
    name = (claims or by).name
    made = forge(entries[at], by.renamed(name), by=name, type="record", body=_line())
    entries.insert(at, made)
    return _put(log, entries)


def replace_by_stranger(log: Log, at: int) -> Log:
    """Put a stranger's entry in the place of another."""
    entries = list(log.entries)
    entries[at] = forge(entries[at], STRANGER, by=STRANGER.name, type="record", body=_line())
    return _put(log, entries)


def transplant(log: Log, at: int, *, over: bool) -> Log:
    """Put in a valid entry of another log by the same people."""
    other = honest("simulator/flat-12/attempt-2").entries[at]
    entries = list(log.entries)
    entries[at : at + over] = [other]
    return _put(log, entries)


def truncate(log: Log, lost: int) -> Log:
    """Cut the end off and keep the checkpoint."""
    return _put(log, log.entries[:-lost])


def truncate_with_heads(log: Log, lost: int) -> Log:
    """Cut the end off and sign a fitting checkpoint, with the recorder's key."""
    return truncate(log, lost).signed()


def rewrite(log: Log, at: int, keys: Sequence[Signer] = EVERYBODY) -> Log:
    """Change an entry and sign everything after it and the head again."""
    return edit_and_rechain(log, at, keys).signed()


def restart(log: Log) -> Log:
    """Begin again after a bad first try: same name, same keys, another first entry."""
    entries = list(log.entries)
    body = {**entry.read(entries[0]).fields, "ordinal": 1, "seed": 8}
    entries[0] = forge(entries[0], EVERYBODY[0], body=body)
    return _put(log, rechain(entries, 1, EVERYBODY)).signed()


def roll_clock_back(log: Log, first: int, last: int) -> Log:
    """Honest keys, a clock that was wrong for a while."""
    entries = list(log.entries)
    for seq in range(first, last + 1):
        entries[seq] = forge(entries[seq], at=20000 + seq)
    return _put(log, rechain(entries, first, EVERYBODY)).signed()


def _line() -> dict[str, object]:
    return {"line": 9, "form": "collect", "about": "EX-001", "fields": {"state": "off"}}
