"""Texts by key and language: strict about keys, English where a language is silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.scenario.diagnostic import Diagnostic
from simulator.scenario.folder import load
from simulator.scenario.texts import missing_keys, sections, vocabulary_of
from tests.scenario.sample import LIBRARY, made


def faults(texts: dict[str, str]) -> list[tuple[str, str, int, str]]:
    with pytest.raises(ScenarioError) as caught:
        made(texts=texts)
    found = [one for one in caught.value.diagnostics if isinstance(one, Diagnostic)]
    return [(one.code, one.place.file, one.place.line, one.nearest) for one in found]


@pytest.mark.parametrize("name", ["flat-12", "ringing-phone"])
def test_bundled_scenarios_say_everything_in_english_and_russian(name: str) -> None:
    scenario = load(LIBRARY / name)
    for lang in ("en", "ru"):
        texts = scenario.texts[lang]
        assert missing_keys(texts, scenario.plan) == ()
        assert [key for key in vocabulary_of(scenario.plan).advised if not texts.get(key)] == []


@pytest.mark.parametrize("name", ["flat-12", "ringing-phone"])
def test_russian_texts_are_marked_as_a_draft(name: str) -> None:
    source = (LIBRARY / name / "texts/ru.md").read_text(encoding="utf-8")
    assert source.startswith("<!-- draft, needs a native reader -->")


def test_yaml_texts_are_english_defaults_and_the_file_wins() -> None:
    scenario = made("    looks: Black.\n", texts={"en": "## phone.name\nold phone\n"})
    texts = scenario.texts["en"]
    assert texts.get("title") == "Tea room"
    assert texts.get("phone.looks") == "Black."
    assert texts.get("phone.name") == "old phone"
    assert texts.get("rustam.name") == "rustam"
    assert texts.get("nothing.at-all") == ""


def test_a_language_falls_back_to_english_key_by_key() -> None:
    scenario = made("    looks: Black.\n", texts={"ru": "## title\nЧайхана\n"})
    texts = scenario.text("ru")
    assert (texts.get("title"), texts.get("phone.looks")) == ("Чайхана", "Black.")
    assert "phone.looks" in missing_keys(texts, scenario.plan)
    assert scenario.text("tg").lang == "en"


def test_aliases_of_both_languages_count() -> None:
    texts = {"en": "## phone.alias\nmobile, cell\n", "ru": "## phone.alias\nтелефон , mobile\n"}
    assert made(texts=texts).text("ru").aliases("phone") == ("телефон", "mobile", "cell")
    assert made(texts=texts).text("ru").aliases("room") == ()


def test_faults_of_a_texts_file() -> None:
    text = "stray\n## titel\nx\n## title\n## title\ny\n"
    assert faults({"ru": text}) == [
        ("text-stray", "texts/ru.md", 1, ""),
        ("text-unknown", "texts/ru.md", 2, "title"),
        ("text-twice", "texts/ru.md", 5, ""),
    ]
    assert faults({"ru": "## title\n"})[0][0] == "text-empty"
    assert faults({"xx": "## title\nx\n"})[0][0] == "text-language"


def test_an_interruption_without_words_cannot_be_played() -> None:
    with pytest.raises(ScenarioError) as caught:
        made("", ("order:", "visitor: farid, wants to leave after 15 min\norder:"))
    codes = {one.code for one in caught.value.diagnostics if isinstance(one, Diagnostic)}
    assert codes == {"text-missing"}


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    found, wrong = sections("# H\n<!-- a\nb -->\n## k\none\ntwo\n\n- x\n- y\n", "f")
    assert found["k"][0] == "one two\n\n- x\n- y"
    assert (found["k"][1].line, wrong) == (4, [])


@given(st.lists(st.text(alphabet="ab .\n<!->#", max_size=20), max_size=6))
def test_sections_take_any_text(parts: list[str]) -> None:
    found, wrong = sections("\n## k\n".join(parts), "f")
    assert all(text or any(one.code == "text-empty" for one in wrong) for text, _ in found.values())
