from __future__ import annotations

from importlib.resources import files

import pytest

from simulator.doctrine.error import find_error, load_errors
from simulator.doctrine.library import find_pack, load_packs, parse_pack
from simulator.doctrine.pack import HearingForm, Pack
from simulator.doctrine.rule import find_rule
from simulator.doctrine.table import DoctrineError
from simulator.terms.vocabulary import Severity
from simulator.wording.catalogue import sentences


@pytest.fixture
def text() -> str:
    folder = files("simulator.doctrine") / "packs"
    return (folder / "tj-draft.yaml").read_text(encoding="utf-8")


@pytest.fixture
def tj() -> Pack:
    return find_pack("tj-draft")


def refusal(text: str) -> str:
    with pytest.raises(DoctrineError) as caught:
        parse_pack(text, "p.yaml")
    return caught.value.code


def test_the_two_packs_ship() -> None:
    assert [pack.id for pack in load_packs()] == ["budapest-generic", "tj-draft"]
    assert all(pack.is_draft for pack in load_packs())
    with pytest.raises(DoctrineError) as caught:
        find_pack("mars")
    assert "tj-draft" in str(caught.value.params["known"])


def test_the_pack_sets_the_form_of_the_hearing(tj: Pack) -> None:
    budapest = find_pack("budapest-generic")

    assert (tj.hearing.form, budapest.hearing.form) == (HearingForm.MOTION, HearingForm.CROSS)
    assert [step.id for step in tj.hearing.steps] == [
        "motion",
        "attesting-witness",
        "investigator",
        "expert",
        "ruling",
    ]
    assert [step.id for step in budapest.hearing.steps] == ["chief", "cross", "bench", "ruling"]


def test_witnesses_are_the_packs_affair(tj: Pack) -> None:
    assert tj.witnesses_required == 2
    assert find_pack("budapest-generic").witnesses_required == 0


def test_the_tajik_pack_never_cites_a_convention_that_does_not_bind_there(tj: Pack) -> None:
    assert tj.equivalent("ECHR:6") == "ICCPR:14"
    assert tj.equivalent("ECHR:8") == "ICCPR:17"
    assert tj.equivalent("EW:CPIA") is None
    assert tj.equivalent("I37:6.1") == "I37:6.1"
    for error in load_errors():
        assert not [rule for rule in tj.rules(error) if rule.startswith("ECHR")], error.id
    assert tj.rules(find_error("E69")) == ("ICCPR:14", "I50")
    assert tj.rules(find_error("E78")) == ("ICCPR:14",)


@pytest.mark.parametrize("pack", load_packs(), ids=lambda pack: pack.id)
def test_every_error_can_be_explained_under_every_pack(pack: Pack) -> None:
    for error in load_errors():
        rules = pack.rules(error)
        assert rules, error.id
        assert len(set(rules)) == len(rules)
        for rule in rules:
            assert find_rule(rule).id.split(":")[0] not in pack.foreign


@pytest.mark.parametrize("pack", load_packs(), ids=lambda pack: pack.id)
def test_a_draft_never_says_unlawful(pack: Pack) -> None:
    for lang, word in (("en", "unlawful"), ("ru", "незаконн"), ("tg", "ғайриқонун")):
        said = [text for code, text in sentences(lang).items() if code.startswith("pack.")]
        said += [words.get(lang, "") for words in pack.terms.values()]
        assert not [sentence for sentence in said if word in sentence.casefold()]


def test_terms_of_the_jurisdiction(tj: Pack) -> None:
    assert tj.term("attesting-witness", "tg") == "шахси холис"
    assert tj.term("attesting-witness", "de") is None
    assert tj.term("wig", "en") is None


def test_scalars_stay_what_the_author_wrote(text: str) -> None:
    pack = parse_pack(text.replace('version: "0.1"', "version: 22:00"))

    assert pack.version == "22:00"


def test_an_override_changes_the_weight(text: str) -> None:
    pack = parse_pack(text + "severity_overrides: {E05: critical, E04: minor}\n")

    assert pack.severity("E05", Severity.MAJOR) is Severity.CRITICAL
    assert pack.severity("E04", Severity.MAJOR) is Severity.MINOR
    assert pack.severity("E06", Severity.CRITICAL) is Severity.CRITICAL


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("id: tj-draft", "id: [tj"), "pack-unreadable"),
        (("id: tj-draft", "id: tj\nid: tj"), "pack-unreadable"),
        (("id: tj-draft", "id: tj\x00"), "pack-unreadable"),
        (("id: tj-draft", "name: tj"), "pack-shape"),
        (("id: tj-draft", "id: tj\ncolour: red"), "pack-shape"),
        (("status: draft", "status: nearly"), "pack-shape"),
        (("attesting_witnesses: 2", "attesting_witnesses: two"), "pack-shape"),
        (("form: motion-to-exclude", "form: duel"), "pack-shape"),
        (("- {id: ruling, speaker: judge}", ""), "pack-ruling"),
        (("TJ:78", "TJ:79"), "rule-unknown"),
        (("terms:", "severity_overrides: {E36: minor}\nterms:"), "pack-weakens"),
        (("terms:", "severity_overrides: {E62: major}\nterms:"), "pack-weakens"),
        (("terms:", "severity_overrides: {E99: minor}\nterms:"), "error-unknown"),
        (('"FRE:702": I42', '"FRE:901": I42'), "pack-silent"),
    ],
)
def test_a_bad_pack_is_refused_by_name(text: str, change: tuple[str, str], code: str) -> None:
    assert change[0] in text

    assert refusal(text.replace(*change)) == code


@pytest.mark.parametrize(
    "text", ["", "- a", "just words", "&a [*a]", "!!python/object:os.system x"]
)
def test_anything_else_is_refused_too(text: str) -> None:
    assert refusal(text) in ("pack-shape", "pack-unreadable")


def test_the_place_of_a_repeated_key_is_told() -> None:
    with pytest.raises(DoctrineError) as caught:
        parse_pack("id: a\nid: b\n", "p.yaml")

    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (2, 1)
