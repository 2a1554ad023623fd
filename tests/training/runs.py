"""Opportunities to reckon with."""

from __future__ import annotations

import msgspec

from simulator.training.opportunity import Opportunity

BASE = Opportunity(
    id="o",
    person="p1",
    competency="C09",
    level=3,
    outcome=1000,
    scenario="s1",
    seed=1,
    day=1000,
)


def runs(*outcomes: int, **fields: object) -> list[Opportunity]:
    """One opportunity per outcome, in two scenarios with several seeds, explained in court."""
    return [
        msgspec.structs.replace(
            BASE,
            **{
                "id": f"o{number}",
                "outcome": outcome,
                "scenario": f"s{number % 2}",
                "seed": number,
                "explained": True,
                **fields,
            },
        )
        for number, outcome in enumerate(outcomes)
    ]
