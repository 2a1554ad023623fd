"""The doctrine is whole: nothing points into the void, nothing is without words."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.doctrine.action import load_actions
from simulator.doctrine.competency import LEVELS, load_competencies
from simulator.doctrine.error import load_errors
from simulator.doctrine.glossary import load_glossary
from simulator.doctrine.library import load_packs
from simulator.doctrine.role import load_targets, target, title
from simulator.doctrine.rule import WHOLE, RuleKind, find_rule, load_rules
from simulator.doctrine.table import DoctrineError
from simulator.terms.vocabulary import Confidence, Dimension, Phase, Role, Severity
from simulator.wording.catalogue import sentences

REFERENCE = Path(__file__).parents[2] / "../shared/reference/domain"
WORDED = ("en", "ru")


def reference(name: str) -> list[dict[str, str]]:
    if not REFERENCE.is_dir():
        pytest.skip("no ../shared")
    header, *lines = (REFERENCE / f"{name}.psv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split("|"), line.split("|"), strict=True)) for line in lines]


def test_every_error_has_rules_a_competency_and_a_trace() -> None:
    competencies = {competency.id for competency in load_competencies()}
    for error in load_errors():
        assert error.rules, error.id
        for rule in error.rules:
            find_rule(rule)
        assert len(set(error.rules)) == len(error.rules), error.id
        assert error.competency in competencies, error.id
        assert error.detect, error.id


def test_errors_are_spread_over_all_dimensions_and_severities() -> None:
    assert {error.dimension for error in load_errors()} == set(Dimension)
    assert {error.severity for error in load_errors()} == set(Severity)


def test_every_competency_is_exercised_by_an_error_or_an_act() -> None:
    used = {error.competency for error in load_errors()}
    used |= {action.competency for action in load_actions()}

    assert used == {competency.id for competency in load_competencies()}


def test_acts_point_to_rules_and_competencies() -> None:
    competencies = {competency.id for competency in load_competencies()}
    for action in load_actions():
        assert action.competency in competencies
        assert all(find_rule(rule) for rule in action.rules)


def test_every_role_has_a_target_in_every_competency() -> None:
    pairs = {(role, competency.id) for role in Role for competency in load_competencies()}

    assert set(load_targets()) == pairs
    assert set(load_targets().values()) <= set(LEVELS)
    assert target(Role.FIRST_RESPONDER, "C09") == 3
    with pytest.raises(DoctrineError):
        target(Role.JUDGE, "C99")


def test_rules_belong_to_one_instrument_per_source() -> None:
    names: dict[str, str] = {}
    phases = {phase.value for phase in Phase} | {"all"}
    for rule in load_rules():
        assert names.setdefault(rule.source, rule.instrument) == rule.instrument
        assert rule.phase in phases
    with pytest.raises(DoctrineError):
        find_rule("ISO:1")


@pytest.mark.parametrize("lang", WORDED)
def test_everything_has_words(lang: str) -> None:
    words = sentences(lang)
    needed = [f"doctrine.competency.{competency.id}" for competency in load_competencies()]
    for error in load_errors():
        needed += [error.title().code, error.instead().code]
        needed += [f"doctrine.rule.{rule}" for rule in error.rules]
    for rule in load_rules():
        needed.append(rule.cite().code)
        needed.append(f"doctrine.instrument.{rule.source}")
        if rule.clause != WHOLE:
            needed.append(f"doctrine.clause.{rule.id}")
    needed += [title(role).code for role in Role]
    needed += [f"doctrine.mark.{mark.value}" for mark in Confidence]
    needed += [f"doctrine.severity.{severity.value}" for severity in Severity]
    needed += [f"doctrine.dimension.{dimension.value}" for dimension in Dimension]
    needed += [f"doctrine.phase.{phase.value}" for phase in Phase]
    needed += [f"doctrine.group.{competency.group}" for competency in load_competencies()]
    needed += [f"doctrine.level.{level}" for level in LEVELS]
    for pack in load_packs():
        needed += [pack.title().code, pack.banner().code, f"pack.hearing.{pack.hearing.form}"]
        needed += [f"doctrine.rule.{rule}" for rule in pack.equivalents.values()]
        for step in pack.hearing.steps:
            needed += [f"pack.step.{step.id}", f"pack.speaker.{step.speaker}"]
            needed += [f"pack.speaker.{step.asked}"] if step.asked else []
        for test in pack.admissibility:
            needed += [f"pack.test.{test.id}", f"pack.effect.{test.effect}"]
            needed.append(f"doctrine.rule.{test.rule}")
        for power in pack.powers:
            needed += [f"pack.power.{power.id}", f"doctrine.rule.{power.rule}"]
            needed += [f"pack.needs.{whose}" for whose in power.needs]

    assert sorted(code for code in set(needed) if not words.get(code)) == []


@pytest.mark.parametrize("lang", WORDED)
def test_no_words_are_left_over(lang: str) -> None:
    known = {
        "error": {error.id for error in load_errors()},
        "rule": {rule.id for rule in load_rules()},
        "clause": {rule.id for rule in load_rules()},
        "instrument": {rule.source for rule in load_rules()},
        "competency": {competency.id for competency in load_competencies()},
        "role": {role.value for role in Role},
    }
    for code in sentences(lang):
        room, _, rest = code.partition(".")
        kind, _, id = rest.partition(".")
        if room == "doctrine" and kind in known:
            assert id.removesuffix(".instead") in known[kind], code


def test_titles_tell_errors_apart() -> None:
    for lang in WORDED:
        words = sentences(lang)
        titles = [words[error.title().code] for error in load_errors()]
        assert len(set(titles)) == len(titles)
        assert max(len(text) for text in titles) <= 80


def test_a_clause_is_printed_as_certain_only_when_it_was_seen() -> None:
    for rule in load_rules():
        cited = rule.cite()
        if cited.code == "doctrine.cite.certain":
            assert rule.mark is Confidence.SEEN
        if rule.mark is Confidence.UNSURE:
            assert "clause" not in cited.named()
        if rule.kind in (RuleKind.PENDING, RuleKind.PROPOSAL):
            assert cited.code == "doctrine.cite.pending"


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("rules", lambda: [(rule.id, rule.mark.value, rule.phase) for rule in load_rules()]),
        (
            "errors",
            lambda: [
                (
                    error.id,
                    error.severity.value,
                    error.competency,
                    ",".join(error.rules),
                    ",".join(error.detect),
                )
                for error in load_errors()
            ],
        ),
        ("competencies", lambda: [(c.id, c.code) for c in load_competencies()]),
        ("actions", lambda: [(a.id, ",".join(a.rules), a.competency) for a in load_actions()]),
        ("glossary", lambda: [(t.en, t.ru, t.tg, t.confidence.value) for t in load_glossary()]),
    ],
)
def test_the_facts_are_those_of_the_reference(name: str, ours: object) -> None:
    columns = {
        "rules": ("id", "status", "phase"),
        "errors": ("id", "sev", "comp", "rules", "detect"),
        "competencies": ("id", "code"),
        "actions": ("id", "rules", "comp"),
        "glossary": ("en", "ru", "tg", "conf"),
    }[name]
    assert callable(ours)

    assert ours() == [tuple(row[column] for column in columns) for row in reference(name)]


def test_the_targets_are_those_of_the_reference() -> None:
    for row in reference("role_matrix"):
        assert {role.value: str(target(role, row["comp"])) for role in Role} == {
            role.value: row[role.value] for role in Role
        }


def test_no_sentence_is_taken_from_the_reference() -> None:
    words = {text.casefold().strip(".") for text in sentences("en").values() if len(text) > 40}
    theirs = {row["statement"].casefold().strip(".") for row in reference("rules")}
    theirs |= {row["error"].casefold().strip(".") for row in reference("errors")}

    assert words & theirs == set()
