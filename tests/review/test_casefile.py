from __future__ import annotations

from pathlib import Path

import pytest

from simulator.custody import checkpoint, entry
from simulator.custody.bundle import Bundle
from simulator.custody.verify import verify
from simulator.errors import BundleError, StoreError
from simulator.exercise import sitting
from simulator.review.casefile import (
    case_of,
    open_bundle,
    open_case,
    open_log,
    read_anchor,
    readable,
)
from simulator.scenario.library import find
from simulator.script.canonical import parse_act
from simulator.store.home import Home
from simulator.wording.voice import Voice
from tests.review.sample import Played, first, flipped, rewritten


def test_an_attempt_is_opened_by_the_beginning_of_its_id(search: Played, at_home: Path) -> None:
    assert at_home == search.home.path

    assert open_bundle(search.id[:6]).files == search.bundle.files
    assert open_bundle(str(search.path)).files == search.bundle.files


def test_an_open_attempt_gives_no_truth_away(home: Home, at_home: Path) -> None:
    terms = sitting.Terms(3, "guided", "en")
    with (
        sitting.store_of(home) as store,
        sitting.sit_down(home, store, find("ringing-phone"), terms) as seat,
    ):
        seat.do(parse_act("look phone"))
        found = open_bundle(seat.id)

    assert found.truth == {}
    assert verify(found).verdict == "intact-unanchored"
    assert case_of(found, "en").replay.differences == ()


def test_neither_a_file_nor_an_attempt(
    search: Played, at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match="attempt-unknown"):
        open_bundle("ffffffffffff")
    with pytest.raises(BundleError, match="not-a-bundle"):
        open_bundle("gone.zip")
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "empty"))
    with pytest.raises(StoreError, match="attempt-unknown"):
        open_bundle(search.id)
    assert not (tmp_path / "empty").exists()


def test_a_kept_checkpoint_anchors_the_log(search: Played, tmp_path: Path) -> None:
    kept = tmp_path / "kept.note"
    kept.write_bytes(search.bundle.checkpoint)

    assert verify(search.bundle, [read_anchor(kept)]).verdict == "intact-anchored"


def test_six_words_on_paper_anchor_the_log(search: Played, tmp_path: Path) -> None:
    head = checkpoint.parse(search.bundle.checkpoint)
    words = " ".join(checkpoint.words(head.root, head.size))
    kept = tmp_path / "words.txt"
    kept.write_text(f"entries 0-{head.size - 1}  {words}\n", encoding="utf-8")
    number = first(search, "record")

    assert verify(search.bundle, [read_anchor(kept)]).exit_code == 0
    forged = rewritten(search, {number: lambda body: body["fields"].update(lock="unlocked")})
    assert verify(forged).exit_code == 3
    assert verify(forged, [read_anchor(kept)]).exit_code == 1


@pytest.mark.parametrize("data", [b"", b"river nine", b"\xff\xfe", b"x" * 70_000])
def test_an_anchor_that_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "anchor"
    path.write_bytes(data)
    with pytest.raises(BundleError):
        read_anchor(path)
    with pytest.raises(BundleError, match="anchor-unreadable"):
        read_anchor(tmp_path / "gone")


def test_every_entry_has_a_line_in_words(honest: Played) -> None:
    log = open_log(str(honest.path))
    lines = [log.line_of(one, Voice("en")) for one in log.entries]

    assert [one.seq for one in log.entries] == list(range(len(honest.bundle.entries)))
    assert all(line and "\n" not in line and "<" not in line for line in lines)


def test_without_a_scenario_the_lines_are_the_plain_fields(drill: Played) -> None:
    files = {k: v for k, v in drill.bundle.files.items() if not k.startswith("scenario/")}
    number = first(drill, "act")
    log = open_log(str(drill.path))
    bare = type(log)(Bundle(files), log.entries)

    assert bare.line_of(log.entries[number], Voice("en")) == "sabina: guard"
    assert "fields=" in bare.line_of(log.entries[first(drill, "record")], Voice("en"))


def test_unreadable_and_foreign_entries_are_left_out(search: Played, drill: Played) -> None:
    torn = flipped(search.bundle, "entries/000003.note", 0)
    assert [one.seq for one in readable(torn)][:5] == [0, 1, 2, 4, 5]

    foreign = dict(drill.bundle.entries)[2]
    mixed = Bundle({**search.bundle.files, "entries/000099.note": foreign})
    logs = {one.log for one in readable(mixed) if one.seq}
    assert logs == {entry.read(dict(search.bundle.entries)[1]).log}


def test_a_case_speaks_the_language_asked_for(search: Played) -> None:
    assert open_case(str(search.path), "ru").voice.lang == "ru"
    assert (
        open_case(str(search.path), "ru").view.title != open_case(str(search.path), "en").view.title
    )


def test_a_log_without_its_first_entry_has_no_case(drill: Played) -> None:
    with pytest.raises(BundleError, match="case-unopened"):
        case_of(flipped(drill.bundle, "entries/000000.note", 0), "en")
