"""One file per defect, named after the code it must give; and anything at all as input."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.scenario.attachment import NoAttachments
from simulator.scenario.diagnostic import Diagnostic
from simulator.scenario.folder import Scenario, built

HERE = Path(__file__).parent
HOSTILE = sorted((HERE / "hostile").glob("*.yaml"))
PLAIN = (HERE / "plain.yaml").read_bytes()
FLAT = (HERE.parents[1] / "scenarios/flat-12/scenario.yaml").read_bytes()


def codes(data: bytes, texts: dict[str, bytes] | None = None) -> list[str]:
    """The diagnostic codes of a file; empty when it compiles."""
    try:
        built(data, texts or {}, NoAttachments(), Path("tea-room"))
    except ScenarioError as error:
        return [one.code for one in error.diagnostics if isinstance(one, Diagnostic)] or ["none"]
    return []


def test_the_plain_file_compiles() -> None:
    assert codes(PLAIN) == []


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_each_defect_gives_its_own_code_alone(path: Path) -> None:
    assert set(codes(path.read_bytes())) == {path.stem}


def test_too_large_a_file_is_refused_without_parsing() -> None:
    assert codes(b"#" * (1 << 20) + PLAIN) == ["source-large"]


def outcome(data: bytes) -> Scenario | None:
    """The scenario, or ``None`` for a refusal; any other exception is the test's failure."""
    try:
        return built(data, {"texts/en.md": data}, NoAttachments(), Path("x"))
    except ScenarioError:
        return None


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_scenario_error(data: bytes) -> None:
    assert outcome(data) is None


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"#%@,\n \u0436\u00a0", max_size=200))
def test_any_punctuation_ends_in_a_scenario_error(text: str) -> None:
    assert outcome(text.encode()) is None


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_scenario_compiles_or_is_refused(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([PLAIN, FLAT]))
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 60)))
    filler = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from(FILLERS)))
    result = source[:start] + filler + source[end:]
    scenario = outcome(result)
    assert scenario is None or scenario.plan.digest


FILLERS = [
    b"\n  ", b": ", b"- ", b"{", b"*", "ſ".encode(), "٣".encode(), b"K", b"9" * 5000,
    b" to ", b", ", b"\xef\xbb\xbf", b"\r", b"''", b"no",
]  # fmt: skip

KEYS = ["items", "phone", "kind", "state", "surprises", "questions", "drives", "files", "weighs",
        "covers", "order", "left alone", "places", "stages", "contains", "harms"]  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["phone", "7 min", "41 %", "", "no", "22:00", "0123", "x, y", "~"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


def written(tree: object) -> str:
    """A tree as flow YAML."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f'"{key}": {written(value)}' for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(written(value) for value in tree) + "]"
    return f'"{tree}"'


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(KEYS), TREES, min_size=1, max_size=4))
def test_any_shape_of_blocks_under_known_keys_is_refused_in_order(tree: dict[str, object]) -> None:
    known = "".join(row for row in PLAIN.decode().splitlines(True) if ":" in row)
    kept = [row for row in known.splitlines() if row.partition(":")[0] not in tree]
    rows = [row for row in kept if not row.startswith(" ") or "items" not in tree]
    rows += [f'"{key}": {written(value)}' for key, value in tree.items()]
    scenario = outcome("\n".join(rows).encode())
    assert scenario is None or scenario.plan.id == "tea-room"


@pytest.mark.parametrize(
    "data",
    [
        b"\n".join(b"k%d: v" % number for number in range(100_000)),
        PLAIN + b"    shows: " + b"a," * 200_000,
        PLAIN
        + b"    contains:\n      drives:\n        - files:\n"
        + b"".join(b"            f%d: deleted\n" % number for number in range(30_000)),
        PLAIN.replace(b"phones", b"phones" + b" " * 500_000 + b"x"),
        b"[" * 500_000,
        b"{a: " * 200_000,
    ],
    ids=["many-keys", "many-clauses", "many-files", "many-blanks", "brackets", "braces"],
)
def test_a_large_hostile_file_is_refused_quickly(data: bytes) -> None:
    began = time.process_time()
    assert codes(data)
    assert time.process_time() - began < 8


def test_a_text_of_unclosed_comments_is_refused_quickly() -> None:
    began = time.process_time()
    assert codes(PLAIN, {"texts/en.md": b"x<!--" * 200_000}) == ["text-stray"]
    assert time.process_time() - began < 3
