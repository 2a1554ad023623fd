from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.evidence import medium
from simulator.evidence.acquire import logical
from simulator.evidence.original import Original
from simulator.evidence.search import search
from simulator.scenario.content import FileRecipe, MediumRecipe, PartitionRecipe, VolumeRecipe
from tests.evidence.conftest import MIB, SEED, files


@pytest.mark.parametrize("word", ["Ҷамшед", "чамшед", "ЧАМШЕД"])
def test_a_name_is_found_with_and_without_its_tail(word: str, stick_image: Path) -> None:
    hits = search(stick_image, word)

    assert len(hits) == 300
    assert {hit.path for hit in hits} == {"Рӯйхати пардохтҳо.txt"}
    data = files()[0].data
    assert all(data[hit.offset :].startswith("Ҷамшед".encode()) for hit in hits)
    assert "Пардохт ба Ҷамшед: 5000" in hits[0].snippet


def test_utf_16_is_found(stick_image: Path) -> None:
    (hit,) = search(stick_image, "насиба хисоб")
    assert (hit.path, hit.encoding, hit.offset) == ("note.txt", "utf-16-le", 0)
    assert hit.snippet == "Насиба ҳисоб"


def test_a_deleted_file_is_searched_once(stick_image: Path) -> None:
    hits = search(stick_image, "zarnigor")
    assert len(hits) == 700
    assert {(hit.where, hit.path) for hit in hits} == {("deleted", "Ҳуҷҷат/дохил/ҲИСОБ тафтиш.txt")}


def test_what_was_overwritten_is_gone(stick_image: Path) -> None:
    assert search(stick_image, "vanished") == ()


def test_free_space_and_slack_are_searched(tmp_path: Path) -> None:
    recipe = MediumRecipe(
        1,
        (
            PartitionRecipe(
                VolumeRecipe("T", 8 * MIB, 12, (FileRecipe("a.txt", b"short"),)),
            ),
        ),
    )
    path = tmp_path / "a.img"
    medium.build(recipe, SEED, path)
    data = bytearray(path.read_bytes())
    data[5 * MIB : 5 * MIB + 8] = b"hideaway"
    at = data.index(b"short") + 700
    data[at : at + 6] = b"behind"
    path.write_bytes(data)

    (free,) = search(path, "hideaway")
    assert (free.where, free.path, free.offset) == ("free", "", 5 * MIB)
    (slack,) = search(path, "behind")
    assert (slack.where, slack.path, slack.offset) == ("slack", "a.txt", 700)


def test_an_extraction_is_searched(stick_image: Path, tmp_path: Path) -> None:
    logical(Original(stick_image), tmp_path / "x.zip")
    assert len(search(tmp_path / "x.zip", "ҷамшед")) == 300
    assert search(tmp_path / "x.zip", "zarnigor") == ()


def test_a_search_stops_at_its_limit(stick_image: Path) -> None:
    assert len(search(stick_image, "zarnigor", most=5)) == 5


@pytest.mark.parametrize("word", ["", "  ", "a\nb", "\ud800"])
def test_what_is_no_word(word: str, stick_image: Path) -> None:
    with pytest.raises(UsageError) as caught:
        search(stick_image, word)
    assert caught.value.code == "search-word"
