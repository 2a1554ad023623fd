"""Cut off at any moment: what was acknowledged is there, and play goes on as if nothing was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.scenario.deal import dealt
from simulator.scenario.library import find
from simulator.script.player import run_script
from tests.cli.program import FLAT, ROOT, SEED, Program, environment, fresh, walkthrough

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")

TEXT = walkthrough(FLAT).read_text(encoding="utf-8")
KILLS = 25
_PROMPT = re.compile(r"^(?:\d\d:\d\d|Your answer, or 92 for your protocol) > ", re.MULTILINE)


class Model:
    """Which line of the model run writes which entries."""

    def __init__(self) -> None:
        rows = [
            (number, row)
            for number, row in enumerate(TEXT.splitlines(), 1)
            if row.strip() and not row.startswith("#")
        ]
        self.standing = [row for _, row in rows if row.startswith("when ")]
        self.lines = [row for _, row in rows if not row.startswith("when ")]
        index = {number: i for i, (number, _) in enumerate(rows[len(self.standing) :])}
        self.starts = [1] * len(self.lines)
        """Entries before a line."""
        self.after = [1] * len(self.lines)
        """Entries when a line is done, with all that came of it."""
        at, size = 0, 1
        for move in run_script(dealt(find(FLAT).plan, SEED), TEXT).steps:
            if move.line:
                at = index[move.line]
                self.starts[at] = size
            size = move.step.position.entries
            self.after[at] = size

    def done(self, entries: int) -> int:
        """How many lines are done when the log has so many entries."""
        return sum(1 for size in self.after if size <= entries)

    def rest(self, entries: int) -> str:
        """What is still to be typed when the log has so many entries."""
        return "\n".join([*self.standing, *self.lines[self.done(entries) :], ""])

    def acknowledged(self, told: str, before: int = 0) -> int:
        """Entries that must be there by what a sitting printed that began at ``before``.

        A line is shown when its turn comes, so all before it have been done.
        """
        shown = len(_PROMPT.findall(told))
        if not shown:
            return before
        return self.starts[min(self.done(before) + shown, len(self.lines)) - 1]


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


@pytest.fixture(scope="module")
def wanted(flat: Program) -> list[bytes]:
    return flat.notes(flat.newest())


def entries_of(program: Program) -> int:
    """How far the only attempt has come; 0 when there is none."""
    found = program.json("attempts")
    return int(found[0]["entries"]) if found else 0


def orphans(program: Program, attempt: str, entries: int) -> list[str]:
    """Files that belong to no entry of the log."""
    folder = program.home / "attempts" / attempt
    log = b"".join(program.notes(attempt))
    late = [
        path.name
        for path in (folder / "exhibits").glob("*/*.delta")
        if int(path.stem.split("-")[1]) >= entries
    ]
    strange = [
        path.name
        for path in (folder / "acquisitions").glob("*")
        if f'"about":"{path.stem}"'.encode() not in log
    ]
    rest = [p.name for p in folder.rglob("*") if p.suffix == ".part"]
    return late + strange + rest


def whole(program: Program) -> None:
    """The store is sound and the log verifies."""
    attempt = program.newest()
    found = program.json("log", "verify", attempt, code=3)
    assert found["findings"] == []


def test_killed_at_many_moments_the_model_run_still_ends_with_the_same_log(
    model: Model, wanted: list[bytes], keys: Path, tmp_path: Path
) -> None:
    """One attempt, killed again and again; each sitting types what is left of the script."""
    program = fresh(tmp_path / "home", keys)
    script = tmp_path / "script.txt"
    killed, entries, attempt = 0, 0, ""
    for n in range(KILLS):
        script.write_text(model.rest(entries), encoding="utf-8")
        begin = ["resume", attempt] if attempt else ["play", FLAT, "--seed", str(SEED)]
        wait = 0.12 + (n * 7919 + 104_729) % 97 / 1000 * (1 + n / 12)

        was_cut, told = program.cut(*begin, "--script", script, after=wait)

        killed += was_cut
        before, entries = entries, entries_of(program)
        assert entries >= model.acknowledged(told, before) >= before
        if entries:
            attempt = program.newest()
            assert program.notes(attempt) == wanted[:entries]
        if entries == len(wanted):
            break
    assert killed >= 10
    if entries < len(wanted):
        script.write_text(model.rest(entries), encoding="utf-8")
        program.run("resume", attempt, "--script", script)
    assert program.notes(attempt) == wanted
    assert orphans(program, attempt, len(wanted)) == []
    whole(program)
    print(killed, "kills")


def cut(program: Program, where: str, count: int, script: Path) -> str:
    """Play the model run and be cut off; returns what was printed until then."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.exercise.cut",
            where,
            str(count),
            "play",
            FLAT,
            "--seed",
            str(SEED),
            "--script",
            str(script),
        ],
        env=environment(program.home, PYTHONUNBUFFERED="1"),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("before-delta", 1),
        ("after-delta", 1),
        ("after-delta", 4),
        ("after-bytes", 2),
        ("before-commit", 2),
        ("after-commit", 40),
        ("while-landing", 9),
        ("before-commit", 75),
    ],
)
def test_cut_between_bytes_and_commit_nothing_is_lost_and_nothing_left_over(
    model: Model, wanted: list[bytes], program: Program, tmp_path: Path, where: str, count: int
) -> None:
    told = cut(program, where, count, walkthrough(FLAT))

    attempt, entries = program.newest(), entries_of(program)
    assert program.notes(attempt) == wanted[:entries]
    assert entries >= model.acknowledged(told)
    if where == "after-delta":
        assert orphans(program, attempt, entries)

    program.run("resume", attempt, "--script", os.devnull)
    assert orphans(program, attempt, entries) == []
    assert program.notes(attempt) == wanted[:entries]

    script = tmp_path / "rest.txt"
    script.write_text(model.rest(entries), encoding="utf-8")
    program.run("resume", attempt, "--script", script)
    assert program.notes(attempt) == wanted
    assert orphans(program, attempt, len(wanted)) == []
    whole(program)


@pytest.mark.parametrize("where", ["before-begin", "after-begin", "before-commit"])
def test_cut_before_the_first_entry_no_attempt_is_left_in_the_way(
    program: Program, where: str
) -> None:
    cut(program, where, 1, walkthrough(FLAT))

    assert program.json("attempts") == []
    program.run("resume", code=2)
    attempt = program.play(FLAT)
    assert program.json("status", attempt)["status"] == "closed"


def test_an_act_that_was_broken_into_is_carried_on_after_a_crash(
    model: Model, wanted: list[bytes], program: Program, tmp_path: Path
) -> None:
    """The question that broke in is answered at the next sitting, then the act goes on."""
    broken = [i for i in range(len(model.lines)) if model.after[i] > model.starts[i] + 1]
    mid = next(i for i in broken if model.lines[i].startswith(("seize", "search", "look", "pack")))
    script = tmp_path / "until.txt"
    script.write_text("\n".join(model.lines[: mid + 1]), encoding="utf-8")
    attempt = program.play(FLAT, script=script)
    entries = entries_of(program)
    assert entries < model.after[mid]
    script.write_text(model.rest(entries).replace(model.lines[mid] + "\n", "", 1), "utf-8")

    program.run("resume", attempt, "--script", script)

    assert program.notes(attempt) == wanted
