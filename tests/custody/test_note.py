from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.custody import note
from simulator.errors import BundleError
from tests.custody import vector
from tests.custody.sample import INSTRUCTOR, STRANGER, TRAINEE

TEXT = "first\n\nthird, русский\n".encode()


def test_published_example_opens_and_prints_its_key() -> None:
    path = vector.folder("c2sp-signed-note") / "signed_note_example.json"
    example = json.loads(path.read_text(encoding="utf-8"))
    vkey = note.parse_vkey(example["vkey"])
    opened, good = note.open_note(example["note"].encode(), vkey)
    assert opened.text == b"This is an example message.\n"
    assert good == (vkey,)
    assert str(vkey) == example["vkey"]


def test_published_example_with_any_byte_changed_does_not_open() -> None:
    path = vector.folder("c2sp-signed-note") / "signed_note_example.json"
    example = json.loads(path.read_text(encoding="utf-8"))
    vkey, data = note.parse_vkey(example["vkey"]), example["note"].encode()
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(BundleError):
            note.open_note(changed, vkey)


def test_published_checkpoints_are_read() -> None:
    path = vector.folder("c2sp-signed-note") / "checkpoint_examples.json"
    examples = json.loads(path.read_text(encoding="utf-8"))
    assert len(note.parse(examples["checkpoint"].encode()).signatures) == 1
    assert len(note.parse(examples["cosigned_checkpoint"].encode()).signatures) == 2


def test_two_signers_open_for_each_other() -> None:
    data = note.sign(TEXT, TRAINEE, INSTRUCTOR)
    opened, good = note.open_note(data, INSTRUCTOR.vkey, STRANGER.vkey)
    assert opened.text == TEXT
    assert good == (INSTRUCTOR.vkey,)


def test_a_stranger_opens_nothing() -> None:
    with pytest.raises(BundleError, match="note-unsigned"):
        note.open_note(note.sign(TEXT, TRAINEE), STRANGER.vkey)


def test_a_key_under_another_name_is_another_key() -> None:
    data = note.sign(TEXT, TRAINEE)
    with pytest.raises(BundleError, match="note-unsigned"):
        note.open_note(data, TRAINEE.renamed("somebody").vkey)


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    whole = note.sign(TEXT, TRAINEE)
    place = data.draw(st.integers(0, len(whole) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda n: n != whole[place]))
    changed = whole[:place] + bytes([value]) + whole[place + 1 :]
    with pytest.raises(BundleError):
        note.open_note(changed, TRAINEE.vkey)


GOOD = note.sign(b"text\n", TRAINEE)
LINE = GOOD.split(b"\n\n")[1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"text\n",
        b"text\n\n",
        GOOD[:-1],
        GOOD + b"x",
        GOOD + b"\n",
        GOOD + b"\n\n",
        GOOD + LINE,
        GOOD.replace(b"\n\n", b"\n"),
        GOOD.replace(b"text", b"te\rxt"),
        GOOD.replace(b"text", b"te\x00xt"),
        GOOD.replace(b"text", b"te\xffxt"),
        GOOD.replace("—".encode(), b"-"),
        GOOD.replace(b"trainee-07", b"train+07"),
        GOOD.replace(b"trainee-07", b""),
        GOOD.replace(b"trainee-07 ", b"trainee-07  "),
        b"text\n\n" + "— trainee-07 AAAA\n".encode(),
        b"text\n\n" + LINE * 1 + b"".join(b"%b%d%b" % (LINE[:6], n, LINE[6:]) for n in range(100)),
    ],
)
def test_what_is_not_exactly_a_note_is_refused(data: bytes) -> None:
    with pytest.raises(BundleError, match="note-unreadable"):
        note.parse(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a+b",
        str(TRAINEE.vkey)[:-4],
        str(TRAINEE.vkey) + "\n",
        str(TRAINEE.vkey).replace("trainee-07", "trainee-08"),
        str(TRAINEE.vkey).replace("+", "+0", 1),
        str(TRAINEE.vkey).upper(),
    ],
)
def test_what_is_not_exactly_a_key_is_refused(text: str) -> None:
    with pytest.raises(BundleError, match="vkey-unreadable"):
        note.parse_vkey(text)


def test_a_text_that_could_not_be_read_back_is_not_signed() -> None:
    for text in (b"no newline", b"\x01\n", b"\xff\n"):
        with pytest.raises(BundleError, match="note-unreadable"):
            note.sign(text, TRAINEE)
