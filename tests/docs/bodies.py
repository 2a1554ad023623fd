"""The table of entry bodies, out of the shapes that the reader of a log enforces."""

from __future__ import annotations

import typing
from typing import Any, get_args, get_origin

from msgspec.structs import fields

from simulator.custody import body

_WORDS: dict[Any, str] = {
    str: "text",
    bool: "yes/no",
    body.Name: "name",
    body.Number: "integer",
    body.Count: "count",
    body.Hex: "digest",
    body.HexOrNone: "digest or empty",
    body.Fields: "object of text, integer, list of text",
    body.Params: "object of text, integer",
    body.Member: "`member`",
    body.Seen: "`seen`",
    body.ScenarioRef: "`scenario`",
}
_PARTS: dict[str, type[body.Body]] = {
    "scenario": body.ScenarioRef,
    "member": body.Member,
    "seen": body.Seen,
}


def table() -> str:
    """Every type of entry with its fields, then the objects inside them."""
    rows = ["| type | fields of the body |", "|---|---|"]
    rows += [f"| `{kind}` | {_fields(shape)} |" for kind, shape in body.BODIES.items()]
    rows += [f"| *object* `{name}` | {_fields(shape)} |" for name, shape in _PARTS.items()]
    return "\n".join(rows) + "\n"


def _fields(shape: type[body.Body]) -> str:
    hints = typing.get_type_hints(shape, include_extras=True)
    return "; ".join(
        f"`{field.name}` {_word(hints[field.name])}" + ("" if field.required else ", may be absent")
        for field in fields(shape)
    )


def _word(hint: Any) -> str:
    if hint in _WORDS:
        return _WORDS[hint]
    if get_origin(hint) is typing.Literal:
        return " / ".join(get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_word(get_args(hint)[0])}"
    raise KeyError(hint)
