"""One entry of the log: a signed note whose text is one line of canonical JSON.

The first entry names the log by its origin; all later ones by the origin and the first
16 digits of the first entry's hash, so that no entry fits into another log. ``prev`` is
the hash of the whole note before: whoever signs next acknowledges that signature too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from simulator.custody import body as bodies
from simulator.custody import canonical, note
from simulator.custody.body import Body, Count, HexOrNone, Name, Number
from simulator.custody.digest import leaf_hash
from simulator.errors import BundleError

MOST_BYTES = 65_535
MOST_ENTRIES = 100_000
"""No log is longer; a larger number in an entry or a head is never counted up to."""
VERSION = 1


class Entry(Struct, frozen=True):
    """An entry as read; ``signatures`` are not verified here."""

    log: str
    seq: int
    prev: str
    type: str
    at: int
    by: str
    body: Body
    text: bytes
    signatures: tuple[note.Signature, ...]
    data: bytes

    @property
    def digest(self) -> bytes:
        """The hash of the entry, 32 bytes; ``release`` of a receipt quotes it in hexadecimal."""
        return entry_hash(self.data)

    @property
    def note(self) -> note.Note:
        """Text and signature lines."""
        return note.Note(self.text, self.signatures)

    @property
    def fields(self) -> dict[str, object]:
        """The body as plain values."""
        plain: dict[str, object] = msgspec.json.decode(msgspec.json.encode(self.body))
        return plain


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    v: Literal[1]
    log: str
    seq: Count
    prev: HexOrNone
    type: str
    at: Number
    by: Name
    body: msgspec.Raw


class _Print(Struct, frozen=True):
    v: int
    log: str
    seq: int
    prev: str
    type: str
    at: int
    by: str
    body: Body


_DECODER = msgspec.json.Decoder(_Line)
_ENCODER = msgspec.json.Encoder(order="sorted")


def entry_hash(data: bytes) -> bytes:
    """The hash of an entry: the RFC 6962 leaf hash of the whole note."""
    return leaf_hash(data)


def log_id(origin: str, first: bytes) -> str:
    """The name that every entry but the first carries, and every checkpoint."""
    return f"{origin}/{entry_hash(first).hex()[:16]}"


def compose(
    *,
    log: str,
    seq: int,
    prev: str,
    type: str,
    at: int,
    signer: note.Signer,
    body: Mapping[str, object] | Body,
    witnesses: Sequence[note.Signer] = (),
) -> bytes:
    """The signed bytes of an entry by ``signer``; ``at`` in case seconds.

    Raises ``BundleError``: ``entry-type``, ``entry-body``, ``entry-too-long``, ``not-canonical``,
    ``entry-unreadable``.
    """
    shaped = bodies.shape(type, body)
    plain: dict[str, object] = {
        "v": VERSION,
        "log": log,
        "seq": seq,
        "prev": prev,
        "type": type,
        "at": at,
        "by": signer.name,
        "body": msgspec.to_builtins(shaped),
    }
    data = note.sign(canonical.encode(plain) + b"\n", signer, *witnesses)
    if len(data) > MOST_BYTES:
        raise BundleError("entry-too-long", bytes=len(data), most=MOST_BYTES)
    read(data)
    return data


def read(data: bytes) -> Entry:
    """The entry in ``data``, if the bytes are exactly as ``compose`` prints them.

    Raises ``BundleError``: ``entry-too-long``, ``note-unreadable``, ``entry-unreadable``,
    ``not-canonical``, ``entry-type``, ``entry-body``.
    """
    if len(data) > MOST_BYTES:
        raise BundleError("entry-too-long", bytes=len(data), most=MOST_BYTES)
    signed = note.parse(data)
    line = signed.text[:-1]
    try:
        head = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BundleError("entry-unreadable") from None
    body = bodies.read(head.type, head.body)
    again = _Print(head.v, head.log, head.seq, head.prev, head.type, head.at, head.by, body)
    if _ENCODER.encode(again) != line or not canonical.is_normal(line):
        raise BundleError("not-canonical")
    if not note.is_name(head.log) or head.seq >= MOST_ENTRIES:
        raise BundleError("entry-unreadable")
    if (head.seq == 0) != (head.type == "opened") or (head.seq == 0) != (head.prev == ""):
        raise BundleError("entry-unreadable")
    return Entry(
        head.log,
        head.seq,
        head.prev,
        head.type,
        head.at,
        head.by,
        body,
        signed.text,
        signed.signatures,
        data,
    )
