"""Truth leaves: what really happened at an act, kept apart; the act carries only a digest.

The salt keeps a trainee from guessing a short leaf out of its digest. A leaf leaves the
machine only when the attempt is closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.custody import canonical
from simulator.custody.body import Act, Closed
from simulator.custody.chain import Slot
from simulator.custody.digest import sha256_hex
from simulator.custody.entry import Entry
from simulator.custody.finding import Finding, finding, runs
from simulator.errors import BundleError

_SALT = "salt"
_SALT_DIGITS = 32


def leaf(fields: Mapping[str, object], salt: str) -> bytes:
    """The bytes of a leaf: ``fields`` and the salt (see ``key.salt``) as canonical JSON.

    Raises ``BundleError`` ``not-canonical`` or, when ``fields`` has a salt already or the salt
    is too short, ``truth-unreadable``.
    """
    if _SALT in fields or len(salt) < _SALT_DIGITS:
        raise BundleError("truth-unreadable")
    return canonical.encode({**fields, _SALT: salt})


def digest(data: bytes) -> str:
    """What the act carries: plain SHA-256 of the leaf, in hexadecimal."""
    return sha256_hex(data)


def read(data: bytes) -> dict[str, object]:
    """The fields of a leaf without its salt. Raises ``BundleError`` ``truth-unreadable``."""
    try:
        fields = canonical.decode(data)
    except BundleError:
        raise BundleError("truth-unreadable") from None
    if not isinstance(fields, dict) or not isinstance(fields.pop(_SALT, None), str):
        raise BundleError("truth-unreadable")
    return fields


def fits(data: bytes, entry: Entry) -> bool:
    """Whether ``data`` is the leaf that the act ``entry`` was signed with."""
    return isinstance(entry.body, Act) and entry.body.truth == digest(data)


def findings(leaves: Mapping[int, bytes], spine: Sequence[Slot], total: int) -> list[Finding]:
    """Leaves that are not what the acts were signed with; none at all is no finding.

    ``spine`` are the good entries of a log of ``total`` entries; a leaf of a damaged entry
    says nothing.
    """
    if not leaves:
        return []
    found = []
    good: set[int] = set()
    acts: dict[int, Entry] = {}
    is_closed = False
    for slot in spine:
        assert slot.entry is not None
        good.add(slot.entry.seq)
        is_closed = is_closed or isinstance(slot.entry.body, Closed)
        if isinstance(slot.entry.body, Act) and slot.entry.body.truth:
            acts[slot.entry.seq] = slot.entry
    for number, data in leaves.items():
        if number in acts:
            if not fits(data, acts[number]):
                found.append(finding("truth-mismatch", [number]))
        elif number in good or number >= total:
            found.append(finding("truth-foreign", [number]))
    if is_closed:
        for run in runs(sorted(set(acts) - set(leaves))):
            found.append(finding("truth-missing", run))
    return found
