"""Every error of the lower rooms is worded: what happened, why it matters, what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import simulator
from simulator.wording.catalogue import sentences

ROOT = Path(simulator.__file__).parent
ERRORS = {"StoreError", "HostError", "DoctrineError", "UsageError"}
NAMED = re.compile(r"\{([a-z_]+)(?::[^}]*)?\}")
ROOMS = ("doctrine", "store", "training")


def raised(room: str) -> dict[str, set[str]]:
    """Code → names of its parameters, as they stand in the source of a room."""
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / room).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ERRORS or not node.args:
                continue
            named = {keyword.arg for keyword in node.keywords if keyword.arg} - {"place"}
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found.setdefault(part.value, set()).update(named)
    return found


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_error_is_worded_with_its_own_parameters(room: str, lang: str) -> None:
    words = sentences(lang)
    codes = raised(room)
    assert codes
    for code, params in codes.items():
        for part in ("what", "why", "fix"):
            sentence = words.get(f"error.{code}.{part}")
            assert sentence, f"error.{code}.{part}"
            if params:
                assert set(NAMED.findall(sentence)) <= params, sentence


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_say_the_same_codes_with_the_same_parameters(room: str) -> None:
    english, russian = (
        (ROOT / "wording" / "catalogue" / f"{room}.{lang}.po").read_text(encoding="utf-8")
        for lang in ("en", "ru")
    )
    codes = re.findall(r'^msgid "(.+)"$', english, re.MULTILINE)

    assert codes == re.findall(r'^msgid "(.+)"$', russian, re.MULTILINE)
    for code in codes:
        asked = [set(NAMED.findall(sentences(lang)[code])) for lang in ("en", "ru")]
        assert asked[0] == asked[1], code
