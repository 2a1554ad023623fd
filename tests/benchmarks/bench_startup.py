"""How soon the program answers, against what its libraries cost by themselves; on demand only.

    python tests/benchmarks/bench_startup.py

``--help`` against ``import typer`` in the same run, rounds alternating, so that a busy
machine slows both sides; then the time to the first prompt of ``play``, in a home that
has been used before. Exit code 1 when a target is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 9
MOST_RATIO = 2.0
MOST_SECONDS = 1.0


def seconds(*arguments: str, home: str) -> float:
    """How long a command takes, whatever it prints."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "SIMULATOR_HOME": home},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def to_prompt(home: str) -> float:
    """How long until the first prompt is there."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "simulator", "play", "flat-12", "--seed", "7", "--lang", "en"],
        env={**os.environ, "SIMULATOR_HOME": home},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        told = b""
        while not told.endswith(b" > "):
            letter = child.stdout.read(1)
            assert letter, told.decode()
            told += letter
        took = time.perf_counter() - began
        child.communicate(b"end\n")
    return took


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        to_prompt(home)
        bound, helped, prompts = [], [], []
        for _ in range(ROUNDS):
            bound.append(seconds("-c", "import typer", home=home))
            helped.append(seconds("-m", "simulator", "--help", home=home))
            prompts.append(to_prompt(home))
    ratio = statistics.median(h / b for h, b in zip(helped, bound, strict=True))
    prompt = statistics.median(prompts)
    print(f"import typer       {statistics.median(bound):.3f} s")
    print(
        f"--help             {statistics.median(helped):.3f} s   ratio {ratio:.2f}"
        f" (at most {MOST_RATIO})"
    )
    print(f"first prompt       {prompt:.3f} s   (at most {MOST_SECONDS})")
    return 0 if ratio <= MOST_RATIO and prompt <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
