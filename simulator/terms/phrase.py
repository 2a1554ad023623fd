"""A sentence that has not been worded yet: a stable code and its parameters."""

from __future__ import annotations

from msgspec import Struct


class Phrase(Struct, frozen=True, order=True):
    """``code`` is a key of the catalogues; ``params`` are its named values, in sorted order."""

    code: str
    params: tuple[tuple[str, str | int], ...] = ()

    def named(self) -> dict[str, str | int]:
        """The parameters as a mapping."""
        return dict(self.params)


def phrase(code: str, **params: str | int) -> Phrase:
    """Build a phrase; parameters are sorted so that equal phrases are equal values."""
    return Phrase(code, tuple(sorted(params.items())))
