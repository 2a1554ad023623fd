"""The specification of the log, carried out on a real bundle without the program's own reader."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, Hash

from tests.docs.page import ROOT, marked
from tests.docs.test_readme import simulator

PAGE = (ROOT / "docs" / "custody-log.md").read_text(encoding="utf-8")
CATALOGUE = ROOT / "simulator" / "wording" / "catalogue" / "custody.en.po"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An unpacked bundle of a model run, and the six words that the program gives for it."""
    top = tmp_path_factory.mktemp("log")
    home = top / "home"
    script = ROOT / "scenarios" / "ringing-phone" / "walkthrough.txt"
    simulator(["play", "ringing-phone", "--seed", "7", "--script", str(script)], home, top)
    attempt = json.loads(simulator(["attempts", "--json"], home, top).stdout)[0]["id"]
    simulator(["log", "export", attempt, "-o", "a.zip"], home, top)
    with zipfile.ZipFile(top / "a.zip") as archive:
        archive.extractall(top / "a")
    status = simulator(["status", attempt], home, top).stdout
    words = re.search(r"Six words +(.+)", status)
    assert words
    return top / "a", words[1].strip()


def sha256(data: bytes) -> bytes:
    state = Hash(SHA256())
    state.update(data)
    return state.finalize()


def merkle(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written there."""
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return sha256(b"\1" + merkle(leaves[:cut]) + merkle(leaves[cut:]))


def signed_by(note: bytes, name: str, vkey: str) -> bool:
    text, _, lines = note.rpartition(b"\n\n")
    said, public = vkey.split("+", 2)[1], base64.b64decode(vkey.split("+", 2)[2])
    assert sha256(f"{name}\n".encode() + public)[:4].hex() == said or name != vkey.split("+")[0]
    for line in lines.decode().splitlines():
        dash, signer, body = line.split(" ")
        data = base64.b64decode(body)
        if (dash, signer) == ("—", name) and data[:4] == sha256(f"{name}\n".encode() + public)[:4]:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(data[4:], text + b"\n")
            return True
    return False


def test_chain_signatures_head_and_words_are_as_specified(bundle: tuple[Path, str]) -> None:
    folder, words = bundle
    notes = [path.read_bytes() for path in sorted((folder / "entries").iterdir())]
    hashes = [sha256(b"\0" + note) for note in notes]
    lines = [json.loads(note.split(b"\n")[0]) for note in notes]
    keys = {member["id"]: member["vkey"] for member in lines[0]["body"]["roster"]}
    log_id = f"evidence-simulator/ringing-phone/{hashes[0].hex()[:16]}"

    for number, (note, line) in enumerate(zip(notes, lines, strict=True)):
        assert line["seq"] == number
        assert line["log"] == (log_id if number else log_id.rpartition("/")[0])
        assert line["prev"] == (hashes[number - 1].hex() if number else "")
        assert signed_by(note, line["by"], keys[line["by"]])
        plain = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert note.startswith(plain.encode() + b"\n\n")

    for number, line in enumerate(lines):
        if line["type"] == "act":
            leaf = (folder / "truth" / f"{number:06d}.json").read_bytes()
            assert sha256(leaf).hex() == line["body"]["truth"]

    checkpoint = (folder / "checkpoint").read_bytes()
    origin, size, root = checkpoint.decode().split("\n")[:3]
    assert (origin, int(size)) == (log_id, len(notes))
    assert base64.b64decode(root) == merkle(hashes)
    assert signed_by(checkpoint, log_id, keys["recorder"])

    digest = sha256(f"evidence-simulator/words/v1\n\n{size}\n{root}\n".encode())
    listed = (ROOT / "simulator" / "custody" / "words.txt").read_text(encoding="ascii").split()
    bits = int.from_bytes(digest, "big")
    assert " ".join(listed[bits >> 10 * place & 1023] for place in range(6)) == words


def test_commands_check_one_entry_by_hand(bundle: tuple[Path, str]) -> None:
    if sys.platform == "win32" or shutil.which("openssl") is None:
        pytest.skip("needs a POSIX shell and the program openssl")
    block = next(block for block in marked(PAGE) if block.name == "by-hand")

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.body],
        cwd=bundle[0],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )

    digests = re.findall(r"[0-9a-f]{64}", done.stdout)
    assert len(digests) == 2, done.stderr
    assert digests[0] == digests[1]
    assert "Signature Verified Successfully" in done.stdout + done.stderr


def test_digest_of_the_word_list_is_the_one_on_the_page() -> None:
    listed = (ROOT / "simulator" / "custody" / "words.txt").read_bytes()

    assert sha256(listed).hex() in PAGE


def test_every_finding_of_a_verification_stands_on_the_page() -> None:
    codes = re.findall(r'msgid "custody\.([a-z-]+)\.proves"', CATALOGUE.read_text(encoding="utf-8"))
    section = PAGE.split("## Verification")[1]

    assert codes
    told = re.findall(r"`([a-z]+(?:-[a-z]+)*)`", section.split("| verdict")[0])
    assert sorted(codes) == sorted(set(told) - {"at", "by", "prev", "checkpoint"})
