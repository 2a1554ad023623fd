"""Judgement of an attempt, partial or whole: score, outcomes, what was not assessed."""

from __future__ import annotations

from msgspec import Struct

from simulator.assessment.ledger import Ledger, losses
from simulator.assessment.loss import NotAssessed, Outcome
from simulator.assessment.ruling import Ruling, rule_on
from simulator.assessment.score import Score, weigh
from simulator.doctrine.library import find_pack
from simulator.scenario.plan import ItemPlan, Plan
from simulator.terms.phrase import phrase
from simulator.world.state import State


class Judgement(Struct, frozen=True):
    """Everything that is said about an attempt."""

    score: Score
    outcomes: tuple[Outcome, ...]
    rulings: tuple[Ruling, ...]
    not_assessed: tuple[NotAssessed, ...] = ()


def judge(plan: Plan, state: State, ledger: Ledger) -> Judgement:
    """Judge what has been done so far, as if the attempt ended now."""
    score = weigh(plan, losses(plan, ledger, state.now))
    pack = find_pack(plan.pack)
    rulings = rule_on(plan, pack, ledger, score.findings)
    return Judgement(score, outcomes(plan, state), rulings, _not_assessed(plan, state))


def outcomes(plan: Plan, state: State) -> tuple[Outcome, ...]:
    """What became of each planted fact."""
    return tuple(
        Outcome(fact, item.id, _fate(plan, state, item, passphrase))
        for item in plan.items
        for fact, passphrase in _facts(item)
    )


def _facts(item: ItemPlan) -> list[tuple[str, bool]]:
    if item.medium is None:
        return []
    return [
        (file.fact, bool(partition.passphrase))
        for partition in item.medium.partitions
        for file in partition.volume.files
        if file.fact
    ]


def _fate(plan: Plan, state: State, item: ItemPlan, encrypted: bool) -> str:
    now = state.item(item.id)
    if now.wiped:
        return "lost"
    if not now.seen:
        return "not-found"
    if encrypted:
        kinds = {copy.kind for copy in state.copies if copy.of == item.id}
        if kinds & {"live", "memory"}:
            return "saved"
        return "saved" if now.volume == "open" else "locked"
    if now.lock == "bfu" and item.lock != "bfu":
        return "locked"
    return "saved" if now.exhibit else "left"


def _not_assessed(plan: Plan, state: State) -> tuple[NotAssessed, ...]:
    """Stages that were not reached cannot be judged as skills; their duties still count."""
    names = [stage.id for stage in plan.stages]
    reached = names.index(state.stage)
    return tuple(
        NotAssessed(name, phrase("not-assessed.stage", stage=f"@stage.{name}.name"))
        for name in names[reached + 1 :]
    )
