from __future__ import annotations

import pytest

from simulator.custody.bundle import Bundle
from simulator.errors import BundleError, ScenarioError
from simulator.review.scenario import BundleAttachments, scenario_of
from simulator.scenario.attachment import MAX_FILE_BYTES, MAX_FILES
from simulator.scenario.library import find
from tests.review.sample import Played


def test_it_is_the_scenario_that_was_played(search: Played) -> None:
    found = scenario_of(search.bundle)

    assert found.plan == find("flat-12").plan
    assert {name: texts.own for name, texts in found.texts.items()} == {
        name: texts.own for name, texts in find("flat-12").texts.items()
    }


def test_no_scenario_and_a_broken_one(drill: Played) -> None:
    files = drill.bundle.files
    without = {k: v for k, v in files.items() if k != "scenario/scenario.yaml"}
    with pytest.raises(BundleError, match="bundle-missing"):
        scenario_of(Bundle(without))
    with pytest.raises(ScenarioError):
        scenario_of(Bundle({**files, "scenario/scenario.yaml": b"!!python/object:os.system x"}))


def test_attachments_are_those_below_the_folder() -> None:
    files = BundleAttachments({"files/a/x": b"1", "files/a/.y": b"2", "files/ab": b"3"})

    assert files.tree("files/a") == (("x", b"1"),)


@pytest.mark.parametrize(
    ("files", "folder", "code"),
    [
        ({}, "files", "attached-folder"),
        ({"x": b""}, "../x", "path-outside"),
        ({f"f/{n}": b"" for n in range(MAX_FILES + 1)}, "f", "attached-heavy"),
        ({"f/big": bytes(MAX_FILE_BYTES + 1)}, "f", "attached-heavy"),
    ],
)
def test_attachments_that_are_refused(files: dict[str, bytes], folder: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        BundleAttachments(files).tree(folder)
