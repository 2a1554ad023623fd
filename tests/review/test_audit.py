from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.custody import truth
from simulator.custody.bundle import Bundle
from simulator.errors import BundleError
from simulator.review.audit import Audit, audit
from tests.review.sample import NAME, Played, first, flipped, laid_out, resigned, rewritten, written


def audited(source: Bundle, tmp_path: Path) -> Audit:
    return audit(written(source, tmp_path / "b.zip"), "en")


def as_json(outcome: Audit) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(outcome.as_json()))
    return plain


def forged(body: dict[str, Any]) -> None:
    body["fields"] = {**body["fields"], "lock": "unlocked"}


def test_an_honest_bundle_is_whole_and_plays_again(honest: Played) -> None:
    outcome = audit(honest.path, "en")
    found = as_json(outcome)

    assert outcome.exit_code == 3
    assert found["integrity"]["verdict"] == "intact-unanchored"
    assert found["integrity"]["findings"] == []
    assert found["reexecution"]["status"] == "agrees"
    assert found["reexecution"]["agreeing"] == found["reexecution"]["acts"] > 3
    assert 0 <= found["assessment"]["score"] <= 100
    assert found["assessment"]["findings"]
    for loss in found["assessment"]["findings"]:
        assert {"error", "rule", "clause", "competency", "entries", "points", "says"} <= set(loss)
        assert loss["points"] >= 0
        assert loss["entries"] or loss["absent"]
    assert found["court"]["pack"] == "tj-draft"


def test_copies_are_made_again_byte_for_byte(search: Played) -> None:
    found = as_json(audit(search.path, "en"))["reexecution"]

    assert found["bytes"] == "recomputed"
    assert found["digests"] >= 3


@pytest.mark.parametrize("lang", ["en", "ru", "tg"])
def test_the_sheet_answers_six_questions_in_narrow_lines(honest: Played, lang: str) -> None:
    text = audit(honest.path, lang).text

    assert [row[:3].strip() for row in text.split("\n") if row[1:2].isdigit()] == list("123456")
    assert max(map(len, text.split("\n"))) <= 80
    assert "<" not in text
    assert "{" not in text


def test_one_flipped_bit_is_found_and_the_replay_goes_on(search: Played, tmp_path: Path) -> None:
    number = first(search, "record")
    at = search.bundle.files[f"entries/{number:06d}.note"].index(b"kitchen")
    outcome = audited(flipped(search.bundle, f"entries/{number:06d}.note", at), tmp_path)
    found = as_json(outcome)

    assert outcome.exit_code == 1
    assert any(number in one["entries"] for one in found["integrity"]["findings"])
    assert found["reexecution"]["status"] == "differs"
    assert {one["entry"] for one in found["reexecution"]["differences"]} == {number}
    assert found["reexecution"]["agreeing"] == found["reexecution"]["acts"]


def test_an_own_line_changed_and_signed_again_is_found(search: Played, tmp_path: Path) -> None:
    number = first(search, "record")
    outcome = audited(resigned(search, number, forged), tmp_path)
    found = as_json(outcome)

    assert outcome.exit_code == 1
    found_out = {(one["code"], one["person"]) for one in found["integrity"]["findings"]}
    assert ("entry-resigned", NAME) in found_out
    assert {"entry": number, "what": "body"} in found["reexecution"]["differences"]


def test_with_every_key_in_hand_the_replay_still_tells(search: Played, tmp_path: Path) -> None:
    number = first(search, "record")
    outcome = audited(rewritten(search, {number: forged}), tmp_path)
    found = as_json(outcome)

    assert outcome.exit_code == 3
    assert found["reexecution"]["differences"] == [{"entry": number, "what": "body"}]
    assert f"e{number}: the line is not what its act wrote" in outcome.text


def test_a_digest_that_was_made_up_is_computed_anew(search: Played, tmp_path: Path) -> None:
    number = first(search, "input")

    def change(body: dict[str, Any]) -> None:
        body["values"]["sha256"] = "0" * 64

    found = as_json(audited(rewritten(search, {number: change}), tmp_path))["reexecution"]

    assert found["status"] == "differs"
    assert {"entry": number, "what": "bytes"} in found["differences"]


