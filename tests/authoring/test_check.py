"""The checks before class: the bundled scenarios are clean, each defect is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.authoring.check import check
from simulator.authoring.listing import rows
from simulator.scenario.library import names, shelf


@pytest.fixture
def flat(tmp_path: Path) -> Path:
    """A copy of flat-12 to damage."""
    return Path(shutil.copytree(shelf() / "flat-12", tmp_path / "flat-12"))


def change(folder: Path, old: str, new: str, file: str = "scenario.yaml") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", names())
def test_bundled_scenarios_pass_without_a_warning(name: str) -> None:
    assert check(shelf() / name) == ()


DEFECTS = [
    ("order-closed", "06:00 to 22:00", "08:00 to 22:00", False),
    ("order-short", "06:00 to 22:00", "06:00 to 07:00", True),
    ("order-empty", "covers: rustam's phones, computers, storage and papers in flat 12",
     "covers: lola's phones", False),
    ("law-unknown", "law: tj-draft", "law: tj-drft", False),
    ("witness-few", "witnesses: zarina, ilhom,", "witnesses: zarina,", True),
    ("weighs-unknown", "  E09: minor", "  E99: minor", False),
    ("place-empty", "places:\n", "places:\n  attic:\n    search takes: 1 min\n", True),
    ("wipe-certain", "bag FB-1 good", "bag FB-1 failed", True),
    ("wipe-offline", "41 %, on the network,", "41 %,", True),
    ("loss-late", "wiped from outside after 12 to 13 min", "wiped from outside after 3 h", True),
    ("dims-after-lock", "dims after 7 min", "dims after 11 min", True),
    ("locks-locked", "alone: wiped", "alone: locks after 2 min, wiped", True),
    ("surprise-late", "after: 15 to 17 min", "after: 3 h", False),
    ("surprise-harmless", "good: ask", "good: ask, let, order", True),
    ("questions-one-sided", "    kind: exculpatory\n", "", True),
    ("serial-twice", "    shows: drive letter\n", "    shows: drive letter\n    serial: A1\n",
     False),
    ("hidden-unsearchable", "search takes: 6 min", "search takes: 0 min", False),
    ("attached-unused", "folder: files/phone", "folder: files/stick", True),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new", "warning"), DEFECTS, ids=[d[0] for d in DEFECTS])
def test_each_defect_is_found(flat: Path, code: str, old: str, new: str, warning: bool) -> None:
    change(flat, old, new)
    if code == "serial-twice":
        change(flat, "    opens: laptop\n", "    opens: laptop\n    serial: A1\n")
    if code == "witness-few":
        change(flat, "## ilhom.name\nIlhom\n", "", "texts/en.md")
        change(flat, "## ilhom.name\nИлхом\n", "", "texts/ru.md")
    if code == "hidden-unsearchable":
        change(flat, ", found after 2 to 3 min", "")
    if code == "attached-unused":
        change(flat, FILES_OF_PHONE, "")
        change(flat, "    proved by: chat\n", "    proved by: loan\n")
    found = {one.code: one for one in check(flat)}
    assert code in found
    assert found[code].warning is warning
    assert found[code].place.line > 0


FILES_OF_PHONE = """\
          files:
            chat-bahrom.txt: called Chats/Баҳром.txt, written 2026-03-03 06:38, proves chat
            contacts.txt: called Contacts/contacts.txt, written 2026-02-27 20:15
            calls.csv: called Calls/calls.csv, written 2026-03-03 06:39
"""


def test_a_stage_that_is_not_there(flat: Path) -> None:
    change(flat, "  court:\n    as: investigator\n    minutes: 60\n", "")
    change(flat, "    who: chief\n", "    who: chief\n    stage: court\n")
    assert "surprise-stage" in {one.code for one in check(flat)}


def test_questions_without_a_laboratory(flat: Path) -> None:
    change(flat, "  lab:\n    as: examiner\n    minutes: 300\n", "")
    assert "questions-nowhere" in {one.code for one in check(flat)}


def test_a_missing_translation_is_an_error_in_its_file(flat: Path) -> None:
    change(flat, "## chief-hurry.obey\nОтключить всё прямо сейчас.\n", "", "texts/ru.md")
    (found,) = check(flat)
    assert (found.code, found.place.file, found.warning) == ("text-missing", "texts/ru.md", False)
    assert found.params.named()["key"] == "chief-hurry.obey"


def test_texts_that_need_a_second_look(flat: Path) -> None:
    english = (flat / "texts/en.md").read_text(encoding="utf-8")
    sentence = english.partition("## phone.inside\n")[2].partition("\n\n")[0]
    russian = (
        "Открывается переписка с Бахромом. Два новых сообщения теперь отмечены как прочитанные."
    )
    change(flat, russian, sentence, "texts/ru.md")
    change(flat, "A white phone in a clear case.", "word " * 31 + "+992 900 123 456", "texts/en.md")
    change(
        flat, "## chief.name", "## kitchen.alias\nkitchen@police.tj\n\n## chief.name", "texts/en.md"
    )
    codes = sorted(one.code for one in check(flat))
    assert codes == ["data-real", "data-real", "sentence-long", "text-same"]


def test_errors_come_before_warnings(flat: Path) -> None:
    change(flat, "bag FB-1 good", "bag FB-1 failed")
    change(flat, "06:00 to 22:00", "08:00 to 22:00")
    assert [one.warning for one in check(flat)] == [False, True]


def test_the_folder_is_called_like_the_scenario(flat: Path) -> None:
    moved = flat.rename(flat.parent / "flat-13")
    assert [one.code for one in check(moved)] == ["folder-name"]


def test_what_does_not_compile_gives_the_compilers_faults(flat: Path) -> None:
    change(flat, "state: running", "state: runing")
    assert {one.code for one in check(flat)} == {"phrase-unknown"}


def test_an_empty_folder_is_one_fault(tmp_path: Path) -> None:
    (found,) = check(tmp_path)
    assert (found.code, found.warning) == ("scenario-missing", False)


def test_the_list_of_scenarios_in_russian() -> None:
    found = {row.id: row for row in rows("ru")}
    flat = found["flat-12"]
    assert (flat.title, flat.role, flat.stages) == ("Квартира 12", "INV", ("scene", "lab", "court"))
    assert (flat.languages, flat.minutes, flat.fault) == (("en", "ru"), 45, "")
    assert found["ringing-phone"].role == "FR"
    assert {row.id for row in rows("tg")} == set(names())
