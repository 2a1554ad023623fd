"""A scenario folder, read and compiled: ``scenario.yaml``, ``texts/``, ``files/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import Place, ScenarioError
from simulator.scenario import node
from simulator.scenario.attachment import Attachments, FolderAttachments
from simulator.scenario.compile import compiled
from simulator.scenario.diagnostic import Diagnostic, DiagnosticError, diagnostic
from simulator.scenario.node import MAX_BYTES, decoded, parsed
from simulator.scenario.plan import Plan
from simulator.scenario.reading import modelled
from simulator.scenario.texts import Texts, defaults_of, missing_keys, texts_of
from simulator.terms.vocabulary import LANGUAGES

SCENARIO_FILE = "scenario.yaml"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A compiled scenario: the undealt plan, its texts by language, and where it came from.

    ``sources`` maps file names (``scenario.yaml``, ``texts/ru.md``) to their text, for
    showing diagnostics; ``tree`` is ``scenario.yaml`` with places.
    """

    plan: Plan
    texts: Mapping[str, Texts]
    source: str
    folder: Path
    sources: Mapping[str, str]
    tree: node.Mapping

    def text(self, lang: str) -> Texts:
        """The texts of a language; English when the scenario does not have it."""
        return self.texts.get(lang, self.texts["en"])


def load(folder: Path) -> Scenario:
    """Read and compile a folder.

    Raises ``ScenarioError``: ``scenario-missing`` without a ``scenario.yaml``,
    ``scenario-unreadable`` when the system refuses a file, ``scenario-invalid`` with
    ``diagnostics`` for everything an author can put right.
    """
    try:
        data = _bytes(folder / SCENARIO_FILE)
        files = {
            f"texts/{path.name}": _bytes(path)
            for path in sorted((folder / "texts").glob("*.md"))
            if not path.name.startswith(".")
        }
        return built(data, files, FolderAttachments(folder), folder)
    except FileNotFoundError as error:
        raise ScenarioError("scenario-missing", folder=folder.name) from error
    except OSError as error:
        raise ScenarioError("scenario-unreadable", folder=folder.name) from error


def built(
    data: bytes, texts: Mapping[str, bytes], attachments: Attachments, folder: Path
) -> Scenario:
    """Compile a scenario from bytes; raises ``ScenarioError`` and nothing else."""
    source = decoded(data, SCENARIO_FILE)
    tree = parsed(source, SCENARIO_FILE)
    model = modelled(tree)
    plan = compiled(model, tree, attachments)
    sources = {SCENARIO_FILE: source}
    found: dict[str, Texts] = {}
    faults: list[Diagnostic] = []
    english = Texts("en", defaults_of(model, plan))
    languages = {file: file.removeprefix("texts/").removesuffix(".md") for file in texts}
    for file, lang in sorted(languages.items(), key=lambda pair: (pair[1] != "en", pair[1])):
        if lang not in LANGUAGES:
            faults.append(diagnostic("text-language", Place(file), language=lang))
            continue
        try:
            sources[file] = decoded(texts[file], file)
            read = texts_of(lang, sources[file], file, plan, english)
        except DiagnosticError as error:
            faults += error.found
            continue
        if lang == "en":
            english = Texts("en", {**english.own, **read.own})
        else:
            found[lang] = read
    for key in missing_keys(english, plan) if not faults else ():
        faults.append(diagnostic("text-missing", Place("texts/en.md"), key=key, language="en"))
    if faults:
        raise DiagnosticError(*faults)
    return Scenario(plan, {"en": english, **found}, source, folder, sources, tree)


def _bytes(path: Path) -> bytes:
    """At most a little more than is allowed, so that a huge file is refused, not read."""
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
