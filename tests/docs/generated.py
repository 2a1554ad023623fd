"""Parts of pages that come out of the code. ``python -m tests.docs.generated`` writes them.

A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.doctrine.glossary import load_glossary
from tests.docs import act, bodies, command, rooms
from tests.docs.page import PAGES

_PART = re.compile(
    r"(?P<head><!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<tail>\n<!-- end -->)",
    re.DOTALL,
)


def glossary() -> str:
    """The terms in three languages."""
    rows = ["| English | Русский | Тоҷикӣ | |", "|---|---|---|---|"]
    rows += [
        f"| {term.en} | {term.ru} | {term.tg} | {term.confidence.value} |"
        for term in load_glossary()
    ]
    return "\n".join(rows) + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "rooms": rooms.text,
    "commands": command.text,
    "acts": act.table,
    "forms": act.forms,
    "bodies": bodies.table,
    "glossary": glossary,
}


def names(page: str) -> list[str]:
    """The parts that a page holds."""
    return [match["name"] for match in _PART.finditer(page)]


def renewed(page: str) -> str:
    """The page with its generated parts as the code has them now. Raises ``KeyError``."""
    return _PART.sub(
        lambda match: f"{match['head']}\n{PARTS[match['name']]()}{match['tail']}", page
    )


def main() -> None:
    """Write every part and the picture anew."""
    for path in PAGES:
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
    rooms.PICTURE.write_text(rooms.svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
