from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.terms.vocabulary import Severity
from simulator.training.opportunity import Help, decay, outcome
from tests.training.runs import runs


@pytest.mark.parametrize(
    ("worst", "reported", "thousandths"),
    [
        (None, False, 1000),
        (None, True, 1000),
        (Severity.MINOR, False, 700),
        (Severity.MINOR, True, 900),
        (Severity.MAJOR, False, 300),
        (Severity.MAJOR, True, 500),
        (Severity.CRITICAL, False, 0),
        (Severity.CRITICAL, True, 200),
    ],
)
def test_the_worst_error_decides_and_honesty_pays(
    worst: Severity | None, reported: bool, thousandths: int
) -> None:
    assert outcome(worst, self_reported=reported) == thousandths


@given(st.integers(0, 4000))
def test_weights_halve_in_a_year_and_never_rise(age: int) -> None:
    assert decay(age) >= decay(age + 1) > 0
    assert decay(age + 365) == decay(age) / 2
    assert abs(float(decay(age)) - 0.5 ** (age / 365)) < 1.1e-6


def test_known_weights() -> None:
    assert decay(0) == 1
    assert decay(365) == Fraction(1, 2)
    assert decay(1) == Fraction(998102, 10**6)


@pytest.mark.parametrize(
    ("help", "share"),
    [(Help.ALONE, 1), (Help.HINTED, Fraction(1, 2)), (Help.SHOWN, Fraction(1, 4))],
)
def test_help_takes_its_share(help: Help, share: Fraction) -> None:
    (run,) = runs(1000, help=help)

    assert run.weight(1000) == share
    assert run.weight(900) == share
    assert run.weight(1365) == share / 2


@pytest.mark.parametrize("bad", [{"level": 0}, {"level": 5}, {"outcome": -1}, {"outcome": 1001}])
def test_values_out_of_range_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(UsageError) as caught:
        runs(1000, **bad)

    assert caught.value.code == "opportunity-range"
