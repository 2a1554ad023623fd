"""Where each planted fact lies and which tool finds it, derived from the recipe alone."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.evidence import fatname
from simulator.scenario.content import FileRecipe, MediumRecipe


@dataclass(frozen=True, slots=True)
class Planted:
    """One fact on a medium."""

    fact: str
    partition: int
    """From 1, in table order."""
    path: str
    """As the field's tools show it: a deleted short name has lost its first letter."""
    deleted: bool
    encrypted: bool
    """Only a copy of the opened volume, or the passphrase, shows it."""
    recoverable: bool
    """The content is there: a live file, or a deleted one not overwritten."""
    tools: tuple[str, ...]
    """Of ``list``, ``recover``, ``search``: those that bring the content out."""


def planted(recipe: MediumRecipe) -> tuple[Planted, ...]:
    """The answer key of a medium, in the order of the recipe."""
    return tuple(
        _planted(file, number, bool(partition.passphrase))
        for number, partition in enumerate(recipe.partitions, 1)
        for file in partition.volume.files
        if file.fact
    )


def found_path(file: FileRecipe) -> str:
    """The path under which a tool shows a file of the recipe."""
    folder, slash, name = file.path.rpartition("/")
    if file.deleted and fatname.is_short(name):
        name = "_" + name[1:]
    return folder + slash + name


def _planted(file: FileRecipe, number: int, encrypted: bool) -> Planted:
    recoverable = not file.deleted or (bool(file.data) and not file.overwritten)
    tools: tuple[str, ...] = ()
    if recoverable:
        tools = ("recover",) if file.deleted else ("list",)
        if _is_text(file.data):
            tools += ("search",)
    path = found_path(file)
    return Planted(file.fact, number, path, file.deleted, encrypted, recoverable, tools)


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8", "utf-16-le"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and all(letter >= " " or letter in "\r\n\t\ufeff" for letter in text):
            return True
    return False
