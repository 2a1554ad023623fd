"""Canonical JSON: a closed profile of RFC 8785 (JCS), so that a value has one byte string.

Allowed: objects with printable ASCII names, arrays, strings in Unicode form NFC without
surrogates, booleans, integers within ±(2^53 - 1). No floating point, no ``null``. Inside
this profile msgspec prints exactly what RFC 8785 prescribes.
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import is_normalized

import msgspec

from simulator.errors import BundleError

LARGEST = 2**53 - 1

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder()


def encode(value: object) -> bytes:
    """The one byte string of ``value``, without a newline.

    Raises ``BundleError`` ``not-canonical`` for anything outside the profile.
    """
    _require(value)
    return _ENCODER.encode(value)


def decode(data: bytes) -> object:
    """The value of ``data``, if ``data`` is exactly what ``encode`` would print.

    That also refuses duplicate names, spaces and other spellings of the same value.
    Raises ``BundleError`` ``not-canonical``.
    """
    try:
        value = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BundleError("not-canonical") from None
    if encode(value) != data:
        raise BundleError("not-canonical")
    return value


def is_normal(line: bytes) -> bool:
    """Whether every string in a canonical ``line`` is in form NFC (a fast first test).

    A part of a normal text is normal, so a normal line has only normal strings; in the
    rare other case the strings are looked at one by one.
    """
    if line.isascii():
        return True
    try:
        if is_normalized("NFC", line.decode()):
            return True
        _require(_DECODER.decode(line))
    except (UnicodeDecodeError, msgspec.DecodeError, BundleError):
        return False
    return True


def _require(value: object) -> None:
    if isinstance(value, str):
        if not value.isascii() and not _is_text(value):
            raise BundleError("not-canonical")
    elif isinstance(value, bool):
        return
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise BundleError("not-canonical")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if not (isinstance(name, str) and name and name.isascii() and name.isprintable()):
                raise BundleError("not-canonical")
            _require(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _require(inner)
    else:
        raise BundleError("not-canonical")


def _is_text(value: str) -> bool:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return False
    return is_normalized("NFC", value)
