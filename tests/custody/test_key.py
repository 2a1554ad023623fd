from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.custody import key
from simulator.errors import BundleError, KeyFileError
from tests.custody import vector
from tests.custody.sample import RECORDER, TRAINEE

PRIME = 2**255 - 19
D = -121665 * pow(121666, -1, PRIME) % PRIME
ROOT_OF_MINUS_1 = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int]


def _add(a: Point, b: Point) -> Point:
    cross = D * a[0] * b[0] * a[1] * b[1] % PRIME
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + cross, -1, PRIME)
    y = (a[1] * b[1] + a[0] * b[0]) * pow(1 - cross, -1, PRIME)
    return x % PRIME, y % PRIME


def _low_order_encodings() -> set[bytes]:
    """All points whose eightfold is the neutral one, from the curve's equation; all spellings."""
    # Points of order 8 satisfy x^2 = y^2 up to sign after one doubling onto (±sqrt(-1), 0).
    ys = {0, 1, PRIME - 1}
    # -x^2 + y^2 = 1 + d x^2 y^2 with y^2 = -x^2, so d y^4 + 2 y^2 - 1 = 0 in y^2.
    root = _sqrt((1 + D) % PRIME)
    assert root is not None
    for sign in (1, -1):
        square = (-1 + sign * root) * pow(D, -1, PRIME) % PRIME
        y = _sqrt(square)
        if y is not None:
            ys |= {y, PRIME - y}
    encodings = set()
    for y in ys:
        x = _sqrt((y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME)
        if x is None:
            continue
        doubled: Point = (x, y)
        for _ in range(3):
            doubled = _add(doubled, doubled)
        assert doubled == (0, 1)
        for spelled in (y, y + PRIME):
            if spelled < 2**255:
                for bit in (0, 1):
                    encodings.add((spelled | bit << 255).to_bytes(32, "little"))
    return encodings


def _sqrt(value: int) -> int | None:
    root = pow(value, (PRIME + 3) // 8, PRIME)
    for candidate in (root, root * ROOT_OF_MINUS_1 % PRIME):
        if candidate * candidate % PRIME == value % PRIME:
            return candidate
    return None


def test_all_fourteen_low_order_encodings_are_refused() -> None:
    encodings = _low_order_encodings()
    assert len(encodings) == 14
    assert not any(key.is_strong(encoding) for encoding in encodings)


def test_a_low_order_key_verifies_different_messages_in_the_library() -> None:
    # The reason for the refusal: with the neutral point as key, one signature fits all.
    weak = bytes([1]) + bytes(31)
    base = (_sqrt_base(), 4 * pow(5, -1, PRIME) % PRIME)
    encoded = (base[1] | (base[0] & 1) << 255).to_bytes(32, "little")
    signature = encoded + (1).to_bytes(32, "little")
    assert all(key.fits(weak, signature, message) for message in (b"a", b"b", b"c"))
    assert not key.is_strong(weak)


def _sqrt_base() -> int:
    y = 4 * pow(5, -1, PRIME) % PRIME
    x = _sqrt((y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME)
    assert x is not None
    return x if x % 2 == 0 else PRIME - x


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=50)
def test_every_generated_key_is_strong(seed: bytes) -> None:
    public = key.public_bytes(Ed25519PrivateKey.from_private_bytes(seed))
    assert key.is_strong(public)


@pytest.mark.parametrize(
    "public", [b"", bytes(31), bytes(33), b"\xff" * 32, (2).to_bytes(32, "little")]
)
def test_other_lengths_large_values_and_points_off_the_curve_are_refused(public: bytes) -> None:
    assert not key.is_strong(public)


def test_wycheproof() -> None:
    path = vector.folder("wycheproof") / "testvectors_v1" / "ed25519_test.json"
    cases = 0
    for group in json.loads(path.read_text())["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            fits = key.fits(public, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
            assert fits == (case["result"] == "valid"), case
            cases += 1
    assert cases == 151


def test_possession_is_bound_to_log_and_key() -> None:
    vkey = str(TRAINEE.vkey)
    proof = key.possession(TRAINEE.private, "log", vkey)
    public = TRAINEE.vkey.public
    assert key.is_possessed(public, proof, "log", vkey)
    assert not key.is_possessed(public, proof, "other", vkey)
    assert not key.is_possessed(RECORDER.vkey.public, proof, "log", vkey)
    assert not key.is_possessed(public, proof + "\n", "log", vkey)


def test_partner_keys_and_salts_follow_from_the_recorder_and_the_label() -> None:
    first = key.partner(RECORDER.private, "lola")
    assert key.public_bytes(first) == key.public_bytes(key.partner(RECORDER.private, "lola"))
    others = [key.partner(RECORDER.private, "store"), key.partner(TRAINEE.private, "lola")]
    assert key.public_bytes(first) not in {key.public_bytes(other) for other in others}
    salts = {key.salt(RECORDER.private, "log", 1), key.salt(RECORDER.private, "log", 2)}
    assert len(salts | {key.salt(RECORDER.private, "log", 1)}) == 2
    assert all(len(bytes.fromhex(salt)) == 16 for salt in salts)


@pytest.mark.parametrize("password", ["", "пароль"])
def test_key_text_is_read_back(password: str) -> None:
    text = key.to_pem(TRAINEE.private, password)
    assert key.public_bytes(key.from_pem(text, password)) == TRAINEE.vkey.public
    name, private = key.from_json(key.to_json("trainee-07", TRAINEE.private))
    assert (name, key.public_bytes(private)) == ("trainee-07", TRAINEE.vkey.public)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"{", key.to_pem(TRAINEE.private, "secret")])
def test_damaged_key_text_is_refused(text: bytes) -> None:
    with pytest.raises(KeyFileError, match="key-unreadable"):
        key.from_pem(text)
    with pytest.raises(KeyFileError, match="key-unreadable"):
        key.from_pem(text, "wrong")
    with pytest.raises(KeyFileError, match="key-unreadable"):
        key.from_json(text)


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "QQ-=", "Ω"])
def test_base64_has_one_spelling(text: str) -> None:
    with pytest.raises(BundleError, match="not-base64"):
        key.strict_base64(text)
    assert key.strict_base64("QQ==") == b"A"
