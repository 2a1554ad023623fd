"""The sentences of a scenario: ``texts/<lang>.md``, one ``## key`` per sentence.

Keys: ``title``, ``brief``, ``order`` (the order's own words), ``stage.<id>``; for an item
``<id>.name``, ``.alias`` (other words for it, with commas), ``.looks`` (whatever its
state), ``.seen`` (what stands on its screen while it lives), ``.inside`` (when somebody
opens files or messages on it); ``<person>.name``, ``.alias``, and his answers ``.who``,
``.code``, ``.surrender``; ``<place>.name``, ``.alias``; ``<kit thing>.label``;
``<surprise>``, ``<surprise>.<choice>`` and ``<surprise>.<choice>.then`` (what follows);
``<question>`` and ``<question>.1`` and on. Short texts of ``scenario.yaml`` are English defaults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.errors import Place
from simulator.scenario.diagnostic import Diagnostic, DiagnosticError, diagnostic, nearest_word
from simulator.scenario.plan import Plan
from simulator.scenario.schema import ScenarioFile


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of one language; what it lacks is said in English."""

    lang: str
    own: Mapping[str, str]
    fallback: Texts | None = None

    def get(self, key: str) -> str:
        """The text, else the English one, else an empty string."""
        if key in self.own:
            return self.own[key]
        return self.fallback.get(key) if self.fallback else ""

    def aliases(self, id: str) -> tuple[str, ...]:
        """Other words a trainee may type for this thing, in this language and in English."""
        words = [self.own.get(f"{id}.alias", "")]
        if self.fallback:
            words.append(self.fallback.own.get(f"{id}.alias", ""))
        found = [word.strip() for text in words for word in text.split(",")]
        return tuple(dict.fromkeys(word for word in found if word))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys of a plan: those without which nothing can be said, those a trainee would
    miss, and all that may be worded.
    """

    wanted: tuple[str, ...]
    advised: tuple[str, ...]
    allowed: frozenset[str]


def vocabulary_of(plan: Plan) -> Vocabulary:
    """Every text key this plan knows."""
    wanted = ["title"]
    advised = ["brief", "order", *(f"stage.{stage.id}" for stage in plan.stages)]
    extra = ["stage.scene", "stage.lab", "stage.court"]
    for item in plan.items:
        wanted.append(f"{item.id}.name")
        advised.append(f"{item.id}.looks")
        if item.kind in ("phone", "laptop", "computer", "paper"):
            advised.append(f"{item.id}.inside")
        extra += [f"{item.id}.alias", f"{item.id}.seen", f"{item.id}.inside"]
    for place in plan.places:
        wanted.append(f"{place.id}.name")
        extra.append(f"{place.id}.alias")
    for person in plan.people:
        wanted.append(f"{person.id}.name")
        answers = [f"{person.id}.{about}" for about in ("who", "code", "surrender")]
        if person.part in ("occupant", "visitor"):
            advised += answers
        extra += [f"{person.id}.alias", *answers]
    extra += [f"{thing.id}.label" for thing in plan.kit]
    for surprise in plan.surprises:
        choices = [f"{surprise.id}.{choice}" for choice in surprise.choices]
        wanted += [surprise.id, *choices]
        advised += [f"{choice}.then" for choice in choices]
    for question in plan.questions:
        numbers = range(1, question.choices + 1)
        wanted += [question.id, *(f"{question.id}.{number}" for number in numbers)]
    return Vocabulary(tuple(wanted), tuple(advised), frozenset(wanted + advised + extra))


def defaults_of(model: ScenarioFile, plan: Plan) -> dict[str, str]:
    """English texts that stand in ``scenario.yaml``; a thing without a name is called its id."""
    found = {"title": model.title, "brief": model.brief}
    items, people, places = plan.items, plan.people, plan.places
    for id in [*(x.id for x in items), *(x.id for x in people), *(x.id for x in places)]:
        found[f"{id}.name"] = id.replace("-", " ")
    for id, item in model.items.items():
        found[f"{id}.looks"] = item.looks
    for id, surprise in model.surprises.items():
        found[id] = surprise.says
        found |= {f"{id}.{choice}": text for choice, text in surprise.choices.items()}
    for id, question in model.questions.items():
        found[id] = question.asks
        found |= {f"{id}.{number}": text for number, text in enumerate(question.answers, 1)}
    return {key: text for key, text in found.items() if text}


def sections(source: str, file: str) -> tuple[dict[str, tuple[str, Place]], list[Diagnostic]]:
    """Cut a texts file at its ``## key`` lines. Comments and a ``# heading`` are skipped."""
    bare = _uncommented(source)
    found: dict[str, tuple[list[str], Place]] = {}
    faults: list[Diagnostic] = []
    rows: list[str] | None = None
    for number, row in enumerate(bare.split("\n"), 1):
        if row.startswith("## "):
            key = row[3:].strip()
            place = Place(file, number, 4)
            if key in found:
                faults.append(diagnostic("text-twice", place, len(key), key=key))
            rows = []
            found[key] = (rows, place)
        elif rows is not None:
            rows.append(row)
        elif row.strip() and not row.startswith("# "):
            faults.append(diagnostic("text-stray", Place(file, number, 1), len(row)))
    joined = {key: (_joined(lines), place) for key, (lines, place) in found.items()}
    for key, (text, place) in joined.items():
        if not text:
            faults.append(diagnostic("text-empty", place, len(key), key=key))
    return joined, faults


def _uncommented(source: str) -> str:
    """The text without ``<!-- … -->``; line numbers stay as they were."""
    kept: list[str] = []
    while True:
        before, opened, rest = source.partition("<!--")
        kept.append(before)
        if not opened:
            return "".join(kept)
        comment, _, source = rest.partition("-->")
        kept.append("\n" * comment.count("\n"))


def _joined(rows: list[str]) -> str:
    """Wrapped lines become one; empty lines part paragraphs; list lines stay lines."""
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", "\n".join(row.strip() for row in rows).strip()):
        paragraphs.append(re.sub(r"\n(?!- |\d+\. )", " ", block.strip()))
    return "\n\n".join(paragraphs)


def texts_of(lang: str, source: str, file: str, plan: Plan, fallback: Texts | None) -> Texts:
    """The texts of one language; raises ``DiagnosticError`` for keys nobody asked for."""
    found, faults = sections(source, file)
    allowed = vocabulary_of(plan).allowed
    for key, (_, place) in found.items():
        if key not in allowed:
            near = nearest_word(key, allowed)
            faults.append(diagnostic("text-unknown", place, len(key), nearest=near, key=key))
    if faults:
        raise DiagnosticError(*faults)
    return Texts(lang, {key: text for key, (text, _) in found.items()}, fallback)


def missing_keys(texts: Texts, plan: Plan) -> tuple[str, ...]:
    """Keys this language should word and does not, in the plan's order.

    Wanted are the plan's own keys, and whatever English words beyond them, aliases
    and labels excepted.
    """
    vocabulary = vocabulary_of(plan)
    wanted = list(vocabulary.wanted)
    if texts.fallback:
        more = (key for key in texts.fallback.own if not key.endswith((".alias", ".label")))
        wanted += [key for key in more if key not in vocabulary.wanted]
    return tuple(key for key in wanted if key not in texts.own)
