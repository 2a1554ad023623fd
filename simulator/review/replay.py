"""Re-execution: does the log agree with its own acts, played again, down to the bytes?"""

from __future__ import annotations

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.review.casefile import Case
from simulator.review.remake import Remade, remake
from simulator.script.replay import Difference
from simulator.terms.phrase import Phrase, phrase


class Reexecution(Struct, frozen=True):
    """``status``: ``agrees | differs | not-run``; ``reason`` says why it was not run.

    ``differences`` also hold digests that came out otherwise, as ``bytes``.
    """

    status: str
    bytes: str = "not-run"
    acts: int = 0
    agreeing: int = 0
    differences: tuple[Difference, ...] = ()
    digests: int = 0
    reason: Phrase | None = None

    def as_json(self) -> dict[str, object]:
        """For ``review --json``."""
        found: dict[str, object] = {
            "status": self.status,
            "bytes": self.bytes,
            "acts": self.acts,
            "agreeing": self.agreeing,
            "digests": self.digests,
            "differences": [{"entry": one.entry, "what": one.what} for one in self.differences],
        }
        if self.reason is not None:
            found["reason"] = self.reason.code.split(".")[1]
        return found


def not_run(error: SimulatorError) -> Reexecution:
    """The log could not be played again at all."""
    return Reexecution("not-run", reason=phrase(f"error.{error.code}.what", **error.params))


def reexecuted(case: Case, *, with_bytes: bool = True) -> Reexecution:
    """The acts of a case against its log; ``with_bytes`` makes the copies again as well."""
    again = case.replay
    made = remake(case.plan, again.turns, case.entries) if with_bytes else Remade()
    differences = (
        *again.differences,
        *(Difference(entry, "bytes") for entry in made.differing),
    )
    return Reexecution(
        "differs" if differences else "agrees",
        made.status,
        len(again.turns),
        again.agreeing,
        tuple(sorted(differences)),
        len(made.compared),
    )
