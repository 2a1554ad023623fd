"""Opening a log: the roster, the first entry, the keys behind both."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.attempt.written import TRAINEE
from simulator.custody import key
from simulator.custody.note import Signer
from simulator.scenario.plan import Plan
from simulator.script.replay import ENGINE

PARTNERS = ("custodian",)
"""Parts whose persons sign: the program plays them with keys of its own."""


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs in this log, by the names that ``attempt`` uses."""

    recorder: Signer
    trainee: Signer
    partners: tuple[tuple[str, Signer], ...]

    def of(self, name: str) -> Signer:
        """The signer for ``recorder``, ``trainee`` or a partner's id. Raises ``KeyError``."""
        if name == self.recorder.name:
            return self.recorder
        return self.trainee if name == TRAINEE else dict(self.partners)[name]


def signers(plan: Plan, recorder: Signer, trainee: Signer) -> Signers:
    """The signers of an attempt; partners' keys follow from the recorder's."""
    ids = [person.id for person in plan.people if person.part in (*PARTNERS, "officer")]
    partners = tuple((id, Signer(id, key.partner(recorder.private, id))) for id in ids)
    return Signers(recorder, trainee, partners)


def origin(plan: Plan) -> str:
    """The first part of the log's name."""
    return f"evidence-simulator/{plan.id}"


def opened(plan: Plan, who: Signers, level: str, ordinal: int) -> dict[str, object]:
    """The body of the first entry of a log in a dealt plan."""
    members = [("recorder", "program", who.recorder), ("trainee", "person", who.trainee)]
    members += [("partner", "program", signer) for _, signer in who.partners]
    return {
        "scenario": {"id": plan.id, "version": plan.version, "plan": plan.digest},
        "seed": plan.seed,
        "engine": ENGINE,
        "ordinal": ordinal,
        "level": level,
        "pack": plan.pack,
        "starts": plan.starts,
        "roster": [
            {
                "id": signer.name,
                "vkey": str(signer.vkey),
                "part": part,
                "played_by": played_by,
                "possession": key.possession(signer.private, origin(plan), str(signer.vkey)),
            }
            for part, played_by, signer in members
        ],
    }
