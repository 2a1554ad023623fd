"""The audit of one bundle: the sheet for people, the values for programs, the exit code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from simulator.custody.verify import verify
from simulator.errors import SimulatorError
from simulator.reports.review import Reexecution as Told
from simulator.reports.review import Review, review_json, review_text
from simulator.review.casefile import case_of, open_bundle
from simulator.review.column import plain, wrapped
from simulator.review.replay import Reexecution, not_run, reexecuted
from simulator.wording.language import choose_language
from simulator.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything found out about one bundle."""

    review: Review
    reexecution: Reexecution
    voice: Voice

    @property
    def exit_code(self) -> int:
        """As ``log verify``: 0, 1 or 3 by the verdict of the file alone."""
        return self.review.verification.exit_code

    @property
    def text(self) -> str:
        """The reviewer's six questions, and where replay and log part, if they do."""
        return plain(review_text(self.review, self.voice)) + "\n".join([*self._replay(), ""])

    def _replay(self) -> list[str]:
        again, voice = self.reexecution, self.voice
        if again.reason is not None:
            reason = voice.phrase(again.reason)
            return wrapped(voice.say("review.replay.not-run", reason=reason), 1)
        counts = {"acts": again.acts, "agreeing": again.agreeing, "digests": again.digests}
        rows = wrapped(voice.say("review.replay.counts", **counts), 1)
        for one in again.differences:
            rows += wrapped(f"e{one.entry}: {voice.say(f'review.difference.{one.what}')}", 3, "! ")
        return rows

    def as_json(self) -> dict[str, object]:
        """For ``review --json``."""
        return {**review_json(self.review, self.voice), "reexecution": self.reexecution.as_json()}


def audit(path: Path, lang: str) -> Audit:
    """Audit the bundle at ``path`` (or an attempt of this store).

    Raises ``BundleError`` and ``StoreError`` as ``open_bundle``; whatever else is wrong is
    part of the answer.
    """
    bundle = open_bundle(str(path))
    chosen = choose_language(lang, os.environ)
    try:
        case = case_of(bundle, chosen)
    except SimulatorError as error:
        again = not_run(error)
        return Audit(Review(path.name, verify(bundle), _told(again)), again, Voice(chosen))
    again = reexecuted(case)
    review = Review(path.name, case.verification, _told(again), case.view)
    return Audit(review, again, case.voice)


def _told(again: Reexecution) -> Told:
    parted = again.differences[0].entry if again.differences else -1
    return Told(again.status, again.bytes, parted)
