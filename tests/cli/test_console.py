"""The console under the code pages of the region, in real processes."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from simulator.cli.console import clean, may_colour

TAJIK = "Далели электронӣ: ғ ӣ қ ӯ ҳ ҷ — ёрӣ"

PRINT = f"""
import sys
from simulator.cli.console import prepare
prepare()
print({TAJIK!r})
print({TAJIK!r}, file=sys.stderr)
print("\\ud800")
"""

ECHO = """
import sys
from simulator.cli.console import clean, prepare
prepare()
for line in sys.stdin:
    print(clean(line), end="")
"""


def run(code: str, encoding: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "PYTHONIOENCODING": encoding}
    environ.pop("PYTHONUTF8", None)
    return subprocess.run(
        [sys.executable, "-c", code], input=given, env=environ, capture_output=True, check=False
    )


CODE_PAGES = ["cp1251", "cp866", "ascii", "utf-8"]


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_a_pipe_is_utf8_whatever_the_code_page(encoding: str) -> None:
    done = run(PRINT, encoding)

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").split() == [*TAJIK.split(), "\\ud800"]
    assert done.stderr.decode("utf-8").split() == TAJIK.split()


def test_without_preparation_the_same_text_ends_in_a_traceback() -> None:
    done = run(PRINT.replace("prepare()", ""), "cp1251")

    assert done.returncode != 0
    assert b"UnicodeEncodeError" in done.stderr


@pytest.mark.parametrize("encoding", CODE_PAGES)
@pytest.mark.parametrize(
    "given", [TAJIK.encode(), "\ufeffсабт 1\n".encode(), "запись 1".encode("cp1251"), b"\xff\x00"]
)
def test_whatever_is_piped_in_comes_through_without_a_traceback(
    encoding: str, given: bytes
) -> None:
    done = run(ECHO, encoding, given)

    assert done.returncode == 0, done.stderr
    told = done.stdout.decode("utf-8")
    try:
        assert told.replace("\r\n", "\n") == given.decode("utf-8-sig")
    except UnicodeDecodeError:
        assert len(told) >= len(given.split()[0])


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", TAJIK), ("cp1251", TAJIK.encode("cp1251", "backslashreplace").decode("cp1251"))],
)
def test_a_terminal_keeps_its_own_encoding(encoding: str, shown: str) -> None:
    import pexpect  # not installed on Windows

    environ = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONDONTWRITEBYTECODE": "1"}
    child = pexpect.spawn(sys.executable, ["-c", PRINT], env=environ, timeout=20)
    output = child.read()
    child.close()

    assert child.exitstatus == 0
    assert shown.encode(encoding) in output


def test_clean_leaves_good_text_alone_and_replaces_the_rest() -> None:
    assert clean(TAJIK) == TAJIK
    assert clean("\ufeffplay") == "play"
    assert not any("\ud800" <= letter <= "\udfff" for letter in clean("a\udcffb\ud800"))


@pytest.mark.parametrize(
    ("terminal", "plain", "environ", "expected"),
    [
        (True, False, {"TERM": "xterm"}, True),
        (True, True, {}, False),
        (True, False, {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
        (True, False, {"NO_COLOR": ""}, True),
        (True, False, {"TERM": "dumb"}, False),
        (False, False, {}, False),
        (False, False, {"CLICOLOR_FORCE": "1"}, True),
        (False, False, {"CLICOLOR_FORCE": "0"}, False),
    ],
)
def test_colour_rules(terminal: bool, plain: bool, environ: dict[str, str], expected: bool) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    assert may_colour(Stream(), plain, environ) is expected
