"""What became of each fact that the author planted: reported, never scored."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.reports.teller import Teller


@dataclass(frozen=True, slots=True)
class Fate:
    """A fact: where it lay, what it speaks for, what became of it."""

    fact: str
    item: str
    path: str
    kind: str
    fate: str
    says: str


def outcomes(teller: Teller) -> tuple[Fate, ...]:
    """Every planted fact, in the order of the plan."""
    plan = teller.view.plan
    kinds = {question.fact: question.kind for question in plan.questions}
    found = []
    for outcome in teller.view.judgement.outcomes:
        medium = plan.item(outcome.item).medium
        paths = [
            file.path
            for partition in (medium.partitions if medium else ())
            for file in partition.volume.files
            if file.fact == outcome.fact
        ]
        kind = kinds.get(outcome.fact, "")
        found.append(
            Fate(
                outcome.fact,
                teller.name(outcome.item),
                paths[0] if paths else "",
                teller.say(f"reports.kind.{kind}") if kind else "",
                outcome.fate,
                teller.say(f"outcome.{outcome.fate}"),
            )
        )
    return tuple(found)
