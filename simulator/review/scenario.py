"""The scenario that travels in a bundle, compiled in memory: nothing is unpacked to disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.custody.bundle import Bundle
from simulator.errors import BundleError
from simulator.scenario.attachment import MAX_FILE_BYTES, MAX_FILES, safe_parts
from simulator.scenario.folder import SCENARIO_FILE, Scenario, built

FOLDER = "scenario"


class BundleAttachments:
    """The attached files of a scenario that lies in a bundle."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def tree(self, folder: str) -> tuple[tuple[str, bytes], ...]:
        """See ``Attachments.tree``."""
        lead = "/".join(safe_parts(folder)) + "/"
        found = [
            (path.removeprefix(lead), data)
            for path, data in self._files.items()
            if path.startswith(lead) and not path.rpartition("/")[2].startswith(".")
        ]
        if not found:
            raise ValueError("attached-folder")
        if len(found) > MAX_FILES or any(len(data) > MAX_FILE_BYTES for _, data in found):
            raise ValueError("attached-heavy")
        return tuple(sorted(found))


def scenario_of(bundle: Bundle) -> Scenario:
    """The scenario as it was played, if the bundle tells the truth.

    Raises ``BundleError`` ``bundle-missing``, or ``ScenarioError`` when it does not compile.
    """
    files = bundle.folder(FOLDER)
    if SCENARIO_FILE not in files:
        raise BundleError("bundle-missing", what=f"{FOLDER}/{SCENARIO_FILE}")
    texts = {
        path: data
        for path, data in files.items()
        if path.startswith("texts/") and path.endswith(".md") and path.count("/") == 1
    }
    return built(files[SCENARIO_FILE], texts, BundleAttachments(files), Path())
