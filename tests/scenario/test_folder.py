"""Folders, attached files, and the library by name or path."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from simulator.errors import ScenarioError, UsageError
from simulator.scenario.attachment import FolderAttachments, safe_parts
from simulator.scenario.diagnostic import Diagnostic
from simulator.scenario.folder import load
from simulator.scenario.library import find, folder_of, names
from tests.scenario.sample import LIBRARY, PLAIN


def test_both_bundled_scenarios_are_found_by_name() -> None:
    assert {"flat-12", "ringing-phone"} <= set(names())
    assert find("flat-12").plan.id == "flat-12"


def test_a_path_and_the_file_itself_are_taken_too(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY / "ringing-phone", tmp_path / "mine")
    assert find(str(tmp_path / "mine")).plan == find("ringing-phone").plan
    assert folder_of(str(tmp_path / "mine" / "scenario.yaml")) == tmp_path / "mine"


def test_an_unknown_name_comes_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        find("flat-21")
    assert (caught.value.code, caught.value.params["nearest"]) == ("scenario-unknown", "flat-12")


def test_a_folder_without_a_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path)
    assert caught.value.code == "scenario-missing"


def test_a_directory_in_place_of_the_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").mkdir()
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path)
    assert caught.value.code == "scenario-unreadable"


def test_windows_line_ends_give_the_same_plan(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY / "flat-12", tmp_path / "flat-12")
    path = tmp_path / "flat-12" / "scenario.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(tmp_path / "flat-12").plan == find("flat-12").plan


@pytest.mark.parametrize(
    "path", ["files/../x", "/etc", "files//x", "C:/x", "files/a\\b", "..", "files/.", "files/a\0b"]
)
def test_paths_that_leave_the_folder_are_refused(path: str) -> None:
    with pytest.raises(ValueError) as caught:
        safe_parts(path)
    assert str(caught.value) == "path-outside"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_refused_not_followed(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.txt").write_text("x")
    (tmp_path / "files" / "phone").symlink_to(tmp_path / "secret")
    (tmp_path / "files" / "a.txt").symlink_to(tmp_path / "secret" / "a.txt")
    for folder in ("files/phone", "files"):
        with pytest.raises(ValueError) as caught:
            FolderAttachments(tmp_path).tree(folder)
        assert str(caught.value) == "attached-link"


def test_attached_files_come_sorted_and_whole(tmp_path: Path) -> None:
    (tmp_path / "files/phone/b").mkdir(parents=True)
    (tmp_path / "files/phone/b/x.txt").write_bytes(b"\r\n")
    (tmp_path / "files/phone/a.txt").write_bytes(b"\x00")
    (tmp_path / "files/phone/.DS_Store").write_bytes(b"junk")
    found = FolderAttachments(tmp_path).tree("files/phone")
    assert found == (("a.txt", b"\x00"), ("b/x.txt", b"\r\n"))


def test_a_heavy_file_is_named_at_its_folder(tmp_path: Path) -> None:
    (tmp_path / "files/phone").mkdir(parents=True)
    (tmp_path / "files/phone/big.bin").write_bytes(bytes((4 << 20) + 1))
    source = PLAIN + "    contains:\n      drives:\n        - folder: files/phone\n"
    (tmp_path / "scenario.yaml").write_text(source)
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert (found.code, found.place.line, found.place.column) == ("attached-heavy", 19, 19)
