"""Every code that this room can utter has its sentences, and nothing else has."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOM = Path(__file__).parents[2] / "simulator" / "custody"
CATALOGUE = ROOM.parent / "wording" / "catalogue"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(ROOM.glob("*.py"))}


def spoken() -> set[str]:
    codes: set[str] = set()
    for stem, text in SOURCES.items():
        for code in re.findall(r'(?:BundleError|KeyFileError)\(\s*"([a-z0-9-]+)"', text):
            codes |= {f"error.{code}.{part}" for part in ("what", "why", "fix")}
        for code in re.findall(r'(?<!f)"(custody\.limit\.[a-z-]+)"', text):
            codes.add(code)
        pattern = r'(?:\bfinding|report|_report)\(\s*"([a-z0-9-]+)"'
        parts = ("says",) if stem == "custodian" else ("says", "proves", "cannot")
        for code in re.findall(pattern, text):
            codes |= {f"custody.{code}.{part}" for part in parts}
    # Chosen by a condition inside the call.
    for code in ("bundle-truncated", "not-a-bundle"):
        codes |= {f"error.{code}.{part}" for part in ("what", "why", "fix")}
    for code in ("entry-edited", "entry-replaced"):
        codes |= {f"custody.{code}.{part}" for part in ("says", "proves", "cannot")}
    return codes


def sentences(language: str) -> dict[str, str]:
    catalogue = polib.pofile(str(CATALOGUE / f"custody.{language}.po"))
    return {row.msgid: row.msgstr for row in catalogue}


def test_the_search_finds_the_codes() -> None:
    assert {"custody.truncated.says", "error.bundle-path.fix", "custody.gap.says"} < spoken()
    assert len(spoken()) > 150


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_code_has_its_sentence_and_no_sentence_is_left_over(language: str) -> None:
    found = sentences(language)
    assert found.keys() == spoken()
    assert all(found.values())


def test_both_languages_name_known_values_only() -> None:
    english, russian = sentences("en"), sentences("ru")
    names = re.compile(r"\{(\w+)\}")
    for code, sentence in english.items():
        assert set(names.findall(sentence)) == set(names.findall(russian[code])), code


def test_nobody_is_accused() -> None:
    harsh = re.compile(
        r"\b(forg|fraud|guilt|tamper|lied|liar|criminal|подделк|виновен|преступ)", re.IGNORECASE
    )
    for language in ("en", "ru"):
        assert not [text for text in sentences(language).values() if harsh.search(text)]
