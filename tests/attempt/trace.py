"""Golden traces: what a model run does, perceives and causes, line by line.

A difference means that the mechanics changed: look at it, and if it is meant, raise the
engine number and write the traces anew with

    python -m tests.attempt.trace
"""

from __future__ import annotations

from pathlib import Path

from simulator.scenario.deal import dealt
from simulator.scenario.folder import load
from simulator.scenario.library import shelf
from simulator.script.canonical import print_act
from simulator.script.player import run_script

SEED = 7
GOLDEN = Path(__file__).parent / "golden"


def walkthroughs() -> list[Path]:
    """The model runs there are."""
    return sorted(shelf().glob("*/walkthrough.txt"))


def trace(script: Path) -> str:
    """Time, act, what was seen, what happened; the score is not part of it."""
    plan = dealt(load(script.parent).plan, SEED)
    played = run_script(plan, script.read_text(encoding="utf-8"))
    rows = []
    now = plan.starts
    for move in played.steps:
        rows.append(f"{_time(now)} > {print_act(move.act)}")
        if move.step.refused:
            rows.append(f"    refused {move.step.refused}")
        rows += [f"    sees {phrase.code}" for phrase in move.step.seen]
        rows += [
            f"    {_time(event.at)} {event.kind} {event.about}".rstrip()
            for event in move.step.events
        ]
        now = move.step.position.state.now
    return "\n".join(rows) + "\n"


def _time(seconds: int) -> str:
    day, rest = divmod(seconds, 86400)
    return f"{day}+{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def golden(script: Path) -> Path:
    """Where the trace of a model run is kept."""
    return GOLDEN / f"{script.parent.name}.txt"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for path in walkthroughs():
        golden(path).write_text(trace(path), encoding="utf-8", newline="\n")
