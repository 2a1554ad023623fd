"""C2SP signed notes: a text, an empty line, one signature line per signer.

Format: c2sp.org/signed-note [V]. A note is read whole or refused: what stands after the
last signature line, another spelling of the base64, a second signature of the same key.
Key ids are hints; a signature counts only when it verifies under a key the reader brought.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from simulator.custody import key
from simulator.custody.digest import sha256
from simulator.errors import BundleError

_ED25519 = b"\x01"
_DASH = "— "
_MOST_SIGNATURES = 100
_CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f]")
KEY_ID_BYTES = 4


def is_name(name: str) -> bool:
    """Whether ``name`` may name a key: not empty, no white space, no plus sign."""
    # isprintable() leaves of all white space only the plain space.
    return bool(name) and name.isprintable() and "+" not in name and " " not in name


def key_id(name: str, public: bytes) -> bytes:
    """The first four bytes of SHA-256(name, newline, 0x01, public key)."""
    return sha256(name.encode() + b"\n" + _ED25519 + public)[:KEY_ID_BYTES]


class VerifierKey(Struct, frozen=True, order=True):
    """A public key with its name; ``str()`` gives ``name+hexid+base64``."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that stand before a signature."""
        return key_id(self.name, self.public)

    def __str__(self) -> str:
        body = b64encode(_ED25519 + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{body}"

    def fits(self, note: Note) -> bool:
        """Whether the note carries a good signature of this key."""
        return any(
            line.name == self.name
            and line.key_id == self.id
            and key.fits(self.public, line.signature, note.text)
            for line in note.signatures
        )


def parse_vkey(text: str) -> VerifierKey:
    """Read ``name+hexid+base64``. Raises ``BundleError`` ``vkey-unreadable``.

    Whether the key is strong is another question: ``key.is_strong``.
    """
    name, _, rest = text.partition("+")
    id_text, _, body = rest.partition("+")
    try:
        data = key.strict_base64(body)
    except BundleError:
        raise BundleError("vkey-unreadable") from None
    if not is_name(name) or len(data) != 1 + key.PUBLIC_BYTES or data[:1] != _ED25519:
        raise BundleError("vkey-unreadable")
    found = VerifierKey(name, data[1:])
    if found.id.hex() != id_text:
        raise BundleError("vkey-unreadable")
    return found


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with the name under which it signs."""

    name: str
    private: Ed25519PrivateKey

    @property
    def vkey(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, key.public_bytes(self.private))

    def renamed(self, name: str) -> Signer:
        """The same key under another name (a log signs its heads under the log's name)."""
        return Signer(name, self.private)


class Signature(Struct, frozen=True):
    """One signature line; nothing about it is checked yet."""

    name: str
    key_id: bytes
    signature: bytes


class Note(Struct, frozen=True):
    """``text`` ends in a newline and is what was signed."""

    text: bytes
    signatures: tuple[Signature, ...]


def sign(text: bytes, *signers: Signer) -> bytes:
    """The note of ``text`` signed by all ``signers``, in that order.

    Raises ``BundleError`` ``note-unreadable`` when the result could not be read back.
    """
    lines = [text, b"\n"]
    for signer in signers:
        vkey = signer.vkey
        body = b64encode(vkey.id + signer.private.sign(text)).decode()
        lines.append(f"{_DASH}{signer.name} {body}\n".encode())
    data = b"".join(lines)
    parse(data)
    return data


def parse(data: bytes) -> Note:
    """Text and signature lines; verifies nothing. Raises ``BundleError`` ``note-unreadable``."""
    head, gap, tail = data.rpartition(b"\n\n")
    if not gap or not tail.endswith(b"\n"):
        raise BundleError("note-unreadable")
    text = head + b"\n"
    try:
        text.decode()
        lines = tail[:-1].decode().split("\n")
    except UnicodeDecodeError:
        raise BundleError("note-unreadable") from None
    if _CONTROL.search(text) or len(lines) > _MOST_SIGNATURES:
        raise BundleError("note-unreadable")
    signatures = tuple(_signature(line) for line in lines)
    if len({(line.name, line.key_id) for line in signatures}) != len(signatures):
        raise BundleError("note-unreadable")
    return Note(text, signatures)


def open_note(data: bytes, *trusted: VerifierKey) -> tuple[Note, tuple[VerifierKey, ...]]:
    """The note and those of ``trusted`` whose signatures are good.

    Raises ``BundleError``: ``note-unreadable``; ``note-unsigned`` when none is good, or a
    signature that claims to be by a trusted key is bad.
    """
    note = parse(data)
    good: list[VerifierKey] = []
    for vkey in trusted:
        claimed = any((s.name, s.key_id) == (vkey.name, vkey.id) for s in note.signatures)
        if claimed and not vkey.fits(note):
            raise BundleError("note-unsigned", name=vkey.name)
        if claimed:
            good.append(vkey)
    if not good:
        raise BundleError("note-unsigned", name="")
    return note, tuple(good)


def _signature(line: str) -> Signature:
    if not line.startswith(_DASH):
        raise BundleError("note-unreadable")
    name, gap, body = line[len(_DASH) :].partition(" ")
    try:
        data = key.strict_base64(body)
    except BundleError:
        raise BundleError("note-unreadable") from None
    if not gap or not is_name(name) or len(data) <= KEY_ID_BYTES:
        raise BundleError("note-unreadable")
    return Signature(name, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])
