"""Carets stand under the letters meant, also under Cyrillic; every code has its words."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Place
from simulator.scenario.diagnostic import (
    MAX_SHOWN,
    DiagnosticError,
    Related,
    diagnostic,
    display_width,
    nearest_word,
    render,
)

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "simulator/wording/catalogue"


def code_word(code: str, params: Mapping[str, str | int]) -> str:
    return f"{code} {' '.join(f'{key}={value}' for key, value in params.items())}".strip()


def test_a_fault_is_shown_with_its_line_reason_and_remedy() -> None:
    source = "a: 1\nсостояние: включен, заблокирован\n"
    found = diagnostic(
        "phrase-unknown", Place("s.yaml", 2, 12), 7, nearest="включён", text="включен"
    )
    assert render(found, source, code_word).splitlines() == [
        "s.yaml:2:12: error.phrase-unknown.what text=включен",
        "2 | состояние: включен, заблокирован",
        "  |            ^^^^^^^",
        "  = error.phrase-unknown.why text=включен",
        "  > error.phrase-unknown.fix text=включен",
        "  > diagnostic.nearest nearest=включён",
    ]


def test_wide_letters_take_two_columns_and_marks_none() -> None:
    assert display_width("дом") == 3
    assert display_width("e\u0301") == 1
    assert display_width("漢字") == 4


@given(st.text(alphabet="абвabc漢字e\u0301 ", max_size=20), st.text(alphabet="жй漢z", min_size=1))
def test_carets_begin_and_end_with_the_word(before: str, word: str) -> None:
    row = before + word
    found = diagnostic("x-y", Place("f", 1, len(before) + 1), len(word))
    carets = render(found, row, code_word).splitlines()[2]
    assert display_width(carets.partition("| ")[2]) == display_width(row)
    assert carets.count("^") == display_width(word)


def test_a_second_place_is_shown_too_and_numbers_line_up() -> None:
    source = "\n".join(f"line {number}" for number in range(1, 13))
    found = diagnostic(
        "yaml-key-twice", Place("f", 12, 1), 4, related=(Related(Place("f", 3, 1), 4),), key="k"
    )
    rows = render(found, source, code_word).splitlines()
    assert rows[1:5] == ["12 | line 12", "   | ^^^^", " 3 | line 3", "   | ----"]


def test_a_place_outside_the_source_is_only_named() -> None:
    found = diagnostic("text-missing", Place("texts/ru.md"), key="title", language="ru")
    assert len(render(found, "", code_word).splitlines()) == 3


def test_at_most_twenty_come_out_in_the_order_of_the_file() -> None:
    many = [diagnostic("x-y", Place("f", line, 1)) for line in range(50, 0, -1)]
    error = DiagnosticError(*many)
    assert [one.place.line for one in error.found] == list(range(1, MAX_SHOWN + 1))
    assert error.params["count"] == 50


@pytest.mark.parametrize(
    ("word", "nearest"), [("runing", "running"), ("RUNING", "running"), ("x" * 90, ""), ("q", "")]
)
def test_the_nearest_word_is_offered_only_when_near(word: str, nearest: str) -> None:
    assert nearest_word(word, ["running", "asleep"]) == nearest


CODE_CALLS = {"diagnostic", "add", "refer", "ValueError", "PydanticCustomError", "UsageError",
              "ScenarioError", "report"}  # fmt: skip
"""Functions whose text arguments are codes; anything else with a hyphen is vocabulary."""
NOT_CODES = {"tj-draft", "utf-8-sig"}


def codes_in_source() -> set[str]:
    """Every code the two rooms can give, read from their syntax trees."""
    found: set[str] = set()
    for path in [*ROOT.glob("simulator/scenario/*.py"), *ROOT.glob("simulator/authoring/*.py")]:
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(part, ast.Call):
                name = getattr(part.func, "id", getattr(part.func, "attr", ""))
                if name in CODE_CALLS or name == "DiagnosticError":
                    for argument in part.args:
                        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                            found.add(argument.value)
            if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == "_CODES":
                found |= set(ast.literal_eval(part.value).values())
    codes = {code for code in found if "-" in code and code.replace("-", "").isalnum()}
    return {code for code in codes if code.islower()} - NOT_CODES


def worded(lang: str) -> dict[str, str]:
    entries = polib.pofile(str(CATALOGUE / f"scenario.{lang}.po"))
    return {entry.msgid: entry.msgstr for entry in entries}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_code_has_its_three_sentences(lang: str) -> None:
    words = worded(lang)
    codes = codes_in_source()
    assert len(codes) > 70
    wanted = {f"error.{code}.{part}" for code in codes for part in ("what", "why", "fix")}
    assert wanted - set(words) == set()
    assert all(words[key].strip() for key in wanted)


def test_both_languages_name_the_same_parameters() -> None:
    english, russian = worded("en"), worded("ru")
    assert english.keys() == russian.keys()
    for path in sorted((Path(__file__).parent / "hostile").glob("*.yaml")):
        assert f"error.{path.stem}.what" in english
