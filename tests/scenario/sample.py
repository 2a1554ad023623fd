"""A small scenario to change line by line, and files held in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.scenario.attachment import safe_parts
from simulator.scenario.folder import Scenario, built

HERE = Path(__file__).parent
PLAIN = (HERE / "plain.yaml").read_text(encoding="utf-8")
LIBRARY = HERE.parents[1] / "scenarios"


class Files:
    """Attachments from a mapping of path to bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def tree(self, folder: str) -> tuple[tuple[str, bytes], ...]:
        """See ``Attachments.tree``."""
        head = "/".join(safe_parts(folder)) + "/"
        found = tuple(
            (path.removeprefix(head), data)
            for path, data in sorted(self._files.items())
            if path.startswith(head)
        )
        if not found:
            raise ValueError("attached-folder")
        return found


def made(
    tail: str = "",
    *changes: tuple[str, str],
    files: Mapping[str, bytes] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Scenario:
    """The plain scenario with replacements and further lines, compiled."""
    source = PLAIN
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    encoded = {f"texts/{lang}.md": text.encode() for lang, text in (texts or {}).items()}
    return built((source + tail).encode(), encoded, Files(files or {}), Path("tea-room"))
