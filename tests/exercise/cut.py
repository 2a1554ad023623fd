"""The program, cut off at a chosen instant: as when the battery is pulled.

``python -m tests.exercise.cut WHERE COUNT ARGUMENT...``: the process kills itself when
it gets to ``WHERE`` for the COUNT-th time, before or after a call that is itself real.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from simulator.evidence import landing
from simulator.exercise import bench, seat
from simulator.store.store import Store

INSTANTS: dict[str, tuple[Any, str, bool]] = {
    "before-commit": (Store, "append", False),
    "after-commit": (Store, "append", True),
    "before-delta": (bench, "write_delta", False),
    "after-delta": (bench, "write_delta", True),
    "after-bytes": (seat.Seat, "_act_on_bytes", True),
    "while-landing": (landing, "sync_folder", False),
    "before-begin": (Store, "begin_attempt", False),
    "after-begin": (Store, "begin_attempt", True),
}


def cut_off(call: Callable[..., Any], count: int, *, after: bool) -> Callable[..., Any]:
    """The same call; around its ``count``-th time this process ends."""
    left = count

    def called(*arguments: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*arguments, **named)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return called


def main() -> int:
    where, count, *arguments = sys.argv[1:]
    holder, name, after = INSTANTS[where]
    setattr(holder, name, cut_off(getattr(holder, name), int(count), after=after))
    sys.argv = ["simulator", *arguments]
    from simulator.cli.app import main as program

    return program()


if __name__ == "__main__":
    sys.exit(main())
