from __future__ import annotations

import re
from pathlib import Path

import simulator.world as world
from simulator.wording.catalogue import sentences


def test_every_event_of_the_world_has_words() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(world.__path__[0]).rglob("*.py")
    )
    kinds = set(re.findall(r"""emit\(\s*["']([A-Z][A-Za-z]+)["']""", source))

    assert len(kinds) > 40
    for lang in ("en", "ru"):
        assert {kind for kind in kinds if f"reports.event.{kind}" not in sentences(lang)} == set()
