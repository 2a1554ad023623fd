"""Nothing that the program can say is left without words, in any language that is promised."""

from __future__ import annotations

import re

from simulator.wording.catalogue import FOLDER, parse_fragment, sentences
from simulator.wording.voice import PLACEHOLDER
from tests.wording.use import uses

PROMISED = ("en", "ru")
CODE = re.compile(r"you|[a-z][a-z0-9_-]*\.\S+")


def placeholders(sentence: str) -> set[str]:
    return {match[1] for match in PLACEHOLDER.finditer(sentence)}


def test_every_code_that_is_used_has_words() -> None:
    missing = {
        f"{lang}: {wanted.replace(chr(92), '')}  ({use.where})"
        for lang in PROMISED
        for use in uses()
        for wanted in use.said()
        if not any(re.fullmatch(wanted, code) for code in sentences(lang))
    }

    assert not missing, "\n".join(sorted(missing))


def test_every_placeholder_is_given_where_the_code_is_used() -> None:
    table = sentences("en")
    gaps = []
    for use in uses():
        if use.params is None:
            continue
        for code in (re.sub(r"\\(.)", r"\1", wanted) for wanted in use.said()):
            lacking = placeholders(table.get(code, "")) - use.params
            if lacking:
                gaps.append(f"{code} lacks {sorted(lacking)}  ({use.where})")

    assert not gaps, "\n".join(gaps)


def test_languages_say_the_same_codes_with_the_same_placeholders() -> None:
    english = sentences("en")
    wrong = []
    for lang in PROMISED[1:]:
        other = sentences(lang)
        wrong += [f"{lang} lacks {code}" for code in sorted(english.keys() - other.keys())]
        wrong += [f"en lacks {code}" for code in sorted(other.keys() - english.keys())]
    for lang in (*PROMISED[1:], "tg"):
        other = sentences(lang)
        for code in sorted(english.keys() & other.keys()):
            differing = placeholders(english[code]) ^ placeholders(other[code])
            if differing:
                wrong.append(f"{lang} {code}: {sorted(differing)}")

    assert not wrong, "\n".join(wrong)


def test_no_two_rooms_word_the_same_code() -> None:
    homes: dict[tuple[str, str], list[str]] = {}
    for path in sorted(FOLDER.glob("*.po")):
        lang = path.name.split(".")[1]
        for code in parse_fragment(path.read_text(encoding="utf-8"), path.name):
            homes.setdefault((lang, code), []).append(path.name)
    twice = [f"{code}: {' '.join(names)}" for (_, code), names in homes.items() if len(names) > 1]

    assert not twice, "\n".join(twice)


def test_no_sentence_is_empty_and_every_code_is_well_formed() -> None:
    for lang in (*PROMISED, "tg"):
        for code, sentence in sentences(lang).items():
            assert sentence.strip(), f"{lang} {code} says nothing"
            assert CODE.fullmatch(code), f"{lang} {code!r} is no code"


def test_plural_forms_are_as_many_as_the_language_has() -> None:
    wrong = [
        f"{lang} {code}: {match[0]}"
        for lang, count in (("en", 2), ("ru", 3), ("tg", 1))
        for code, sentence in sentences(lang).items()
        for match in PLACEHOLDER.finditer(sentence)
        if match[2] is not None and len(match[2].split("|")) != count
    ]

    assert not wrong, "\n".join(wrong)
