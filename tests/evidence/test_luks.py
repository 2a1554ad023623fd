from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import HostError
from simulator.evidence import luks, xts
from simulator.evidence.scratch import Bytes, Scratch
from tests.evidence.conftest import SEED, Oracle

VOLUME = b"plain sector".ljust(512, b".") * 40
WORD = "сирри калон"


@pytest.fixture(scope="module")
def container() -> bytes:
    return luks.build(VOLUME, WORD, SEED, "p1")


@pytest.fixture
def file(container: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "container.img"
    path.write_bytes(container)
    return path


def test_cryptsetup_reads_the_header(file: Path, oracle: Oracle) -> None:
    shown = oracle("cryptsetup", "luksDump", file)
    assert shown.returncode == 0, shown.stderr
    words = shown.stdout.split()
    assert {"xts-plain64", "sha256", "4096", "ENABLED"} <= set(words)
    assert shown.stdout.count("DISABLED") == 7


@pytest.mark.parametrize(("word", "code"), [(WORD, 0), ("сирри хурд", 2), (WORD[:-1], 2)])
def test_cryptsetup_takes_the_passphrase_and_no_other(
    word: str, code: int, file: Path, oracle: Oracle
) -> None:
    tried = oracle("cryptsetup", "open", "--test-passphrase", file, "-d", "-", input=word)
    assert tried.returncode == code, tried.stderr


def test_cryptsetup_takes_the_master_key(file: Path, tmp_path: Path, oracle: Oracle) -> None:
    key = luks.master_key(Bytes(file.read_bytes()), WORD)
    assert key is not None
    (tmp_path / "key").write_bytes(key)
    words = ("open", "--test-passphrase", "--master-key-file", tmp_path / "key", file)
    assert oracle("cryptsetup", *words).returncode == 0


def test_unlock_gives_the_volume(container: bytes) -> None:
    plain = luks.unlock(Bytes(container), WORD)
    assert plain is not None
    assert plain.read(0, plain.size) == VOLUME
    assert plain.read(510, 20) == VOLUME[510:530]
    assert luks.unlock(Bytes(container), WORD + " ") is None
    assert VOLUME[:64] not in container


def test_the_master_key_opens_it_too(container: bytes) -> None:
    key = luks.master_key(Bytes(container), WORD)
    assert key is not None
    plain = luks.open_with_master_key(Bytes(container), key)
    assert plain is not None
    assert plain.read(0, 512) == VOLUME[:512]
    assert luks.open_with_master_key(Bytes(container), bytes(64)) is None


def test_what_is_encrypted_again_lies_as_it_did(container: bytes) -> None:
    plain = luks.unlock(Bytes(container), WORD)
    assert plain is not None
    start = luks.HEADER_BYTES + 1024
    assert plain.encrypt(1024, VOLUME[1024:2048]) == container[start : start + 1024]


def test_the_same_seed_gives_the_same_container(container: bytes) -> None:
    assert luks.build(VOLUME, WORD, SEED, "p1") == container
    assert luks.build(VOLUME, WORD, SEED + 1, "p1") != container


@pytest.mark.parametrize("size", [0, 100, 591, 5000, 200_000])
def test_a_cut_container_is_damaged(size: int, container: bytes) -> None:
    with pytest.raises(HostError) as caught:
        luks.unlock(Bytes(container[:size]), WORD)
    assert caught.value.code == "container-damaged"


@pytest.mark.parametrize("offset", [8, 40, 72, 104, 108, 164])
def test_a_foreign_header_is_refused_or_does_not_open(offset: int, container: bytes) -> None:
    view = Scratch(Bytes(container))
    view.write(offset, b"\xff\xff\xff\xff")
    ended = "refused"
    try:
        if luks.unlock(view, WORD) is not None:
            ended = "opened"
    except HostError as error:
        ended = error.code
    assert ended in ("refused", "container-damaged")


def test_xts_matches_ieee_1619_vector_10() -> None:
    key = bytes.fromhex(
        "2718281828459045235360287471352662497757247093699959574966967627"
        "3141592653589793238462643383279502884197169399375105820974944592"
    )
    data = bytes(range(256)) * 2
    sealed = xts.encrypt(key, data, 0xFF)
    assert sealed[:16].hex() == "1c3b3a102f770386e4836c99e370cf9b"
    assert xts.decrypt(key, sealed, 0xFF) == data
