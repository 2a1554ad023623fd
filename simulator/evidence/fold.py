"""Letters that a search takes for one another.

Case is ignored, and Tajik letters equal the plain ones people type instead of them
(Ҷ=Ч, Ҳ=Х, Қ=К, Ғ=Г, Ӣ=И, Ӯ=У, Ё=Е): domain.md section 8 [V].
"""

from __future__ import annotations

import re

PLAIN = {
    "Ҷ": "Ч", "Ҳ": "Х", "Қ": "К", "Ғ": "Г", "Ӣ": "И", "Ӯ": "У", "Ё": "Е",
    "ҷ": "ч", "ҳ": "х", "қ": "к", "ғ": "г", "ӣ": "и", "ӯ": "у", "ё": "е",
}  # fmt: skip
"""A letter with its tail, and the plain one it is written as."""

ENCODINGS = ("utf-8", "utf-16-le")


def siblings(letter: str) -> tuple[str, ...]:
    """Every letter that counts as this one, itself included, sorted."""
    plain = PLAIN.get(letter, letter)
    found = {letter, plain, plain.lower(), plain.upper()}
    found |= {tailed for tailed, other in PLAIN.items() if other in found}
    return tuple(sorted(one for one in found if len(one) == 1))


def pattern(word: str, encoding: str) -> re.Pattern[bytes]:
    """A byte pattern for the word in one encoding, all siblings allowed."""
    pieces = []
    for letter in word:
        choices = [re.escape(one.encode(encoding)) for one in siblings(letter)]
        pieces.append(b"(?:" + b"|".join(choices) + b")" if len(choices) > 1 else choices[0])
    return re.compile(b"".join(pieces), re.DOTALL)
