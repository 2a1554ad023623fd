"""The bundled scenarios as rows: what ``scenario list`` shows."""

from __future__ import annotations

from msgspec import Struct

from simulator.errors import ScenarioError
from simulator.scenario.library import find, names


class Row(Struct, frozen=True):
    """One scenario; ``fault`` is an error code when it cannot be compiled, else empty."""

    id: str
    version: str = ""
    title: str = ""
    minutes: int = 0
    size: str = ""
    role: str = ""
    """The first hat, as a code of ``terms.vocabulary.Role``."""
    stages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    digest: str = ""
    fault: str = ""


def rows(lang: str = "en") -> tuple[Row, ...]:
    """One row for each bundled scenario, by id, titles in ``lang`` where there is one."""
    return tuple(_row(name, lang) for name in names())


def _row(name: str, lang: str) -> Row:
    try:
        scenario = find(name)
    except ScenarioError as error:
        return Row(name, fault=error.code)
    plan = scenario.plan
    return Row(
        id=plan.id,
        version=plan.version,
        title=scenario.text(lang).get("title"),
        minutes=plan.minutes,
        size=plan.size,
        role=plan.stages[0].role,
        stages=tuple(stage.id for stage in plan.stages),
        languages=tuple(sorted(scenario.texts)),
        digest=plan.digest,
    )
