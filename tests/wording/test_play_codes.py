"""Everything a trainee meets in play has words, by the codes that the program itself holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from simulator.assessment.form import FORMS
from simulator.assessment.ledger import DETECTORS
from simulator.assessment.ruling import TEST_OF
from simulator.assessment.score import CAPS
from simulator.doctrine.error import load_errors
from simulator.doctrine.library import load_packs
from simulator.wording.catalogue import sentences
from simulator.wording.fold import fold
from simulator.world.acts.table import ACTS
from simulator.world.kinds.table import KINDS
from tests.wording import emitted
from tests.wording.test_completeness import PROMISED, placeholders

LABEL = 16
"""Characters a label of the protocol has on the screen."""

MENU = 34
"""Characters a menu line has beside its number where two stand side by side."""

OPTION = 56


def _acts() -> Iterator[str]:
    yield "ask.why"
    for verb, spec in ACTS.items():
        yield from (f"menu.{verb}", f"verb.{verb}", f"verb.{verb}.alias")
        yield from (f"ask.{verb}.{param.name}" for param in spec.params)
        yield from (f"option.{v}" for p in spec.asks for v in emitted.options(verb, p))
        yield from (f"stage.{stage}{end}" for stage in spec.stages for end in ("", ".name"))


def _kinds() -> Iterator[str]:
    for kind in KINDS.values():
        yield f"kind.{kind.id}"
        yield from (choice.code for choice in (*kind.scene, *kind.lab))
    yield from (f"kit.{kind}" for kind in emitted.values()["kit.kind"])


def _world() -> Iterator[str]:
    yield from ("you", "sight.both", "sight.nobody")
    yield from (one.code for one in emitted.seen())
    yield from (f"refused.{code}" for code in emitted.refusals())
    yield from (f"reason.{code}" for code in emitted.endings())


def _forms() -> Iterator[str]:
    for form in FORMS:
        yield from (f"form.{form.id}", f"form.{form.id}.title")
        for field in form.fields:
            yield f"field.{field.name}"
            yield from (f"option.{v}" for v in field.options if not v.startswith("@"))


def _judgement() -> Iterator[str]:
    named = {getattr(detector, "absent", "") for detector in DETECTORS} - {""}
    yield from (f"absent.{code}" for code in named | emitted.absences())
    yield from (f"score.cap.{name}" for name, _ in CAPS)
    for function in emitted.functions("assessment"):
        if function.name == "_fate":
            yield from (f"outcome.{code}" for code in emitted.returned(function))


def _court() -> Iterator[str]:
    yield from (f"court.question.{error.id}" for error in load_errors())
    yield from (f"court.outcome.{code}" for code in ("stays", "weight", "out"))
    yield from (f"court.test.{test}" for test in TEST_OF.values())
    for pack in load_packs():
        yield from (f"court.test.{test.id}" for test in pack.admissibility)
        for step in pack.hearing.steps:
            yield from (f"court.speaker.{who}" for who in (step.speaker, step.asked) if who)


SOURCES = {
    source.__name__.strip("_"): source
    for source in (_acts, _kinds, _world, _forms, _judgement, _court)
}


@pytest.mark.parametrize("lang", PROMISED)
@pytest.mark.parametrize("source", SOURCES)
def test_every_code_has_words(source: str, lang: str) -> None:
    codes = set(SOURCES[source]())
    missing = sorted(codes - sentences(lang).keys())

    assert len(codes) > 10
    assert not missing, f"{lang} lacks: {' '.join(missing)}"


@pytest.mark.parametrize("lang", PROMISED)
def test_a_sentence_of_the_scene_asks_for_nothing_that_the_world_does_not_give(lang: str) -> None:
    table = sentences(lang)
    gaps = [
        f"{one.code} lacks {sorted(lacking)}  ({one.where})"
        for one in emitted.seen()
        if (lacking := placeholders(table.get(one.code, "")) - one.params)
    ]

    assert not gaps, "\n".join(gaps)


@pytest.mark.parametrize("lang", PROMISED)
def test_a_question_in_court_names_only_the_thing_and_the_minute(lang: str) -> None:
    table = sentences(lang)
    wrong = [
        error.id
        for error in load_errors()
        if placeholders(table[f"court.question.{error.id}"]) - {"item", "at"}
    ]

    assert not wrong


@pytest.mark.parametrize("lang", [*PROMISED, "tg"])
def test_a_typed_word_means_one_act(lang: str) -> None:
    table = sentences(lang)
    meant: dict[str, set[str]] = {}
    for verb in ACTS:
        words = [verb, table.get(f"verb.{verb}", verb)]
        words += table.get(f"verb.{verb}.alias", "").split(", ")
        for word in filter(None, words):
            assert word == word.strip(), f"{word!r} is not as it is typed"
            assert len(word.split()) <= 4, f"{word!r} is more words than a line is read by"
            meant.setdefault(fold(word), set()).add(verb)
    twice = {word: sorted(verbs) for word, verbs in meant.items() if len(verbs) > 1}

    assert not twice


@pytest.mark.parametrize("lang", [*PROMISED, "tg"])
def test_labels_menu_lines_and_options_fit(lang: str) -> None:
    long = [
        f"{code}: {len(sentence)}"
        for code, sentence in sentences(lang).items()
        if (code.startswith("field.") and len(sentence) > LABEL)
        or (code.startswith("menu.") and len(sentence) > MENU)
        or (code.startswith(("form.", "option.")) and len(sentence) > OPTION)
    ]

    assert not long


def test_strings_that_are_only_compared_are_no_refusals() -> None:
    tree = ast.parse(
        "def f(m, act) -> str:\n"
        "    if m == 'no':\n"
        "        return 'a'\n"
        "    return g(m, 'x') or ('b' if m in ('y', 'z') else '')\n"
    )
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)

    assert emitted.returned(function) == {"a", "b"}
