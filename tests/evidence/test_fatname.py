from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence import fatname

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1
).filter(fatname.is_usable)


@given(NAMES)
def test_a_long_name_comes_back_from_its_slots(name: str) -> None:
    short = fatname.alias(name, ())
    slots = fatname.long_entries(name, short)

    assert len(short) == 11
    assert all(len(slot) == 32 and slot[13] == fatname.checksum(short) for slot in slots)
    if slots:
        assert fatname.join_long([fatname.long_part(slot) for slot in reversed(slots)]) == name
    else:
        assert fatname.show_short(short) == name


@given(st.lists(NAMES, max_size=30))
def test_aliases_never_collide(names: list[str]) -> None:
    taken: set[bytes] = set()
    for name in names:
        if fatname.is_short(name):
            continue
        short = fatname.alias(name, taken)
        assert short not in taken
        taken.add(short)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("IMG_0003.JPG", b"IMG_0003JPG"),
        ("payment list.txt", b"PAYMEN~1TXT"),
        ("рӯйхат.txt", b"______~1TXT"),
        (".profile", b"PROFIL~1   "),
        ("archive.tar.gz", b"ARCHIV~1GZ "),
    ],
)
def test_aliases_look_like_those_of_windows(name: str, short: bytes) -> None:
    assert fatname.alias(name, ()) == short


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a.", "a ", "a/b", "a\tb", "a?", "\ud800", "x" * 209]
)
def test_what_fat_cannot_hold(name: str) -> None:
    assert not fatname.is_usable(name)


def test_a_deleted_short_name_has_lost_its_letter() -> None:
    assert fatname.show_short(b"\xe5MG_0003JPG") == "_MG_0003.JPG"


@pytest.mark.parametrize(
    ("label", "shown"),
    [("Карта ҷӯ", b"KARTA CHU  "), ("backup-2025-03", b"BACKUP-2025"), ("a*b", b"A_B        ")],
)
def test_labels_are_latin(label: str, shown: bytes) -> None:
    assert fatname.label_bytes(label) == shown
