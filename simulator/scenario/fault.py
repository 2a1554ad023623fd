"""What the compiler found wrong so far, each with its place in the author's tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from simulator.scenario.diagnostic import Diagnostic, diagnostic, nearest_word
from simulator.scenario.node import Mapping, Node
from simulator.scenario.reading import word_spot


@dataclass(slots=True)
class FaultList:
    """The tree, for places; and what was found wrong so far."""

    tree: Mapping
    found: list[Diagnostic] = field(default_factory=list)

    def node(self, *path: str) -> Node | None:
        """The node at a path of keys, or the last one on the way."""
        node: Node | None = self.tree
        for part in path:
            inner = node.value(part) if isinstance(node, Mapping) else None
            if inner is None:
                return node
            node = inner
        return node

    def add(
        self, code: str, path: tuple[str, ...], word: str = "", known: Iterable[str] = ()
    ) -> None:
        """Note a fault at a word of the value at ``path``, or at the whole value."""
        place, length = word_spot(self.node(*path), word, self.tree.place)
        near = nearest_word(word, known) if word else ""
        self.found.append(
            diagnostic(code, place, length, nearest=near, text=word, key=".".join(path))
        )

    def refer(self, word: str, known: Iterable[str], path: tuple[str, ...], code: str) -> None:
        """Note a name that means nothing."""
        if word not in (names := tuple(known)):
            self.add(code, path, word, names)
