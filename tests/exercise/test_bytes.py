"""The files that play leaves behind, judged by programs that somebody else wrote."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.evidence.digest import sha256_file, sha256_hex
from simulator.exercise import sitting
from simulator.scenario.content import MediumRecipe
from simulator.store.home import Home
from tests.cli.program import FLAT, SCENARIOS, Program

SYSTEM, WORK = 0, 1


def tool(name: str, package: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"needs {package}")
    return found


def sleuth(name: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [tool(name, "sleuthkit"), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def image(program: Program, exhibit: str) -> Path:
    found = program.json("exhibits", program.newest())
    return Path(next(row["paths"][0] for row in found if row["id"] == exhibit))


def values(program: Program, attempt: str, kind: str) -> dict[str, dict[str, str]]:
    """What the log says that the host measured, by what it was measured of."""
    found = {}
    for note in program.notes(attempt):
        body = json.loads(note.split(b"\n", 1)[0])
        if body["type"] == "input" and body["body"]["kind"] == kind:
            found[body["body"]["about"]] = body["body"]["values"]
    return found


@pytest.fixture
def offset(flat: Program) -> str:
    """The first sector of the stick's only partition, as mmls reads it."""
    rows = [line.split() for line in sleuth("mmls", image(flat, "EX-001")).splitlines()]
    (found,) = [row[2] for row in rows if len(row) > 5 and row[1].startswith("000:")]
    return found


def test_the_stick_opens_in_other_peoples_tools(flat: Program, offset: str) -> None:
    stick = image(flat, "EX-001")

    told = sleuth("fsstat", "-o", offset, stick)
    deleted = sleuth("fls", "-o", offset, "-r", "-d", "-p", stick)

    assert "File System Type: FAT" in told
    assert "RUSTAM" in told
    assert "ledger-2025.csv" in deleted
    assert "price-list" not in deleted


