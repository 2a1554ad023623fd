"""What the compiler found wrong so far, each with its place in the author's tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from simulator.scenario.diagnostic import Diagnostic, nearest_word
from simulator.scenario.node import Mapping, Node, Scalar
from simulator.scenario.reading import spot, word_spot
from simulator.terms.phrase import Phrase


@dataclass(slots=True)
class FaultList:
    """The tree, for places; and what was found wrong so far."""

    tree: Mapping
    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self,
        code: str,
        path: tuple[str, ...],
        word: str = "",
        known: Iterable[str] = (),
        *,
        warning: bool = False,
        **params: str | int,
    ) -> None:
        """Note a fault at a word of what stands at ``path``, else at its value or its key."""
        node: Node = self.tree
        key: Scalar | None = None
        for part in path:
            if not isinstance(node, Mapping) or (inner := node.value(part)) is None:
                break
            key, node = node.key(part), inner
        whole = node if isinstance(node, Scalar) or key is None else key
        found = word_spot(node, word) if word else None
        place, length = found or spot(whole, 0, 0, self.tree.place)
        near = nearest_word(word, known) if word else ""
        values: dict[str, str | int] = {"text": word, "key": ".".join(path), **params}
        sentence = Phrase(code, tuple(sorted(values.items())))
        self.found.append(Diagnostic(code, place, length, sentence, nearest=near, warning=warning))

    def refer(self, word: str, known: Iterable[str], path: tuple[str, ...], code: str) -> None:
        """Note a name that means nothing."""
        if word not in (names := tuple(known)):
            self.add(code, path, word, names)
