"""What a kind of thing offers: its menu of acts, always the same, foolish ones included."""

from __future__ import annotations

from msgspec import Struct


class Choice(Struct, frozen=True):
    """One line of a menu: a verb, with arguments that the line already fixes."""

    verb: str
    args: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The catalogue key of the menu line."""
        return ".".join(("menu", self.verb, *(value for _, value in self.args)))


class Kind(Struct, frozen=True):
    """``scene`` is the menu at the place of the search, ``lab`` the one in the laboratory."""

    id: str
    scene: tuple[Choice, ...]
    lab: tuple[Choice, ...] = ()
    transfer_mb_per_second: int = 0
    """Training constant for imaging; the label's capacity divided by it is the time."""


def menu(*lines: str) -> tuple[Choice, ...]:
    """``menu("look", "ask about=code")`` → choices."""
    choices = []
    for line in lines:
        verb, *args = line.split()
        pairs = (arg.partition("=") for arg in args)
        choices.append(Choice(verb, tuple(sorted((name, value) for name, _, value in pairs))))
    return tuple(choices)


LAB_MENU = menu("look", "browse", "receive", "block", "image", "switch-on", "pack", "note", "leave")
