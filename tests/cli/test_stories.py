"""Whole stories, told by the program's own commands in processes of their own."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.evidence.digest import sha256_file
from simulator.wording.voice import Voice
from tests.cli.program import FLAT, PHONE, ROOT, Program, walkthrough


@pytest.mark.parametrize("scenario", [FLAT, PHONE])
def test_demo_ends_with_the_verdict_in_plain_words_and_the_path_of_the_debrief(
    program: Program, scenario: str
) -> None:
    done = program.run("demo", scenario)

    *_, log, verdict, score, page = done.stdout.splitlines()
    entries = len(program.notes(program.newest()))
    assert verdict.strip() == Voice("en").say("verdict.intact-unanchored", entries=entries)
    assert str(entries) in verdict
    assert "100 of 100" in score
    bundle, debrief = (Path(line.split(": ", 1)[1]) for line in (log, page))
    assert zipfile.is_zipfile(bundle)
    assert debrief.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert str(program.home) in page


def test_demo_speaks_russian(program: Program) -> None:
    done = program.run("demo", PHONE, "--lang", "ru")

    assert "100 из 100" in done.stdout.splitlines()[-2]
    assert "<" not in done.stdout


def test_attempts_are_listed_oldest_first_with_the_promised_members(
    program: Program, script: Callable[[str], Path]
) -> None:
    assert program.json("attempts") == []
    assert len(program.run("attempts").stdout.splitlines()) == 1
    first = program.play(PHONE)
    second = program.play(FLAT, script=script("look phone\n"), seed=8)

    one, two = program.json("attempts")

    assert one | {"level": ""} == {
        "id": first,
        "scenario": PHONE,
        "seed": 7,
        "status": "closed",
        "entries": 43,
        "level": "",
    }
    assert two["id"] == second
    assert (two["scenario"], two["seed"], two["status"]) == (FLAT, 8, "open")
    table = program.run("attempts").stdout.splitlines()
    assert [line.split()[0] for line in table[1:]] == [first, second]


def test_the_end_of_a_script_leaves_the_attempt_open_and_resume_goes_on(
    program: Program, script: Callable[[str], Path]
) -> None:
    attempt = program.play(FLAT, script=script("nodir: guard\n# a comment\n\nlook phone\n"))
    before = program.json("status", attempt)
    assert (before["status"], before["stage"], before["entries"]) == ("open", "scene", 3)

    told = program.run("act", attempt[:6], "photograph phone").stdout
    after = program.json("status", attempt)
    resumed = program.run("resume", "--script", script("look laptop\nend\n"))

    assert told.count("\n") <= 4
    assert after["entries"] == 4
    assert attempt in resumed.stdout
    assert program.json("status", attempt)["status"] == "closed"
    program.run("act", attempt, "look phone", code=2)
    program.run("resume", attempt, code=2)
    program.run("resume", code=2)


def test_a_person_at_the_keyboard_types_lines_until_the_input_ends(program: Program) -> None:
    done = program.run("play", FLAT, "--seed", "7", given="nodir: guard\n\n1\n1\n")

    assert program.json("attempts")[0]["entries"] > 1
    assert f"simulator resume {program.newest()}" in done.stdout


def test_exhibits_name_files_that_are_there_with_their_digests(flat: Program) -> None:
    attempt = flat.newest()

    found = flat.json("exhibits", attempt)

    assert [row["id"] for row in found] == ["EX-001", "EX-002", "EX-003", "EX-004"]
    assert [row["kind"] for row in found] == ["usb", "paper", "phone", "laptop"]
    for row in found:
        paths = [Path(path) for path in row["paths"]]
        assert all(path.is_absolute() and path.is_file() for path in paths)
        assert row["sha256"] == (sha256_file(paths[0]) if paths else "")
    assert [row["id"] for row in found if not row["paths"]] == ["EX-002"]
    log = b"".join(flat.notes(attempt)).decode()
    assert all(row["sha256"] in log for row in found)
    table = flat.run("exhibits", attempt).stdout.splitlines()
    shown = [path for row in found for path in row["paths"]]
    columns = {line.index("/") for line in table if "/" in line}
    assert [line[line.index("/") :] for line in table if "/" in line] == shown
    assert len(columns) == 1


def test_status_says_where_an_attempt_stands(flat: Program) -> None:
    attempt = flat.newest()

    found = flat.json("status", attempt)

    assert found["entries"] == len(flat.notes(attempt))
    assert (found["status"], found["exhibits"]) == ("closed", 4)
    words = found["words"].split()
    assert len(words) == 6
    assert " ".join(words) in flat.run("status", attempt).stdout


def test_the_log_is_shown_verified_exported_and_explained(flat: Program, tmp_path: Path) -> None:
    attempt = flat.newest()
    entries = len(flat.notes(attempt))
    bundle = tmp_path / "log.zip"
    flat.run("log", "export", attempt, "-o", bundle)

    for source in (attempt, str(bundle)):
        assert len(flat.run("log", "show", source).stdout.splitlines()) == entries
        shown = flat.json("log", "show", source)
        assert [row["seq"] for row in shown] == list(range(entries))
        verdict = flat.json("log", "verify", source, code=3)
        assert verdict["verdict"] == "intact-unanchored"
        assert (verdict["entries"], verdict["findings"]) == (entries, [])
        assert {"anchored_to", "custody"} <= set(verdict)
        told = flat.run("log", "why", source, "5").stdout
        assert "clock phone" in told
    flat.run("log", "why", attempt, "999", code=2)
    assert str(entries) in flat.run("log", "verify", attempt, code=3).stdout

    with zipfile.ZipFile(bundle) as file:
        names = file.namelist()
        notes = [file.read(name) for name in sorted(names) if name.startswith("entries/")]
    assert notes == flat.notes(attempt)
    assert {"checkpoint", "times.json", "manifest.json"} <= set(names)
    assert any(name.startswith("truth/") for name in names)


def test_an_altered_bundle_exits_with_1_and_names_the_entry(flat: Program, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.zip", tmp_path / "cut.zip"
    flat.run("log", "export", flat.newest(), "-o", whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(cut, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "entries/000007.note":
                data = data.replace(b"phone", b"stick", 1)
            new.writestr(name, data)

    found = flat.json("log", "verify", cut, code=1)

    assert found["verdict"] == "altered"
    assert any(7 in finding["entries"] for finding in found["findings"])
    junk = tmp_path / "junk.zip"
    junk.write_bytes(b"PK\3\4 no zip")
    flat.run("log", "verify", junk, code=2)
    flat.run("log", "verify", tmp_path / "none.zip", code=2)


def test_truth_stays_on_the_machine_while_the_attempt_is_open(
    program: Program, script: Callable[[str], Path], tmp_path: Path
) -> None:
    attempt = program.play(FLAT, script=script("look phone\n"))

    program.run("log", "export", attempt, "-o", tmp_path / "open.zip")

    with zipfile.ZipFile(tmp_path / "open.zip") as file:
        names = file.namelist()
    assert not [name for name in names if name.startswith("truth/")]
    assert not [name for name in names if "walkthrough" in name or "mistakes" in name]


def test_debrief_is_one_file_where_it_was_asked_for(flat: Program, tmp_path: Path) -> None:
    page = tmp_path / "a page.html"

    told = flat.run("debrief", flat.newest(), "-o", page, "--lang", "ru").stdout

    text = page.read_text(encoding="utf-8")
    assert "100" in told
    assert str(page) in told
    assert 'lang="ru"' in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    flat.run("debrief", flat.newest(), "-o", tmp_path / "no" / "such" / "page.html")
    flat.run("debrief", flat.newest(), "-o", tmp_path, code=2)


def test_scenarios_are_listed_and_checked(program: Program, tmp_path: Path) -> None:
    assert [row["id"] for row in program.json("scenario", "list")] == [FLAT, PHONE]
    assert FLAT in program.run("scenario", "list", "--lang", "ru").stdout
    program.run("scenario", "check", FLAT, PHONE)
    folder = tmp_path / "broken"
    folder.mkdir()
    text = (walkthrough(FLAT).parent / "scenario.yaml").read_text(encoding="utf-8")
    (folder / "scenario.yaml").write_text(text.replace("minutes: 60", "minutes: soon"))

    told = program.run("scenario", "check", folder, code=1).stdout

    assert "scenario.yaml:" in told
    program.run("scenario", "check", "no-such", code=2)


def test_keys_are_made_listed_and_shown(program: Program) -> None:
    made = program.run("keys", "new", "p-17").stdout.strip()

    assert program.run("keys", "show", "p-17").stdout.strip() == made
    listed = {row["name"]: row["key"] for row in program.json("keys", "list")}
    assert set(listed) == {"demo", "p-17", "recorder", "trainee"}
    assert listed["p-17"] == made
    assert made in program.run("keys", "list").stdout
    program.run("keys", "new", "p-17", code=2)
    program.run("keys", "show", "nobody", code=2)


def test_a_store_is_backed_up_restored_and_an_attempt_erased(
    program: Program, script: Callable[[str], Path], tmp_path: Path
) -> None:
    attempt = program.play(FLAT, script=script("look phone\n"))
    notes = program.notes(attempt)
    copy = tmp_path / "copy.db"
    program.run("store", "backup", copy)
    program.run("store", "backup", copy, code=2)
    program.run("store", "delete", attempt, given="n\n", code=1)
    assert program.json("attempts") != []
    program.run("store", "delete", attempt, "--yes")
    assert program.json("attempts") == []
    assert not (program.home / "attempts" / attempt).exists()
    program.run("status", attempt, code=2)

    program.run("store", "restore", copy)

    assert program.notes(attempt) == notes
    with copy.open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    program.run("store", "restore", copy, code=2)
    assert program.notes(attempt) == notes


def test_an_attempt_whose_folder_is_gone_goes_on_with_the_bundled_scenario(
    program: Program, script: Callable[[str], Path]
) -> None:
    attempt = program.play(FLAT, script=script("look phone\n"))
    (program.home / "attempts").rename(program.home / "elsewhere")

    assert program.json("status", attempt)["entries"] == 2


def test_an_attempt_at_somebodys_own_scenario_needs_its_folder(
    program: Program, script: Callable[[str], Path], tmp_path: Path
) -> None:
    own = tmp_path / "flat-13"
    shutil.copytree(ROOT / "scenarios" / FLAT, own)
    text = (own / "scenario.yaml").read_text(encoding="utf-8")
    (own / "scenario.yaml").write_text(text.replace("id: flat-12", "id: flat-13"), encoding="utf-8")
    attempt = program.play(str(own), script=script("look phone\n"))
    (program.home / "attempts").rename(program.home / "elsewhere")

    for command in ("status", "exhibits", "resume"):
        assert program.run(command, attempt, code=2).stderr.strip()
    (program.home / "elsewhere").rename(program.home / "attempts")
    assert program.json("status", attempt)["entries"] == 2


def test_doctor_finds_a_fit_computer_and_names_what_is_not(program: Program) -> None:
    found = program.json("doctor")
    assert [row["check"] for row in found] == [
        "python",
        "console",
        "folder",
        "space",
        "store",
        "keys",
        "scenarios",
    ]
    assert all(row["ok"] for row in found)
    (program.home / "keys" / "trainee.key").write_text("{}")

    told = program.run("doctor", code=1).stdout

    assert "--" in told
    assert "<" not in told


@pytest.mark.parametrize("lang", ["en", "tg"])
@pytest.mark.parametrize("code", ["E16", "e16", "ACPO.1", "C09", "seat-taken", "code-unknown"])
def test_explain_says_what_a_code_means(program: Program, code: str, lang: str) -> None:
    told = program.run("explain", code, "--lang", lang).stdout

    assert len(told.splitlines()) >= 1
    assert "{" not in told
    assert "<" not in told


def test_explain_of_nothing_known_is_a_usage_error(program: Program) -> None:
    assert "E99" in program.run("explain", "E99", code=2).stderr


def test_packs_are_listed(program: Program) -> None:
    found = program.json("pack", "list")

    assert {"budapest-generic", "tj-draft"} <= {row["id"] for row in found}
    assert all(row["status"] for row in found)


def test_review_agrees_with_log_verify(flat: Program, tmp_path: Path) -> None:
    bundle = tmp_path / "log.zip"
    flat.run("log", "export", flat.newest(), "-o", bundle)

    found = flat.json("review", bundle, code=3)

    assert found["reexecution"]["status"] == "agrees"
    assert found["assessment"]["score"] == 100
    text = flat.run("review", bundle, code=3).stdout
    assert "<" not in text
    several = json.loads(flat.run("review", bundle, bundle, "--json", code=3).stdout)
    assert len(several) == 2


def test_the_form_is_printed_with_the_six_words_shown_at_the_reading_out(
    program: Program, tmp_path: Path
) -> None:
    shown = program.run("demo", PHONE).stdout.splitlines()
    attempt, page = program.newest(), tmp_path / "form.html"

    text = program.run("log", "form", attempt).stdout
    program.run("log", "form", attempt, "--html", page)

    assert max(map(len, text.splitlines())) <= 80
    heads = [
        line.split()
        for line, before in zip(shown[1:], shown, strict=False)
        if "Six words" in before
    ]
    assert len(heads) == 2
    assert " ".join(heads[0]) in " ".join(text.split())
    assert heads[0][0] in page.read_text(encoding="utf-8")


def test_a_number_of_the_main_prompt_leaves_a_question_open(
    program: Program, script: Callable[[str], Path]
) -> None:
    attempt = program.play(PHONE, script=script("sabina: guard\nlook phone\n93\nring\nend\n"))

    shown = program.json("log", "show", attempt)
    acts = [row["body"]["line"] for row in shown if row["type"] == "act"]
    assert acts[2:4] == ["read kit", "reply incoming-call choice=ring"]
