"""The same keys, seed and script give the same bytes, whatever the machine looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import FLAT, PHONE, Program, fresh


@pytest.fixture(scope="module")
def wanted(flat: Program) -> list[bytes]:
    return flat.notes(flat.newest())


@pytest.mark.parametrize(
    "more",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Dushanbe", "SIMULATOR_LANG": "ru"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/Adak",
            "LC_ALL": "tr_TR.UTF-8",
            "PYTHONUTF8": "0",
        },
        {"PYTHONHASHSEED": "1", "SIMULATOR_LANG": "tg", "LC_ALL": "C", "COLUMNS": "40"},
    ],
)
def test_another_machine_writes_the_same_log(
    more: dict[str, str], wanted: list[bytes], keys: Path, tmp_path: Path
) -> None:
    program = fresh(tmp_path / "home", keys)

    attempt = program.play(FLAT, more=more)

    assert program.notes(attempt) == wanted


def test_another_language_writes_the_same_log_and_other_sentences(
    keys: Path, tmp_path: Path
) -> None:
    notes, told = [], []
    for lang in ("en", "ru", "tg"):
        program = fresh(tmp_path / lang, keys)
        told.append(program.run("demo", PHONE, "--lang", lang).stdout)
        notes.append(program.notes(program.newest()))

    assert len(set(told)) == 3
    assert notes[0] == notes[1] == notes[2]


def test_another_seed_writes_another_log(wanted: list[bytes], program: Program) -> None:
    attempt = program.play(FLAT, seed=8)

    assert program.notes(attempt) != wanted
    assert program.json("status", attempt)["status"] == "closed"


def test_the_ordinal_tells_the_second_attempt_from_the_first(program: Program) -> None:
    first, second = program.play(PHONE), program.play(PHONE)

    assert first != second
    one, two = program.notes(first), program.notes(second)
    assert (b'"ordinal":1' in one[0], b'"ordinal":2' in two[0]) == (True, True)
