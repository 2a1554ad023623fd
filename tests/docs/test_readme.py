"""What the pages tell a reader to type works, and what they show is what is printed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.page import LATEST, PAGES, ROOT, agrees, exchanges, links, marked

README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = [
    pytest.param(block.body, id=f"{page.name}-{block.name}")
    for page in PAGES
    for block in marked(page.read_text(encoding="utf-8"))
    if block.kind == "transcript"
]
COMMAND = re.compile(r"(?:^\$ |\.venv/bin/|`)simulator ([a-z-]+)", re.MULTILINE)


def simulator(arguments: list[str], home: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {
        **os.environ,
        "SIMULATOR_HOME": str(home),
        "SIMULATOR_LANG": "en",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_readme_has_its_two_commands_each_on_one_line() -> None:
    commands = {block.name: block.body for block in marked(README) if block.kind == "command"}

    assert set(commands) == {"demo", "test"}
    for line in commands.values():
        assert line.count("\n") == 1
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")


@pytest.mark.skipif(sys.platform == "win32", reason="the checks are a POSIX script")
def test_checks_before_merging_run_the_lines_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extract = next(line for line in script.splitlines() if line.startswith("readme() {"))
    for block in (block for block in marked(README) if block.kind == "command"):
        done = subprocess.run(
            ["bash", "-c", f"{extract}\nreadme {block.name}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )

        assert done.stdout == block.body
        assert f"typed {block.name}\n" in script
    assert "pytest" not in script


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="some lines are for a POSIX shell")
@pytest.mark.parametrize("body", TRANSCRIPTS)
def test_transcript_is_what_is_printed(body: str, tmp_path: Path) -> None:
    home, desk, attempt = tmp_path / "home", tmp_path / "desk", ""
    shutil.copytree(ROOT / "scenarios", desk / "scenarios")
    for exchange in exchanges(body):
        command = exchange.command.replace(LATEST, attempt)
        program, *arguments = shlex.split(command)
        if program != "simulator":
            done = shell(command, desk)
        else:
            done = simulator(arguments, home, desk)
        if program == "simulator" and LATEST in body:
            rows = json.loads(simulator(["attempts", "--json"], home, desk).stdout)
            attempt = rows[-1]["id"] if rows else ""

        output = done.stdout.replace(attempt, LATEST) if attempt else done.stdout
        printed = tuple(output.rstrip("\n").splitlines())
        shown = tuple("\n".join(exchange.output).rstrip("\n").splitlines())
        assert agrees(shown, printed), f"$ {exchange.command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_named_on_a_page_exists(page: Path, tmp_path: Path) -> None:
    named = sorted(set(COMMAND.findall(page.read_text(encoding="utf-8"))))

    unknown = [
        name for name in named if simulator([name, "--help"], tmp_path, tmp_path).returncode != 0
    ]

    assert not unknown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = links(page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_licence_is_the_one_that_the_project_file_names() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = (ROOT / "docs" / "LICENSE").read_text(encoding="utf-8")

    assert 'license = "Apache-2.0"' in project
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
