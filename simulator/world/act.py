"""An act: what a trainee does, or orders somebody to do."""

from __future__ import annotations

from msgspec import Struct

ME = "me"


class Act(Struct, frozen=True):
    """``who`` does ``verb`` to ``target``; ``args`` are sorted ``(name, value)`` pairs.

    ``target`` is an author's id, an exhibit number (``EX-003``), a copy (``IM-001``) or
    empty. Reasons are given under the name ``why``.
    """

    verb: str
    target: str = ""
    args: tuple[tuple[str, str], ...] = ()
    who: str = ME

    def arg(self, name: str, default: str = "") -> str:
        """The value given for ``name``, or ``default``."""
        for key, value in self.args:
            if key == name:
                return value
        return default


def act(verb: str, target: str = "", who: str = ME, /, **args: str) -> Act:
    """Build an act; arguments are sorted so that equal acts are equal values."""
    return Act(verb, target, tuple(sorted(args.items())), who)
