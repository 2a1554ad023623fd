"""Nothing that the program can say is left without words, in any language that is promised."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import simulator
from simulator.wording.catalogue import sentences
from simulator.wording.voice import PLACEHOLDER

PROMISED = ("en", "ru")
PACKAGE = Path(simulator.__file__).parent
CODE = re.compile(r"[a-z0-9_]+([.-][A-Za-z0-9_-]+)*")


@dataclass(frozen=True)
class Use:
    """A call that names a code: a pattern where the code is partly computed."""

    where: str
    code: str
    error: bool
    params: frozenset[str] | None
    """Names given, or None when some come from a mapping."""

    def said(self) -> Iterator[str]:
        if self.error:
            yield from (rf"error\.{self.code}\.{part}" for part in ("what", "why", "fix"))
        else:
            yield self.code


def pattern(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                for part in parts
            )
    return None


def uses() -> list[Use]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            error = name == "diagnostic" or (name.endswith("Error") and not hasattr(builtins, name))
            if not error and name not in ("phrase", "Phrase", "say"):
                continue
            code = pattern(node.args[0])
            # `Phrase("")` is no sentence; pydantic's own error is turned into a diagnostic.
            if not code or code == ".+" or name == "PydanticCustomError":
                continue
            names = [keyword.arg for keyword in node.keywords]
            given = None if None in names else frozenset(name for name in names if name)
            # `Phrase(code, params)` gives its parameters as a tuple.
            given = None if name == "Phrase" and len(node.args) > 1 else given
            where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            found.append(Use(where, code, error, given))
    return found


def placeholders(sentence: str) -> set[str]:
    return {match[1] for match in PLACEHOLDER.finditer(sentence)}


def test_the_search_for_uses_finds_them() -> None:
    found = {(use.where.partition(":")[0], use.code, use.error) for use in uses()}

    assert (str(Path("wording", "language.py")), re.escape("language-unknown"), True) in found
    assert any(not error for _, _, error in found)


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
