"""What goes wrong around the program ends in a sentence and an exit code, and loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.program import FLAT, PHONE, ROOT, SCENARIOS, Program, environment, fresh

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def a_sentence(told: str) -> bool:
    """What happened, why it matters, what to do: worded, no code left bare."""
    rows = told.strip().splitlines()
    return len(rows) >= 2 and "[" in rows[0] and "<" not in told and "{" not in told


# ---------------------------------------------------------------- commands and scripts


@pytest.mark.parametrize(
    "arguments",
    [
        ("play", "no-such-scenario"),
        ("play", FLAT, "--script", "no-such-file"),
        ("play", FLAT, "--script", "."),
        ("play", FLAT, "--lang", "de"),
        ("play", "../../etc"),
        ("demo", "no-such"),
        ("resume", "zzz"),
        ("status", "zzz"),
        ("exhibits", ""),
        ("act", "zzz", "look phone"),
        ("log", "show", "zzz"),
        ("log", "export", "zzz"),
        ("log", "verify", "/dev/null"),
        ("debrief", "zzz"),
        ("store", "restore", "no-such-file"),
        ("keys", "show", "nobody"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_said_in_sentences(
    program: Program, arguments: tuple[str, ...]
) -> None:
    done = program.run(*arguments, code=2, lang="ru" if len(arguments) == 2 else "en")

    assert a_sentence(done.stderr), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("play",),
        ("play", FLAT, "--seed", "-1"),
        ("play", FLAT, "--seed", "x"),
        ("no-such",),
        ("play", FLAT, "--level", "master"),
        ("log",),
        ("play", FLAT, "--seed", "9" * 30),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(program: Program, arguments: tuple[str, ...]) -> None:
    program.run(*arguments, code=2)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("fly to-the-moon", "unknown act"),
        ("lok phone", "typo"),
        ("nobody: look phone", "unknown person"),
        ("look phone\n=phone", "no verb"),
    ],
)
def test_a_bad_line_stops_the_script_by_its_number_and_keeps_the_attempt(
    program: Program, script: Callable[[str], Path], line: str, why: str
) -> None:
    text = f"# one\n\nnodir: guard\n{line}\nlook laptop\n"
    number = text.splitlines().index(line.splitlines()[-1]) + 1

    done = program.run("play", FLAT, "--seed", "7", "--script", script(text), code=2)

    assert a_sentence(done.stderr), (why, done.stderr)
    assert str(number) in done.stderr
    assert "script.txt" in done.stderr
    (row,) = program.json("attempts")
    assert row["status"] == "open"
    assert row["entries"] == 2 + line.count("\n")
    program.run("resume", "--script", script("look laptop\nend\n"))
    assert program.json("attempts")[0]["status"] == "closed"


def test_a_refusal_does_not_stop_a_script(program: Program, script: Callable[[str], Path]) -> None:
    """Also what this trainee cannot know of yet, and what is nowhere."""
    text = "image laptop\nlook stick\nlook moon\nisolate phone bag=FB-9 why=own\nlook phone\n"

    program.play(FLAT, script=script(text))

    assert program.json("attempts")[0]["entries"] == 2


def test_crlf_a_byte_order_mark_and_a_code_page_are_read(program: Program, tmp_path: Path) -> None:
    model = (SCENARIOS / FLAT / "walkthrough.txt").read_text(encoding="utf-8")
    plain, windows = tmp_path / "plain.txt", tmp_path / "windows.txt"
    head = "\n".join(model.splitlines()[:20]) + "\n"
    plain.write_text(head, encoding="utf-8", newline="\n")
    windows.write_text(head, encoding="utf-8-sig", newline="\r\n")
    first = program.play(FLAT, script=plain)
    second = program.play(FLAT, script=windows)
    assert len(program.notes(first)) == len(program.notes(second)) > 5

    ansi = tmp_path / "ansi.txt"
    ansi.write_bytes("осмотреть телефон\nend\n".encode("cp1251"))
    done = program.run("play", FLAT, "--script", ansi, "--lang", "ru", code=None)
    assert done.returncode in (0, 2)


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "ascii", "utf-8"])
def test_old_consoles_get_through_a_whole_case(
    program: Program, script: Callable[[str], Path], encoding: str
) -> None:
    text = "nodir: guard\nlook phone\nphotograph phone\nend\n"
    lang = "ru" if encoding == "cp866" else "tg"
    done = program.run(
        "play",
        FLAT,
        "--seed",
        "7",
        "--lang",
        lang,
        "--script",
        script(text),
        more={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert "<" not in done.stdout
    program.run("--help", more={"PYTHONIOENCODING": encoding})


# ---------------------------------------------------------------- streams and signals


def await_prompts(child: subprocess.Popen[bytes], count: int) -> None:
    """Read until the program has asked so often."""
    assert child.stdout is not None
    told = b""
    while told.count(b" > ") < count:
        letter = child.stdout.read(1)
        assert letter, told
        told += letter


@POSIX
def test_without_any_input_the_attempt_is_left_open(program: Program) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *program.command("play", FLAT, "--seed", "7")],
        env=environment(program.home),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert program.json("attempts")[0]["status"] == "open"


@POSIX
def test_ctrl_c_interrupts_with_130_and_loses_nothing(program: Program) -> None:
    child = subprocess.Popen(
        program.command("play", FLAT, "--seed", "7"),
        env=environment(program.home, PYTHONUNBUFFERED="1"),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b"nodir: guard\nlook phone\n")
    child.stdin.flush()
    await_prompts(child, 3)
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=20)

    assert child.returncode == 130
    assert b"Traceback" not in errors
    assert program.json("attempts")[0]["entries"] == 3
    program.run("resume", given="end\n")


@POSIX
def test_a_reader_that_goes_away_is_no_fault(flat: Program) -> None:
    command = " ".join(map(repr, flat.command("log", "show", flat.newest(), "--json")))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 10"],
        env=environment(flat.home),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode in (0, 141)


@POSIX
def test_one_seat_for_one_attempt(program: Program, script: Callable[[str], Path]) -> None:
    child = subprocess.Popen(
        program.command("play", FLAT, "--seed", "7"),
        env=environment(program.home, PYTHONUNBUFFERED="1"),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    await_prompts(child, 1)
    attempt = program.newest()

    for arguments in (
        ["resume", attempt],
        ["act", attempt, "look phone"],
        ["store", "delete", attempt, "--yes"],
    ):
        done = program.run(*arguments, code=2)
        assert "[seat-taken]" in done.stderr
        assert a_sentence(done.stderr)
    assert program.json("status", attempt)["entries"] == 1
    child.stdin.write(b"nodir: guard\n")
    child.stdin.close()
    child.stdout.read()
    child.stdout.close()
    assert child.wait() == 0
    assert program.json("status", attempt)["entries"] == 2
    program.run("resume", attempt, given="end\n")


def test_two_windows_begin_at_the_same_moment(tmp_path: Path) -> None:
    """Fresh folder, no key yet, the same scenario: both get an attempt of their own."""
    program = fresh(tmp_path / "home")
    script = tmp_path / "script.txt"
    script.write_text("look phone\nend\n", encoding="utf-8")
    codes: list[tuple[int, bytes]] = []

    def begin() -> None:
        done = subprocess.run(
            program.command("play", FLAT, "--seed", "7", "--script", script),
            env=environment(program.home),
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
        codes.append((done.returncode, done.stderr))

    threads = [threading.Thread(target=begin) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [code for code, _ in codes] == [0] * 3, codes
    assert [row["status"] for row in program.json("attempts")] == ["closed"] * 3
    for row in program.json("attempts"):
        assert program.json("log", "verify", row["id"], code=3)["findings"] == []


# ---------------------------------------------------------------- the folder


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("here already")
    program = Program(tmp_path / "home")

    for arguments in (("play", FLAT), ("attempts",), ("keys", "list")):
        assert a_sentence(program.run(*arguments, code=2).stderr)
    assert a_sentence(Program(tmp_path / "home" / "below").run("attempts", code=2).stderr)
    assert program.run("doctor", code=1).stdout


@pytest.fixture
def sealed(program: Program) -> Iterator[Program]:
    """A home on a disk that may only be read: root may write everywhere else."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("needs root")
    program.play(PHONE)
    mount(["--bind", str(program.home), str(program.home)])
    try:
        mount(["-o", "remount,bind,ro", str(program.home)])
        yield program
    finally:
        subprocess.run(["umount", str(program.home)], check=True)