def test_a_truth_leaf_that_does_not_fit_its_act(search: Played, tmp_path: Path) -> None:
    number = first(search, "act", 2)
    leaves = {**search.bundle.truth}
    leaves[number] = leaves[number].replace(b'"at":', b'"at":1', 1)
    outcome = audited(laid_out(search.bundle, truth=leaves), tmp_path)
    found = as_json(outcome)

    assert outcome.exit_code == 1
    assert [one["code"] for one in found["integrity"]["findings"]] == ["truth-mismatch"]
    assert {"entry": number, "what": "leaf"} in found["reexecution"]["differences"]


def test_a_truth_leaf_made_anew_with_all_keys(search: Played, tmp_path: Path) -> None:
    number = first(search, "act", 2)
    leaf = truth.leaf({"events": []}, "0" * 32)

    def change(body: dict[str, Any]) -> None:
        body["truth"] = truth.digest(leaf)

    leaves = {**search.bundle.truth, number: leaf}
    outcome = audited(rewritten(search, {number: change}, leaves), tmp_path)

    assert outcome.exit_code == 3
    assert as_json(outcome)["reexecution"]["differences"] == [{"entry": number, "what": "leaf"}]


@pytest.mark.parametrize("fitting", [True, False])
def test_another_scenario_is_not_played(search: Played, tmp_path: Path, fitting: bool) -> None:
    files = search.bundle.folder("scenario")
    changed = files["scenario.yaml"].replace(b"64 %", b"65 %")
    assert changed != files["scenario.yaml"]
    other = {**files, "scenario.yaml": changed}
    source = search.bundle
    if fitting:
        source = laid_out(source, scenario_files=other)
    else:
        source = Bundle({**source.files, "scenario/scenario.yaml": changed})
    outcome = audited(source, tmp_path)
    found = as_json(outcome)

    assert outcome.exit_code == (3 if fitting else 1)
    assert found["reexecution"]["status"] == "not-run"
    assert found["reexecution"]["reason"] == "case-plan"
    assert found["assessment"] is None
    assert "Not played again" in outcome.text


def test_another_wording_is_the_same_scenario(search: Played, tmp_path: Path) -> None:
    files = search.bundle.folder("scenario")
    text = files["texts/ru.md"].replace("Квартира".encode(), "Жильё".encode())
    source = laid_out(search.bundle, scenario_files={**files, "texts/ru.md": text})

    assert as_json(audited(source, tmp_path))["reexecution"]["status"] == "agrees"


def test_a_bundle_without_its_scenario_is_verified_all_the_same(
    drill: Played, tmp_path: Path
) -> None:
    outcome = audited(laid_out(drill.bundle, scenario_files={}), tmp_path)

    assert outcome.exit_code == 3
    assert as_json(outcome)["reexecution"]["reason"] == "bundle-missing"


def test_another_engine_is_not_held_against_this_one(drill: Played, tmp_path: Path) -> None:
    def change(body: dict[str, Any]) -> None:
        body["engine"] += 1

    notes = [data for _, data in drill.bundle.entries]
    source = resigned(drill, 0, change)
    assert source.entries[0][1] != notes[0]

    assert as_json(audited(source, tmp_path))["reexecution"]["reason"] == "case-engine"


def test_what_an_enemy_wrote_cannot_steer_the_console(search: Played, tmp_path: Path) -> None:
    number = first(search, "record")

    def change(body: dict[str, Any]) -> None:
        body["fields"] = {**body["fields"], "remark": "\u202egood", "place": "\u009b2J"}

    text = audited(resigned(search, number, change), tmp_path).text

    assert all(one.isprintable() or one == "\n" for one in text)


@pytest.mark.parametrize(
    "line",
    [
        "wait for=abc",
        "wait for=99999999999999999999",
        "nobody: look phone",
        "note",
        "correct 9",
        "x",
    ],
)
def test_an_act_that_no_prompt_prints_ends_the_replay(
    drill: Played, tmp_path: Path, line: str
) -> None:
    number = first(drill, "act", 1)

    def change(body: dict[str, Any]) -> None:
        body["line"] = line

    outcome = audited(rewritten(drill, {number: change}), tmp_path)
    found = as_json(outcome)["reexecution"]

    assert outcome.exit_code == 1 or found["status"] == "differs"
    assert found["differences"][0]["entry"] == number
    assert outcome.text


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    torn = tmp_path / "torn.zip"
    torn.write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(BundleError, match="bundle-truncated"):
        audit(torn, "en")
    with pytest.raises(BundleError, match="not-a-bundle"):
        audit(tmp_path / "gone.zip", "en")
