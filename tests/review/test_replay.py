from __future__ import annotations

from simulator.errors import BundleError
from simulator.review.casefile import open_case
from simulator.review.replay import not_run, reexecuted
from tests.review.sample import Played


def test_the_bytes_can_be_left_out(search: Played) -> None:
    quick = reexecuted(open_case(str(search.path), "en"), with_bytes=False)

    assert (quick.status, quick.bytes, quick.digests) == ("agrees", "not-run", 0)
    assert quick.agreeing == quick.acts


def test_a_reason_is_a_code_for_programs() -> None:
    outcome = not_run(BundleError("case-plan", scenario="flat-12", version="1.0.0"))

    assert outcome.as_json()["status"] == "not-run"
    assert outcome.as_json()["reason"] == "case-plan"
