from __future__ import annotations

import pytest

from simulator.custody import canonical, manifest
from simulator.errors import BundleError

FILES = {"entries/000003.note": b"a", "times.json": b"b", "scenario/texts/ру.md": b"c"}
WHOLE = {**FILES, manifest.NAME: manifest.encode(FILES)}


def codes(files: dict[str, bytes]) -> list[tuple[str, tuple[int, ...]]]:
    return [(found.code, found.entries) for found in manifest.findings(files)]


def test_an_untouched_bundle_has_no_findings() -> None:
    assert codes(WHOLE) == []
    assert manifest.encode(WHOLE) == WHOLE[manifest.NAME]


def test_every_difference_is_named_by_file() -> None:
    changed = {**WHOLE, "entries/000003.note": b"x", "new": b""}
    del changed["times.json"]
    assert codes(changed) == [
        ("manifest-mismatch", (3,)),
        ("manifest-extra", ()),
        ("manifest-missing", ()),
    ]
    assert manifest.findings(changed)[2].says.named()["file"] == "times.json"


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"v": 1},
        {"files": 1},
        {"files": [1]},
        {"files": [{"path": "a"}]},
        {"files": [{"path": 1, "sha256": ""}]},
        {"files": [{"path": "a", "sha256": ""}, {"path": "a", "sha256": ""}]},
    ],
)
def test_other_shapes_are_unreadable(value: object) -> None:
    data = canonical.encode(value)
    with pytest.raises(BundleError, match="manifest-unreadable"):
        manifest.read(data)
    assert codes({manifest.NAME: data}) == [("manifest-unreadable", ())]


def test_other_spellings_are_unreadable() -> None:
    with pytest.raises(BundleError, match="manifest-unreadable"):
        manifest.read(b" " + WHOLE[manifest.NAME])
