from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.custody import checkpoint, note
from simulator.custody.digest import sha256_hex
from simulator.errors import BundleError
from tests.custody import vector
from tests.custody.sample import INSTRUCTOR, RECORDER

ROOT = bytes(range(32))
GOOD = checkpoint.sign("log/abc", 37, ROOT, RECORDER.renamed("log/abc"))
WORDS = files("simulator.custody").joinpath("words.txt").read_text().split()


def test_a_head_is_read_back_and_carries_every_signature() -> None:
    data = checkpoint.sign("log/abc", 37, ROOT, RECORDER.renamed("log/abc"), INSTRUCTOR)
    head = checkpoint.parse(data)
    assert (head.origin, head.size, head.root) == ("log/abc", 37, ROOT)
    assert INSTRUCTOR.vkey.fits(head.note)
    assert RECORDER.renamed("log/abc").vkey.fits(head.note)
    assert not RECORDER.vkey.fits(head.note)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n37\n", b"\n037\n"),
        (b"\n37\n", b"\n+37\n"),
        (b"\n37\n", b"\n-1\n"),
        (b"\n37\n", "\n３７\n".encode()),
        (b"\n37\n", b"\n\n"),
        (b"\n37\n", b"\n1000000000000000\n"),
        (b"AAECAw", b"AAECA"),
        (b"AAECAw", b"AAECAwAAAA"),
        (b"\n\n", b"\nextension\n\n"),
        (b"log/abc\n", b"log abc\n"),
        (b"log/abc\n", b"\n"),
    ],
)
def test_another_spelling_is_no_head(old: bytes, new: bytes) -> None:
    assert old in GOOD
    with pytest.raises(BundleError, match="checkpoint-unreadable"):
        checkpoint.parse(GOOD.replace(old, new, 1))


def test_published_checkpoints_are_read() -> None:
    path = vector.folder("c2sp-signed-note") / "checkpoint_examples.json"
    examples = json.loads(path.read_text(encoding="utf-8"))
    for name in ("checkpoint", "cosigned_checkpoint"):
        head = checkpoint.parse(examples[name].encode())
        assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)


def test_an_entry_is_never_taken_for_a_head() -> None:
    with pytest.raises(BundleError, match="checkpoint-unreadable"):
        checkpoint.parse(note.sign(b'{"v":1}\n', RECORDER))


def test_the_words_are_short_distinct_and_told_apart_by_four_letters() -> None:
    assert len(WORDS) == 1024
    assert sorted(WORDS) == WORDS
    assert len({word[:4] for word in WORDS}) == 1024
    assert all(3 <= len(word) <= 9 and word.isascii() and word.islower() for word in WORDS)
    begins = {word[:n] for word in WORDS for n in range(3, len(word))}
    assert not begins & set(WORDS)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 10**6))
def test_words_stand_for_root_and_size(root: bytes, size: int) -> None:
    written = checkpoint.words(root, size)
    assert len(written) == 6
    assert set(written) <= set(WORDS)
    assert written != checkpoint.words(root, size + 1)
    assert written != checkpoint.words(bytes([root[0] ^ 1]) + root[1:], size)
    assert checkpoint.parse_words("  ".join(written).upper()) == written
    assert checkpoint.parse_words(", ".join(word[:4] for word in written)) == written


def test_words_are_the_same_on_every_machine() -> None:
    # On paper somewhere: neither the list nor the rule may ever change.
    written = ("guide", "mixer", "puzzle", "lavender", "sled", "saffron")
    assert checkpoint.words(ROOT, 37) == written
    assert sha256_hex("\n".join(WORDS).encode()).startswith("57c5cc32fc4d7898")


def test_a_wrong_number_of_words_and_unknown_words_are_named() -> None:
    with pytest.raises(BundleError, match="words-count"):
        checkpoint.parse_words("river copper")
    with pytest.raises(BundleError) as problem:
        checkpoint.parse_words("river copper apricot door salt qwerty")
    assert (problem.value.code, problem.value.params) == ("words-unknown", {"word": "qwerty"})
