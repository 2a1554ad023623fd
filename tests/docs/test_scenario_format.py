"""The page about the format names every key, and its examples are what the program takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import create_model

from simulator.scenario import condition, holding, kit, schema, warrant
from simulator.scenario.attachment import NoAttachments
from simulator.scenario.folder import built
from simulator.scenario.texts import vocabulary_of
from tests.docs.page import ROOT

PAGE = (ROOT / "docs" / "scenario-format.md").read_text(encoding="utf-8")
BLOCKS: dict[str, type[schema.Block]] = {
    "Scenario": schema.ScenarioFile,
    "Stage": schema.Stage,
    "Room": schema.Room,
    "Item": schema.Item,
    "Contents": schema.Contents,
    "Drive": schema.Drive,
    "Surprise": schema.Surprise,
    "Question": schema.Question,
}


def rows(heading: str) -> dict[str, tuple[bool, str]]:
    """Key → whether it must be there, and its example."""
    section = PAGE.split(f"### {heading}\n")[1].split("\n#")[0]
    found = {}
    for line in section.splitlines():
        if line.startswith("| `"):
            key, _, example = (cell.strip() for cell in line.strip("|").split("|"))
            found[key.removesuffix(" *").strip("`")] = (key.endswith("*"), example)
    return found


@pytest.mark.parametrize("heading", BLOCKS)
def test_every_key_stands_on_the_page_and_no_other(heading: str) -> None:
    fields = {field.alias or name: field for name, field in BLOCKS[heading].model_fields.items()}
    told = rows(heading)

    assert list(told) == [key.removesuffix("_") for key in fields]
    assert [key for key, (must, _) in told.items() if must] == [
        key.removesuffix("_") for key, field in fields.items() if field.is_required()
    ]


@pytest.mark.parametrize("heading", BLOCKS)
def test_every_example_is_taken(heading: str) -> None:
    fields = {field.alias or name: field for name, field in BLOCKS[heading].model_fields.items()}
    for key, (_, example) in rows(heading).items():
        if example.startswith("*"):
            assert example.strip("*") in BLOCKS
            continue
        told: Any = (fields[key].annotation, fields[key])
        one = create_model("One", __base__=schema.Block, value=told)
        text = example.strip("`")
        value: object = text
        if key in ("weighs", "harms", "choices", "files"):
            name, _, rest = text.partition(": ")
            value = {name: rest, "more": rest} if key == "choices" else {name: rest}
        elif key == "answers":
            value = text.strip("[]").split(", ")
        one.model_validate({fields[key].alias or "value": value})


def test_smallest_scenario_compiles() -> None:
    source = PAGE.split("<!-- scenario: smallest -->\n```yaml\n")[1].split("```")[0]

    scenario = built(source.encode(), {}, NoAttachments(), Path("tea-room"))

    assert scenario.plan.items[0].lock == "afu"


def test_phrases_of_the_small_languages_stand_on_the_page() -> None:
    tables = (
        condition._POWER, condition._LOCKS, condition._NETS, condition._VOLUMES, condition.CLUES,
        kit._THINGS, kit._BAD, warrant.SORTS, schema.ROLES, schema.KINDS,
    )  # fmt: skip

    told = [word for table in tables for word in table]
    told += [word.split()[0] for word in holding._EXAMPLES]
    assert [word for word in told if word not in PAGE] == []


def test_kinds_of_text_keys_stand_on_the_page() -> None:
    source = PAGE.split("<!-- scenario: smallest -->\n```yaml\n")[1].split("```")[0]
    plan = built(source.encode(), {}, NoAttachments(), Path("tea-room")).plan

    kinds = {key.partition(".")[2] for key in vocabulary_of(plan).allowed if "." in key}
    section = PAGE.split("## `texts/<lang>.md`")[1]
    assert [kind for kind in sorted(kinds) if kind not in section] == []
