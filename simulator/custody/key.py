"""Ed25519 keys (RFC 8032): which are refused, how one is proved held, how text holds one.

The library below accepts public keys of small order, under which one fixed signature
fits many messages; whoever enrolled such a key could deny everything. They are refused
here, with every encoding that is not the canonical one.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from simulator.custody import canonical
from simulator.errors import BundleError, KeyFileError

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64

_PRIME = 2**255 - 19
_CURVE_D = -121665 * pow(121666, -1, _PRIME) % _PRIME
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_LOW_ORDER_Y = frozenset({0, 1, _PRIME - 1, _ORDER_8, _PRIME - _ORDER_8})


# The same members come back in every log of a class.
@lru_cache(maxsize=1024)
def is_strong(public: bytes) -> bool:
    """Whether this is the canonical encoding of a point of large order (RFC 8032, 5.1.3) [V]."""
    if len(public) != PUBLIC_BYTES:
        return False
    y = int.from_bytes(public, "little") & (2**255 - 1)
    if y >= _PRIME or y in _LOW_ORDER_Y:
        return False
    square = (y * y - 1) * pow(_CURVE_D * y * y + 1, -1, _PRIME) % _PRIME
    return pow(square, (_PRIME - 1) // 2, _PRIME) == 1


def generate() -> Ed25519PrivateKey:
    """A new private key from the system's randomness."""
    return Ed25519PrivateKey.generate()


def public_bytes(private: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of the public key."""
    return private.public_key().public_bytes_raw()


def fits(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` over ``message`` verifies under ``public``; never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def partner(recorder: Ed25519PrivateKey, label: str) -> Ed25519PrivateKey:
    """The key of a partner played by the program (HKDF-SHA256, RFC 5869) [V].

    It follows from the recorder's key and ``label`` alone, so the same attempt has the same
    partners, and it never counts as a second person's key.
    """
    info = b"evidence-simulator/partner/v1\n" + label.encode()
    return Ed25519PrivateKey.from_private_bytes(_derive(recorder, info, 32))


def salt(recorder: Ed25519PrivateKey, log: str, seq: int) -> str:
    """The salt of the truth leaf of entry ``seq``: 32 hexadecimal digits, unknown to others."""
    info = b"evidence-simulator/salt/v1\n" + f"{log}\n{seq}".encode()
    return _derive(recorder, info, 16).hex()


def _derive(recorder: Ed25519PrivateKey, info: bytes, size_bytes: int) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=size_bytes, salt=None, info=info)
    return kdf.derive(recorder.private_bytes_raw())


def _statement(origin: str, vkey: str) -> bytes:
    # The first line keeps these bytes apart from every entry and every checkpoint.
    return f"evidence-simulator/possession/v1\n{origin}\n{vkey}\n".encode()


def possession(private: Ed25519PrivateKey, origin: str, vkey: str) -> str:
    """Proof, in base64, that whoever enrols ``vkey`` in the log ``origin`` holds the key."""
    return b64encode(private.sign(_statement(origin, vkey))).decode()


@lru_cache(maxsize=1024)
def is_possessed(public: bytes, proof: str, origin: str, vkey: str) -> bool:
    """Whether ``proof`` was made for this log and this key by the holder of the key."""
    try:
        signature = strict_base64(proof)
    except BundleError:
        return False
    return fits(public, signature, _statement(origin, vkey))


def strict_base64(text: str) -> bytes:
    """Bytes of ``text`` if it is exactly their standard base64 (RFC 4648 section 4) [V].

    Raises ``BundleError`` ``not-base64``.
    """
    try:
        data = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        raise BundleError("not-base64") from None
    if b64encode(data).decode() != text:
        raise BundleError("not-base64")
    return data


def to_pem(private: Ed25519PrivateKey, password: str = "") -> bytes:
    """The private key as PKCS #8 text, encrypted when a password is given."""
    lock: KeySerializationEncryption = NoEncryption()
    if password:
        lock = BestAvailableEncryption(password.encode())
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def from_pem(text: bytes, password: str = "") -> Ed25519PrivateKey:
    """The private key in ``text``.

    Raises ``KeyFileError`` ``key-unreadable`` (damaged, wrong password, or another kind of key).
    """
    try:
        private = load_pem_private_key(text, password.encode() if password else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFileError("key-unreadable") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFileError("key-unreadable")
    return private


def to_json(name: str, private: Ed25519PrivateKey) -> bytes:
    """Name and private key as one line of canonical JSON with its newline."""
    secret = b64encode(private.private_bytes_raw()).decode()
    fields = {"kind": "ed25519", "name": name, "private": secret, "v": 1}
    return canonical.encode(fields) + b"\n"


def from_json(text: bytes) -> tuple[str, Ed25519PrivateKey]:
    """Name and private key out of ``to_json``. Raises ``KeyFileError`` ``key-unreadable``."""
    try:
        fields = canonical.decode(text.removesuffix(b"\n"))
        if not isinstance(fields, dict) or sorted(fields) != ["kind", "name", "private", "v"]:
            raise KeyFileError("key-unreadable")
        name, secret = fields["name"], fields["private"]
        if fields["kind"] != "ed25519" or fields["v"] != 1:
            raise KeyFileError("key-unreadable")
        if not (isinstance(name, str) and isinstance(secret, str)):
            raise KeyFileError("key-unreadable")
        return name, Ed25519PrivateKey.from_private_bytes(strict_base64(secret))
    except (BundleError, ValueError):
        raise KeyFileError("key-unreadable") from None
