"""The library of legal packs: the ones that ship, and packs read from an academy's files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import yaml

from simulator.doctrine.pack import Pack, check_pack
from simulator.doctrine.table import DoctrineError
from simulator.errors import Place


class _TextLoader(yaml.BaseLoader):
    """Every scalar stays text (``22:00`` is not 1320); a key given twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, name, key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


def parse_pack(text: str, file: str = "") -> Pack:
    """A pack from its YAML text, checked against the doctrine.

    Raises ``DoctrineError``: ``pack-unreadable`` (not YAML, or a key twice), ``pack-shape``
    (a field missing, unknown or of the wrong kind), and those of ``check_pack``.
    """
    try:
        loaded = yaml.load(text, _TextLoader)  # noqa: S506  builds nothing but text, lists, maps
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise DoctrineError("pack-unreadable", place=place) from error
    except yaml.YAMLError as error:
        raise DoctrineError("pack-unreadable", place=Place(file)) from error
    try:
        pack = msgspec.convert(loaded, Pack, strict=False)
    except msgspec.ValidationError as error:
        raise DoctrineError("pack-shape", place=Place(file), detail=str(error)) from error
    check_pack(pack)
    return pack


@cache
def load_packs() -> tuple[Pack, ...]:
    """The packs that ship, by id."""
    folder = files("simulator.doctrine") / "packs"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(parse_pack((folder / name).read_text(encoding="utf-8"), name) for name in found)


def find_pack(id: str) -> Pack:
    """The shipped pack with this id. Raises ``DoctrineError("pack-unknown")``."""
    packs = load_packs()
    for pack in packs:
        if pack.id == id:
            return pack
    raise DoctrineError("pack-unknown", id=id, known=", ".join(pack.id for pack in packs))
