from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.wording.fold import fold, other_layout

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ещё  РАЗ", "еще раз"),
        ("Қулф ҳуҷҷат ғафс", "кулф хуччат гафс"),
        ("ТОҶИКӢ ӯ", "точики у"),
        ("и\u0304 е\u0308", "и е"),
        ("ＥＸ－００３", "ex-003"),
        ("\t06:50 ", "06:50"),
    ],
)
def test_ways_of_typing_the_same_words(typed: str, meant: str) -> None:
    assert fold(typed) == meant


def test_short_i_stays_a_letter_of_its_own() -> None:
    assert fold("й") != fold("и")


@given(st.text(st.sampled_from("aAzZ09 .," + RUSSIAN + RUSSIAN.upper() + "ҷҳқғӣӯҶҲҚҒӢӮ")))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bpjkbhjdfnm 2 a,1", "изолировать 2 фб1"),
        ("BPJKBHJDFNM", "ИЗОЛИРОВАТЬ"),
        ("`krf", "ёлка"),
        ("цфше 5", "wait 5"),
        ("тщеу 06:50", "note 06:50"),
        ("0650 6.50 91", "0650 6.50 91"),
    ],
)
def test_same_keys_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@given(st.lists(st.text(st.sampled_from(RUSSIAN + RUSSIAN.upper()), min_size=1)).map(" ".join))
def test_any_russian_words_typed_with_the_latin_layout_come_back(words: str) -> None:
    keys = "".join(KEYS.get(letter, letter) for letter in words)
    # A word made only of letters that are signs on the other side cannot be told from signs.
    spoken = [word for word, typed in zip(words.split(), keys.split(), strict=True) if has(typed)]
    typed = [word for word in keys.split() if has(word)]

    assert [other_layout(word) for word in typed] == spoken


KEYS = dict(
    zip(
        RUSSIAN + RUSSIAN.upper(),
        "f,dult`;pbqrkvyjghcnea[wxio]sm'.zF<DULT~:PBQRKVYJGHCNEA{WXIO}SM\">Z",
        strict=True,
    )
)


def has(word: str) -> bool:
    return any(letter.isalpha() for letter in word)
