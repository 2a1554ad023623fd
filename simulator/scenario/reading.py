"""From a tree of texts to a checked model, faults put back to their places in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from simulator.errors import Place
from simulator.scenario.clause import Wrong
from simulator.scenario.diagnostic import Diagnostic, DiagnosticError, diagnostic, nearest_word
from simulator.scenario.node import Mapping, Node, Scalar, Sequence
from simulator.scenario.schema import ScenarioFile
from simulator.terms.phrase import Phrase

_CODES = {
    "missing": "entry-missing",
    "extra_forbidden": "entry-unknown",
    "model_type": "block-expected",
    "model_attributes_type": "block-expected",
    "dict_type": "block-expected",
    "list_type": "list-expected",
    "string_type": "line-expected",
    "literal_error": "value-unknown",
    "too_short": "too-few",
    "too_long": "too-many",
}


MAX_FAULTS = 200
"""Faults that are put back to their places; the rest would not be shown anyway."""


def plain(node: Node) -> Any:
    """The tree as dictionaries, lists and texts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def modelled(tree: Mapping) -> ScenarioFile:
    """Validate the tree; raises ``DiagnosticError`` with every fault found."""
    number = tree.value("format")
    if isinstance(number, Scalar) and number.text.isdigit() and number.text != "1":
        raise DiagnosticError(
            diagnostic("format-other", number.place, number.length, format=number.text)
        )
    try:
        return ScenarioFile.model_validate(plain(tree))
    except ValidationError as error:
        found: list[Diagnostic] = []
        for fault in error.errors(include_url=False)[:MAX_FAULTS]:
            found += _diagnostics(tree, fault)
        raise DiagnosticError(*_without_echo(found)) from error


def _without_echo(found: list[Diagnostic]) -> list[Diagnostic]:
    """A misspelt key is also a missing one: the first message is enough."""
    meant = {one.nearest for one in found if one.code == "entry-unknown"}
    return [
        one
        for one in dict.fromkeys(found)
        if one.code != "entry-missing" or one.params.named()["key"] not in meant
    ]


def spot(node: Node | None, start: int, length: int, fallback: Place) -> tuple[Place, int]:
    """The letters ``start … start+length`` of a value; the whole value when it is wrapped."""
    if node is None:
        return fallback, 1
    if isinstance(node, Scalar):
        if node.literal and length:
            return (
                Place(node.place.file, node.place.line, node.place.column + start),
                length,
            )
        return node.place, node.length
    return node.place, 1


def word_spot(node: Node, word: str) -> tuple[Place, int] | None:
    """The place of a word in a value; in a block the key of that name, else the first value."""
    scalars = tuple(_scalars(node))
    exact = next((found for found in scalars if found.text == word), None)
    if exact is not None:
        return exact.place, exact.length
    for found in scalars:
        start = found.text.lower().find(word.lower())
        if start >= 0:
            return spot(found, start, len(word), found.place)
    return None


def _scalars(node: Node) -> Iterator[Scalar]:
    """Every key and value of a subtree, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _diagnostics(tree: Mapping, fault: Any) -> Iterator[Diagnostic]:
    kind: str = fault["type"]
    path = tuple(part for part in fault["loc"] if part != "[key]")
    node, key, left = _walk(tree, path)
    code = _CODES.get(kind, kind)
    where = key or node
    whole, length = spot(where, 0, 0, tree.place)
    context: dict[str, Any] = fault.get("ctx", {})
    last = str(path[-1]) if path else ""
    if kind == "clauses":
        for wrong in context["wrong"]:
            yield _wrong(wrong, node, tree.place)
    elif kind == "extra_forbidden":
        names = _known(path)
        yield diagnostic(code, whole, length, nearest=nearest_word(last, names), key=last)
    elif kind == "missing":
        yield diagnostic(code, whole, length, key=last)
    elif code == "value-unknown":
        known = context.get("known") or context.get("expected", "").replace("'", "")
        words = (
            known if isinstance(known, tuple) else tuple(known.replace(" or ", ", ").split(", "))
        )
        asked = node if "[key]" not in fault["loc"] else key
        text = asked.text if isinstance(asked, Scalar) else ""
        place, length = spot(asked, 0, 0, tree.place)
        near = nearest_word(text, words)
        listed = ", ".join(words)
        yield diagnostic(code, place, length, nearest=near, text=text, known=listed)
    elif kind in _CODES or "-" in kind:
        asked = key if "[key]" in fault["loc"] or left or not isinstance(node, Scalar) else node
        place, length = spot(asked or node, 0, 0, tree.place)
        shown = node.text[:60] if isinstance(node, Scalar) else last
        yield diagnostic(code, place, length, text=shown, key=last)
    else:
        yield diagnostic("value-wrong", whole, length, key=last)


def _wrong(wrong: Wrong, node: Node | None, fallback: Place) -> Diagnostic:
    place, length = spot(node, wrong.start, wrong.length, fallback)
    sentence = Phrase(wrong.code, wrong.params)
    return Diagnostic(wrong.code, place, length, sentence, nearest=wrong.nearest)


def _walk(tree: Mapping, path: tuple[Any, ...]) -> tuple[Node, Scalar | None, bool]:
    """The node at a path (or the last one that exists), its key, and whether path was left."""
    node: Node = tree
    key: Scalar | None = None
    for part in path:
        if isinstance(node, Mapping):
            child = node.value(str(part))
            if child is None:
                return node, key, True
            key = node.key(str(part))
            node = child
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node, key = node.items[part], None
        else:
            return node, key, True
    return node, key, False


def _known(path: tuple[Any, ...]) -> tuple[str, ...]:
    """The keys a block takes, by the path of the model that stands there."""
    model: type[BaseModel] = ScenarioFile
    for part in path[:-1]:
        for name, field in model.model_fields.items():
            if str(part) == (field.alias or name):
                inner = _model_in(field.annotation)
                if inner is not None:
                    model = inner
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