def test_the_deleted_ledger_comes_back_with_its_own_digest(
    flat: Program, offset: str, tmp_path: Path
) -> None:
    sleuth("tsk_recover", "-o", offset, image(flat, "EX-001"), tmp_path)

    ledger = (SCENARIOS / FLAT / "files" / "stick" / "ledger-2025.csv").read_bytes()
    back = {sha256_hex(path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}
    older = (SCENARIOS / FLAT / "files" / "stick" / "ledger-2024.csv").read_bytes()
    assert sha256_hex(ledger) in back
    assert sha256_hex(older) not in back
    rows = flat.json("exhibits", flat.newest())
    ours = [path for row in rows for path in row["recovered"]]
    assert sha256_hex(ledger) in {sha256_file(Path(path)) for path in ours}


def test_without_a_blocker_the_stick_is_another_one(flat: Program, program: Program) -> None:
    careless = program.play(FLAT, script=SCENARIOS / FLAT / "mistakes" / "no-write-blocker.txt")

    assert sha256_file(image(program, "EX-001")) != sha256_file(image(flat, "EX-001"))
    home = Home(program.home)
    with sitting.store_of(home) as store, sitting.resume(home, store, careless) as seat:
        lost = {finding.loss.error for finding in seat.judgement().score.findings}
    assert "E32" in lost


def original(program: Program, item: str, target: Path) -> MediumRecipe:
    """Write the item's bytes as they are now; returns how the author described them."""
    home = Home(program.home)
    with sitting.store_of(home) as store:
        seat = sitting.rebuild(home, store, store.attempt(program.newest()))
        with target.open("wb") as file:
            for piece in seat.bench.original(item).pieces():
                file.write(piece)
        recipe = seat.plan.item(item).medium
    assert recipe is not None
    return recipe


def opens(volume: Path, passphrase: str) -> bool:
    done = subprocess.run(
        [
            tool("cryptsetup", "cryptsetup-bin"),
            "open",
            "--test-passphrase",
            "--type",
            "luks",
            "--key-file",
            "-",
            str(volume),
        ],
        input=passphrase.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr
    return done.returncode == 0


def test_the_laptops_volume_takes_its_passphrase_and_no_other(
    flat: Program, tmp_path: Path
) -> None:
    disk, volume = tmp_path / "laptop.dd", tmp_path / "work.luks"
    recipe = original(flat, "laptop", disk)
    rows = [line.split() for line in sleuth("mmls", disk).splitlines()]
    start, length = next((int(r[2]), int(r[4])) for r in rows if len(r) > 5 and r[1] == "000:001")
    with disk.open("rb") as file:
        file.seek(start * 512)
        volume.write_bytes(file.read(length * 512))
    words = recipe.partitions[WORK].passphrase
    assert words

    dump = subprocess.run(
        [tool("cryptsetup", "cryptsetup-bin"), "luksDump", str(volume)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert dump.returncode == 0, dump.stderr
    assert "Version:" in dump.stdout
    assert opens(volume, words)
    assert not opens(volume, words + " ")
    assert not recipe.partitions[SYSTEM].passphrase


def test_reading_leaves_its_traces_on_the_original(flat: Program, tmp_path: Path) -> None:
    for item, touched in (("laptop", True), ("stick", False)):
        original(flat, item, tmp_path / item)
        base = {sha256_file(path) for path in (flat.home / "cache").rglob("*") if path.is_file()}
        assert (sha256_file(tmp_path / item) not in base) is touched


UP_TO_THE_COPY = "verify IM-002"


def until(line: str) -> str:
    text = (SCENARIOS / FLAT / "walkthrough.txt").read_text(encoding="utf-8")
    return text.partition(line)[0]


@pytest.fixture(scope="module")
def imaged(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Program:
    """The model run up to the image of the stick. Not to be changed."""
    folder = tmp_path_factory.mktemp("imaged")
    program = Program(folder / "home")
    shutil.copytree(keys, program.home / "keys")
    script = folder / "script.txt"
    script.write_text(until(UP_TO_THE_COPY), encoding="utf-8")
    program.play(FLAT, script=script)
    return program


def test_a_copy_changed_behind_our_back_is_a_logged_fact(imaged: Program, tmp_path: Path) -> None:
    program = imaged.copy(tmp_path / "home")
    attempt = program.newest()
    copy = image(program, "EX-001")
    with copy.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"tampered")

    told = program.run("act", attempt, "verify IM-002").stdout
    program.run("act", attempt, "verify IM-002")

    bodies = [json.loads(note.split(b"\n", 1)[0]) for note in program.notes(attempt)]
    changed = [b for b in bodies if b["type"] == "input" and b["body"]["kind"] == "file-changed"]
    assert len(changed) == 1
    assert changed[0]["body"]["about"] == "IM-002"
    seen = [b["body"]["seen"] for b in bodies if b["body"].get("line") == "verify IM-002"]
    assert seen[0] == seen[1]
    whole = imaged.copy(tmp_path / "whole")
    assert whole.run("act", attempt, "verify IM-002").stdout.split()[1:] != told.split()[1:]
    assert program.json("log", "verify", attempt, code=3)["findings"] == []
    program.run("resume", attempt, "--script", script_of(tmp_path, "working-copy IM-002\nend\n"))
    assert program.json("log", "verify", attempt, code=3)["findings"] == []


def script_of(folder: Path, text: str) -> Path:
    path = folder / "more.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("line", ["verify IM-002", "working-copy IM-002", "recover IM-002"])
def test_a_copy_deleted_behind_our_back_is_named_and_nothing_is_lost(
    imaged: Program, tmp_path: Path, line: str
) -> None:
    program = imaged.copy(tmp_path / "home")
    attempt = program.newest()
    before = program.notes(attempt)
    copy = image(program, "EX-001")
    kept = copy.read_bytes()
    copy.unlink()

    told = program.run("act", attempt, line, code=2).stderr

    assert copy.name in told
    assert "[file-missing]" in told
    assert program.notes(attempt) == before
    assert not list(copy.parent.glob("IM-003*"))
    program.json("exhibits", attempt)
    copy.write_bytes(kept)
    program.run("act", attempt, line)
    assert len(program.notes(attempt)) > len(before)


def test_every_digest_in_the_log_is_that_of_the_file(flat: Program) -> None:
    logged = values(flat, flat.newest(), "digest")
    folder = flat.home / "attempts" / flat.newest() / "acquisitions"

    files = {path.stem: path for path in folder.iterdir()}

    assert set(logged) == set(files)
    for name, path in files.items():
        assert logged[name] == {"sha256": sha256_file(path), "size": path.stat().st_size}


def test_the_same_case_is_another_medium_under_another_seed(
    program: Program, script: Callable[[str], Path], flat: Program
) -> None:
    program.play(FLAT, seed=8)

    assert sha256_file(image(program, "EX-001")) != sha256_file(image(flat, "EX-001"))
