"""What people type, made comparable: case, ё, Tajik letters, the wrong keyboard layout."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans("ёҷҳқғӣӯ", "ечхкгиу")

_LATIN = """`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&"""
_RUSSIAN = """ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?"""
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def fold(text: str) -> str:
    """Equal for every way of typing the same words; not for showing.

    Case, compatibility forms, ё and the six Tajik letters do not count (nobody at a
    Russian keyboard can type ҷ); white space is one blank between words.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    return " ".join(text.split())


def other_layout(text: str) -> str:
    """The same keys pressed with the other layout on: Latin QWERTY ↔ Russian ЙЦУКЕН.

    Word by word; a word without a letter (a number, a time) stays as it is, for
    digits are in the same place on both.
    """
    return " ".join(_switched(word) for word in text.split(" "))


def _switched(word: str) -> str:
    if not any(letter.isalpha() for letter in word):
        return word
    return word.translate(_TO_LATIN if any("а" <= c <= "ё" for c in word.lower()) else _TO_RUSSIAN)
