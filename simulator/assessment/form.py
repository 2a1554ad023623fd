"""The forms of the protocol: what a line of each kind must hold, mostly choices.

Every field can be left empty and every field can be wrong. The fields follow the minimum
of a custody record (I37:6.1, mark E) and of a search protocol.
"""

from __future__ import annotations

from msgspec import Struct

SIGHT = "@sight"
"""Options that depend on the plan: the attesting witnesses, both, nobody."""

PLACES = "@places"
NUMBERS = "@numbers"


class Field(Struct, frozen=True):
    """One field: a choice among ``options``, or free text when there are none."""

    name: str
    options: tuple[str, ...] = ()


class Form(Struct, frozen=True):
    """A kind of line; ``about`` says what it may speak of: ``item | person | copy``."""

    id: str
    about: str
    fields: tuple[Field, ...]
    stages: tuple[str, ...] = ("scene",)


FORMS: tuple[Form, ...] = (
    Form(
        "found",
        "item",
        (
            Field("place", (PLACES,)),
            Field("power", ("on", "sleep", "off", "none")),
            Field("lock", ("locked", "unlocked", "none")),
            Field("battery"),
            Field("nets", ("yes", "no")),
            Field("came", ("visible", "search", "surrendered")),
            Field("sight", (SIGHT,)),
            Field("photo", ("yes", "no")),
            Field("remark"),
        ),
    ),
    Form(
        "done",
        "item",
        (
            Field("what"),
            Field("when"),
            Field("why", ("stop-signals", "keep-state", "see-evidence", "no-reason")),
            Field("bag"),
            Field("power_bank", ("yes", "no")),
            Field("remark"),
        ),
    ),
    Form(
        "taken",
        "item",
        (
            Field("number", (NUMBERS,)),
            Field("shown", (SIGHT,)),
            Field("package", ("plastic", "antistatic", "paper", "rigid")),
            Field("seal"),
            Field("remark"),
        ),
    ),
    Form(
        "left",
        "item",
        (
            Field("owner"),
            Field("why", ("outside-order", "no-use", "later")),
            Field("remark"),
        ),
    ),
    Form(
        "incident",
        "item",
        (
            Field(
                "what",
                (
                    "bag-leaked",
                    "screen-locked",
                    "data-changed",
                    "data-lost",
                    "late",
                    "record-wrong",
                    "nothing",
                ),
            ),
            Field("when"),
            Field("whose", ("mine", "other", "nobody")),
            Field("effect", ("none", "changed", "lost", "unknown")),
            Field("remark"),
            Field("told", ("nobody", "chief", "prosecutor")),
        ),
        stages=("scene", "lab"),
    ),
    Form(
        "answer",
        "person",
        (
            Field("question", ("code", "who", "surrender")),
            Field("rights", ("yes", "no")),
            Field("words"),
        ),
    ),
    Form(
        "copy",
        "item",
        (
            Field("image"),
            Field("blocker", ("yes", "no")),
            Field("verified", ("match", "mismatch", "not-done")),
            Field("digest"),
            Field("working"),
            Field("remark"),
        ),
        stages=("lab",),
    ),
)


def form(id: str) -> Form:
    """The form with this id. Raises ``KeyError``."""
    for entry in FORMS:
        if entry.id == id:
            return entry
    raise KeyError(id)
