from __future__ import annotations

from pathlib import Path

import pytest

from tests.attempt.trace import golden, trace, walkthroughs


def test_there_are_model_runs() -> None:
    assert walkthroughs()


@pytest.mark.parametrize("script", walkthroughs(), ids=lambda path: path.parent.name)
def test_a_model_run_is_what_it_was(script: Path) -> None:
    assert golden(script).read_bytes().decode() == trace(script)


@pytest.mark.parametrize("script", walkthroughs(), ids=lambda path: path.parent.name)
def test_a_trace_is_the_same_twice(script: Path) -> None:
    assert trace(script) == trace(script)
