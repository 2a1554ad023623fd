"""What stands in an entry, by type: closed shapes, every field required unless noted.

``BODIES`` maps the type's name to its shape. Unknown and missing fields are refused. Times
are case seconds, digests are lower-case hexadecimal SHA-256, empty text means "none".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from simulator.custody.canonical import LARGEST
from simulator.errors import BundleError

Name = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?\Z")]
"""A pseudonym: letters, digits, ``. _ -``; it also names a file of the bundle."""
Number = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]
Count = Annotated[int, Meta(ge=0, le=LARGEST)]
Field = Annotated[str, Meta(pattern=r"\A[ -~]+\Z")]
Hex = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
HexOrNone = Annotated[str, Meta(pattern=r"\A(?:[0-9a-f]{64})?\Z")]

Part = Literal["recorder", "trainee", "partner", "instructor"]
PlayedBy = Literal["person", "program"]
Fields = dict[Field, str | Number | list[str]]
Params = dict[Field, str | Number]


class Body(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all bodies share: closed, immutable, defaults left out."""


class ScenarioRef(Body, frozen=True):
    """Which scenario; ``plan`` is the digest of its compiled plan."""

    id: str
    version: str
    plan: HexOrNone


class Member(Body, frozen=True):
    """Somebody who may sign; ``possession`` proves that he holds the key of ``vkey``."""

    id: Name
    vkey: str
    part: Part
    played_by: PlayedBy
    possession: str


class Enrol(Member, frozen=True):
    """A member joins later; his key is good from this entry on."""


class Rotate(Body, frozen=True):
    """A member's new key, good from the next entry on."""

    id: Name
    vkey: str
    possession: str


class Revoke(Body, frozen=True):
    """A member's key is good no more after this entry."""

    id: Name
    reason: str


class Opened(Body, frozen=True):
    """The first entry. ``ticket``, the instructor's signed start ticket, only in an exam."""

    scenario: ScenarioRef
    seed: Number
    engine: Count
    ordinal: Count
    level: str
    pack: str
    starts: Count
    roster: tuple[Member, ...]
    ticket: str = ""


class Seen(Body, frozen=True):
    """One thing that could be perceived."""

    code: str
    about: str
    params: Params


class Act(Body, frozen=True):
    """Flight recorder: the act in canonical English; ``truth`` is its leaf's digest."""

    line: str
    seen: tuple[Seen, ...]
    truth: HexOrNone


class Input(Body, frozen=True):
    """A fact of the machine that no replay could derive."""

    kind: str
    about: str
    values: Params


class Record(Body, frozen=True):
    """A line of the protocol, numbered from 1."""

    line: Count
    form: str
    about: str
    fields: Fields


class Correction(Body, frozen=True):
    """A line that puts line ``corrects`` right; both stay."""

    line: Count
    corrects: Count
    about: str
    form: str
    fields: Fields
    reason: str


class Release(Body, frozen=True):
    """The custodian gives an exhibit to ``to``; custody moves when that person receives it."""

    exhibit: str
    to: str
    purpose: str
    seal: str
    condition: str
    sha256: HexOrNone
    place: str


class Receive(Body, frozen=True):
    """The receiver takes it; ``release`` is the hash of the release entry."""

    exhibit: str
    release: HexOrNone
    seal: str
    condition: str
    seal_intact: bool
    sha256: HexOrNone


class Refuse(Body, frozen=True):
    """The receiver does not take it; custody stays where it was."""

    exhibit: str
    release: HexOrNone
    reason: str
    seal: str


class Head(Body, frozen=True):
    """A checkpoint inside the log: root over the first ``size`` entries."""

    size: Count
    root: Hex


class Closed(Body, frozen=True):
    """The last entry; ``entries`` counts all of them, this one included."""

    reason: str
    entries: Count


BODIES: Mapping[str, type[Body]] = {
    "opened": Opened,
    "enrol": Enrol,
    "rotate": Rotate,
    "revoke": Revoke,
    "act": Act,
    "input": Input,
    "record": Record,
    "release": Release,
    "receive": Receive,
    "refuse": Refuse,
    "correction": Correction,
    "checkpoint": Head,
    "closed": Closed,
}
PROTOCOL = frozenset({"record", "release", "receive", "refuse", "correction"})
"""Types that a person writes; all others are the flight recorder's."""

_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(shape) for kind, shape in BODIES.items()
}


def shape(kind: str, fields: Mapping[str, object] | Body) -> Body:
    """``fields`` as the body of an entry of type ``kind``.

    Raises ``BundleError`` ``entry-type`` or ``entry-body``.
    """
    if kind not in BODIES:
        raise BundleError("entry-type", kind=kind)
    try:
        plain = msgspec.to_builtins(fields)
        return msgspec.convert(plain, BODIES[kind])
    except (msgspec.ValidationError, TypeError) as problem:
        raise BundleError("entry-body", kind=kind, detail=str(problem)) from None


def read(kind: str, data: bytes | msgspec.Raw) -> Body:
    """The body printed in ``data``. Raises ``BundleError`` ``entry-type`` or ``entry-body``."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        raise BundleError("entry-type", kind=kind)
    try:
        found: Body = decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise BundleError("entry-body", kind=kind, detail=str(problem)) from None
    return found
