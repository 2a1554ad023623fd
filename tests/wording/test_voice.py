from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.terms.phrase import phrase
from simulator.wording.voice import Voice, plural_form

TEXTS = {
    "laptop.name": "silver laptop",
    "seen": "{item} at {at}, seen {first_at} by {who}",
    "count": "{n} {n:entry|entries}",
    "language.en": "shadowed",
}


def test_scenario_text_comes_first_then_the_language_then_english() -> None:
    assert Voice("en", TEXTS).say("language.en") == "shadowed"
    assert "языка «de»" in Voice("ru").say("error.language-unknown.what", given="de")
    assert Voice("en").say("language.en") == "English"


def test_tajik_falls_back_to_russian() -> None:
    assert Voice("tg").say("error.language-unknown.what", given="de") == Voice("ru").say(
        "error.language-unknown.what", given="de"
    )


def test_unknown_code_shows_itself() -> None:
    voice = Voice("en")

    assert voice.say("no.such-code", n=1) == "<no.such-code>"
    assert not voice.knows("no.such-code")
    assert voice.knows("language.en")


def test_parameters_may_be_codes_and_times() -> None:
    said = Voice("en", TEXTS).phrase(
        phrase("seen", item="@laptop.name", at=24_000, first_at=90_600, who="@nobody")
    )

    assert said == "silver laptop at 06:40, seen 01:10 by @nobody"


def test_missing_placeholder_stays_visible() -> None:
    assert Voice("en", {"a": "{x} and {y}"}).say("a", x="1") == "1 and {y}"


def test_noun_agrees_with_its_number() -> None:
    english, russian = Voice("en", TEXTS), Voice("ru", {"count": "{n} {n:запись|записи|записей}"})

    assert [english.say("count", n=n) for n in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
    assert [russian.say("count", n=n) for n in (1, 3, 11, 12, 25, 101)] == [
        "1 запись",
        "3 записи",
        "11 записей",
        "12 записей",
        "25 записей",
        "101 запись",
    ]
    assert plural_form("tg", 5) == 0


@given(st.text(), st.text())
def test_what_a_person_typed_is_never_taken_for_a_placeholder(typed: str, other: str) -> None:
    said = Voice("en", {"note": "[{typed}|{other}]"}).say("note", typed=typed, other=other)

    assert said == f"[{typed}|{other}]"


@given(st.text(max_size=60))
def test_no_sentence_makes_it_raise(sentence: str) -> None:
    assert isinstance(Voice("ru", {"a": sentence or " "}).say("a", n=1), str)


@pytest.mark.parametrize("lang", ["en", "ru", "tg", "uz"])
def test_any_language_has_a_voice(lang: str) -> None:
    assert Voice(lang).say("language.tg") == "тоҷикӣ"
