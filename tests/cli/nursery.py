"""Processes of the program, born with its modules loaded.

Most of what a command takes is the loading of libraries; a hundred commands would load
them a hundred times. This process loads them once and forks for every command it is
told, one JSON line each; the child has its own environment, folder and streams.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import traceback
from typing import Any, NoReturn

ROOMS = (
    "simulator.authoring.check",
    "simulator.authoring.listing",
    "simulator.cli.app",
    "simulator.cli.brief",
    "simulator.cli.ending",
    "simulator.cli.table",
    "simulator.exercise.archive",
    "simulator.exercise.exhibits",
    "simulator.exercise.health",
    "simulator.exercise.sitting",
    "simulator.review.casefile",
    "simulator.review.verdict",
    "simulator.store.backup",
)
PATIENCE_SECONDS = 60


def _live(told: dict[str, Any]) -> NoReturn:
    """Become the program; the alarm, which nobody catches, ends it where it stands."""
    cut = told["cut_after"]
    signal.setitimer(signal.ITIMER_REAL, cut or PATIENCE_SECONDS)
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(told["cwd"])
    flags = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
    for number, (path, flag) in enumerate(zip(told["streams"], flags, strict=True)):
        os.dup2(os.open(path, flag, 0o600), number)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)))
    out: io.FileIO | io.BufferedWriter = io.FileIO(1, "w")
    if not cut:
        out = io.BufferedWriter(out)
    sys.stdout = io.TextIOWrapper(out, write_through=bool(cut))
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), write_through=True)
    sys.argv = ["simulator", *told["arguments"]]
    from simulator.cli.app import main

    code = 1
    try:
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def nurse() -> None:
    """Fork for every line on standard input; answer each with the child's exit code."""
    for room in ROOMS:
        __import__(room)
    for line in sys.stdin:
        told = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(told)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    nurse()