def mount(arguments: list[str]) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("needs root that may mount")


def test_a_home_that_may_not_be_written(sealed: Program) -> None:
    for arguments in (("play", FLAT), ("attempts",), ("resume",), ("keys", "new", "p-1")):
        assert a_sentence(sealed.run(*arguments, code=2).stderr)
    assert "<" not in sealed.run("doctor", code=1).stdout


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of four mebibytes."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("needs root")
    folder = tmp_path / "small"
    folder.mkdir()
    mount(["-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)])
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_play_goes_on_when_there_is_room(
    small: Path, flat: Program, keys: Path
) -> None:
    program = fresh(small / "home", keys)
    done = program.run(
        "play", FLAT, "--seed", "7", "--script", SCENARIOS / FLAT / "walkthrough.txt", code=2
    )
    assert a_sentence(done.stderr)
    assert "[disk-full]" in done.stderr
    attempt = program.newest()
    notes = program.notes(attempt)
    assert notes == flat.notes(flat.newest())[: len(notes)]
    assert not list(small.rglob("*.part"))

    subprocess.run(["mount", "-o", "remount,size=200m", str(small)], check=True)
    script = small / "rest.txt"
    script.write_text("look phone\nend\n", encoding="utf-8")
    program.run("resume", attempt, "--script", script)
    assert program.json("log", "verify", attempt, code=3)["findings"] == []


# ---------------------------------------------------------------- the store and the keys


@pytest.fixture
def played(program: Program, script: Callable[[str], Path]) -> Program:
    program.play(FLAT, script=script("look phone\n"))
    return program


def test_a_store_of_another_version_is_left_alone(played: Program) -> None:
    file = played.home / "simulator.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()

    for arguments in (("attempts",), ("resume",), ("play", FLAT)):
        told = played.run(*arguments, code=2).stderr
        assert "[store-version]" in told
        assert a_sentence(told)


@pytest.mark.parametrize("data", [b"", b"not a database at all, but long enough " * 9, b"SQLite"])
def test_a_foreign_file_in_the_place_of_the_store(played: Program, data: bytes) -> None:
    file = played.home / "simulator.db"
    for rest in played.home.glob("simulator.db-*"):
        rest.unlink()
    file.write_bytes(data)

    done = played.run("attempts", "--json", code=None)

    if data:
        assert done.returncode == 2
        assert a_sentence(done.stderr)
        assert file.read_bytes() == data
    else:
        assert json.loads(done.stdout) == []


def test_a_damaged_store_is_named_and_not_written(flat: Program, tmp_path: Path) -> None:
    program = flat.copy(tmp_path / "home")
    file = program.home / "simulator.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(file.read_bytes())
    for at in range(8192, len(data), 64):
        data[at] ^= 0xFF
    file.write_bytes(data)

    done = program.run("doctor", code=1)
    assert "<" not in done.stdout
    for arguments in (("attempts",), ("status", "a"), ("log", "show", "a")):
        told = program.run(*arguments, code=2).stderr
        assert a_sentence(told)


@pytest.mark.parametrize(
    "name", ["", "CON", "con", "nul", "com1", "lpt9", "a/b", "../x", "Ж", "a b", "x" * 60, "-a-"]
)
def test_a_name_that_cannot_be_a_file_everywhere(program: Program, name: str) -> None:
    told = program.run("keys", "new", "--", name, code=2).stderr
    assert a_sentence(told)
    told = program.run("play", PHONE, f"--name={name}", code=2).stderr
    assert a_sentence(told)
    assert program.json("attempts") == []
    assert {path.name for path in (program.home / "keys").iterdir()} == {
        "demo.key",
        "recorder.key",
        "trainee.key",
    }


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b'{"name": "trainee"}', b"[]"])
def test_a_damaged_key_file_is_named_and_never_replaced(played: Program, data: bytes) -> None:
    file = played.home / "keys" / "trainee.key"
    file.write_bytes(data)

    for arguments in (("resume",), ("play", FLAT), ("keys", "list")):
        told = played.run(*arguments, code=2).stderr
        assert a_sentence(told)
        assert "trainee.key" in told
    assert file.read_bytes() == data
    assert played.json("attempts")[0]["entries"] == 2


