"""What pages take from the code is what the code says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import command, rooms
from tests.docs.generated import PARTS, names, renewed
from tests.docs.page import PAGES, ROOT

AGAIN = "python -m tests.docs.generated writes it anew"
HELD = [page for page in PAGES if names(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", HELD, ids=lambda page: page.name)
def test_generated_part_is_what_the_code_gives(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert renewed(text) == text, AGAIN


def test_every_part_stands_on_a_page_once() -> None:
    placed = [name for page in HELD for name in names(page.read_text(encoding="utf-8"))]

    assert sorted(placed) == sorted(PARTS)


def test_picture_shows_the_layers_of_the_project() -> None:
    assert rooms.PICTURE.read_text(encoding="utf-8") == rooms.svg(), AGAIN


def test_every_room_has_a_line_and_a_front_door() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| `")]
    doors = {room.strip(" `"): door.strip(" `") for room, _, door in rows}

    assert list(doors) == [room for row in rooms.layers() for room in row]
    for room, door in doors.items():
        folder = ROOT / "simulator" / room
        assert (folder / door if folder.is_dir() else ROOT / "simulator" / door).is_file()


def test_reference_names_every_command() -> None:
    assert {"simulator", "simulator play", "simulator log verify"} <= set(command.names())


def test_decisions_are_all_in_the_index_by_their_title() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(folder.glob("[0-9]*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        number, _, title = page.read_text(encoding="utf-8").split("\n")[0].partition(". ")
        assert number == f"# {int(page.name[:4])}"
        assert f"[{title}]({page.name})" in index


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_is_short(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    written = renewed(text).count("\n") if page in HELD else text.count("\n")
    made = sum(PARTS[name]().count("\n") for name in names(text))

    assert written - made <= 200