def test_somebody_elses_key_under_this_name(played: Program) -> None:
    keys = played.home / "keys"
    shutil.copyfile(keys / "demo.key", keys / "trainee.key")

    assert a_sentence(played.run("resume", code=2).stderr)


def test_another_key_of_the_same_name_does_not_sign_on(played: Program) -> None:
    """The roster names the public key: a new one, made meanwhile, cannot go on."""
    keys = played.home / "keys"
    (keys / "trainee.key").unlink()
    played.run("keys", "new", "trainee")
    attempt = played.newest()
    notes = played.notes(attempt)

    done = played.run("act", attempt, "note phone form=found came=visible sight=both", code=None)

    assert done.returncode == 2, done.stdout
    assert a_sentence(done.stderr)
    assert played.notes(attempt) == notes


@POSIX
def test_a_key_that_others_may_read_is_refused(played: Program) -> None:
    file = played.home / "keys" / "trainee.key"
    file.chmod(0o644)

    told = played.run("resume", code=2).stderr

    assert "[key-exposed]" in told
    assert "trainee.key" in told
    file.chmod(0o600)
    played.run("resume", given="end\n")


@POSIX
def test_new_keys_are_readable_by_their_owner_only(program: Program) -> None:
    program.run("keys", "new", "p-3")

    assert (program.home / "keys" / "p-3.key").stat().st_mode & 0o077 == 0


def test_the_cache_can_be_deleted_at_any_time(flat: Program, tmp_path: Path) -> None:
    program = flat.copy(tmp_path / "home")
    shutil.rmtree(program.home / "cache")

    again = program.play(FLAT)

    assert program.json("status", again)["status"] == "closed"
    digests = [
        [row["sha256"] for row in program.json("exhibits", attempt["id"])]
        for attempt in program.json("attempts")
    ]
    assert digests[0] == digests[1]
