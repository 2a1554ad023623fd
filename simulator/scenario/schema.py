"""The shape of ``scenario.yaml``, format 1.

Pydantic sees a tree of texts (``node``), never YAML's own values. Each one-line
language is read by the module that owns it, so that all faults of a file come out at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from simulator.scenario.amount import hours, moment, seconds, size, span
from simulator.scenario.clause import clauses, line_of
from simulator.scenario.condition import Decay, State, clues_of, decay_of, state_of
from simulator.scenario.holding import FileNote, note_of, short_contents
from simulator.scenario.kit import kit_of
from simulator.scenario.party import (
    ID,
    Party,
    caller_of,
    occupant_of,
    team_of,
    visitor_of,
    witnesses_of,
)
from simulator.scenario.plan import KitPlan, Span
from simulator.scenario.warrant import Cover, Order, cover_of, order_of
from simulator.terms.vocabulary import Role

T = TypeVar("T")

ROLES = {
    "first responder": Role.FIRST_RESPONDER,
    "investigator": Role.INVESTIGATOR,
    "examiner": Role.EXAMINER,
    "prosecutor": Role.PROSECUTOR,
    "judge": Role.JUDGE,
    "evidence store officer": Role.CUSTODY_OFFICER,
    "expert": Role.EXPERT,
}
KINDS = {
    "laptop": "laptop",
    "computer": "computer",
    "phone": "phone",
    "usb stick": "usb",
    "paper": "paper",
    "charger": "charger",
}


def _value(read: Callable[[str], T]) -> BeforeValidator:
    """One-line text through a reader that raises ``ValueError(code)``."""

    def validate(value: object) -> T:
        text = line_of(value).strip()
        try:
            return read(text)
        except ValueError as error:
            code = str(error)
            raise PydanticCustomError(code, code) from error

    return BeforeValidator(validate)


def _choice(table: dict[str, T]) -> BeforeValidator:
    """One word of a closed list."""

    def validate(value: object) -> T:
        text = line_of(value).strip()
        if text.lower() not in table:
            known: dict[str, Any] = {"known": tuple(table)}
            raise PydanticCustomError("value-unknown", "value-unknown", known)
        return table[text.lower()]

    return BeforeValidator(validate)


def _id(value: object) -> str:
    text = line_of(value)
    if re.fullmatch(ID, text) is None:
        raise PydanticCustomError("id-form", "id-form")
    return text


def _count(low: int, high: int) -> BeforeValidator:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            raise ValueError("number-expected")
        if not low <= int(text) <= high:
            raise ValueError("number-limits")
        return int(text)

    return _value(read)


def _version(text: str) -> str:
    if re.fullmatch(r"\d{1,4}\.\d{1,4}\.\d{1,4}", text) is None:
        raise ValueError("version-form")
    return text


def _error_id(value: object) -> str:
    text = line_of(value).strip()
    if re.fullmatch(r"E\d\d", text) is None:
        raise PydanticCustomError("weighs-form", "weighs-form")
    return text


def _list(value: object) -> tuple[str, ...]:
    return tuple(clause.text for clause in clauses(line_of(value)))


def _folder(text: str) -> str:
    if not text.startswith("files/"):
        raise ValueError("path-outside")
    return text.rstrip("/")


def _passphrase(text: str) -> str:
    if not (text.isascii() and text.isprintable() and len(text) <= 64):
        raise ValueError("passphrase-form")
    return text


def _label(text: str) -> str:
    if not (re.fullmatch(r"[A-Z0-9 _-]{1,11}", text)):
        raise ValueError("label-form")
    return text


def _contents(value: object) -> object:
    return short_contents(value) if isinstance(value, str) and value.strip() else value


Id = Annotated[str, BeforeValidator(_id)]
Line = Annotated[str, BeforeValidator(lambda value: line_of(value).strip())]
ErrorId = Annotated[str, BeforeValidator(_error_id)]
Key = Annotated[str, BeforeValidator(line_of)]
YesNo = Annotated[bool, _choice({"yes": True, "no": False})]
Seconds = Annotated[int, _value(seconds)]
Range = Annotated[Span, _value(span)]
Bytes = Annotated[int, _value(size)]
Words = Annotated[tuple[str, ...], BeforeValidator(_list)]


class Block(BaseModel):
    """Every block refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Drive(Block):
    """One partition of a medium."""

    label: Annotated[str, _value(_label)] = "NO NAME"
    size: Bytes = 8 << 20
    passphrase: Annotated[str, _value(_passphrase)] = ""
    folder: Annotated[str, _value(_folder)] = ""
    harmless_files: Annotated[int, _count(0, 200)] = Field(0, alias="harmless files")
    files: dict[Key, Annotated[FileNote, BeforeValidator(note_of)]] = Field({}, max_length=400)


class Contents(Block):
    """What a device holds."""

    printed_size: Bytes = Field(32 * 10**9, alias="printed size")
    model: Line = ""
    drives: list[Drive] = Field(min_length=1, max_length=4)


class Item(Block):
    """A thing at the scene."""

    kind: Annotated[str, _choice(KINDS)]
    place: Line
    looks: Line = ""
    owner: Id | None = None
    covered: YesNo | None = None
    state: Annotated[State | None, BeforeValidator(state_of)] = None
    shows: Annotated[tuple[str, ...], BeforeValidator(clues_of)] = ()
    left_alone: Annotated[Decay, BeforeValidator(decay_of)] = Field(Decay(), alias="left alone")
    belongs_to: Id | None = Field(None, alias="belongs to")
    opens: Id | None = None
    serial: Line = ""
    contains: Annotated[Contents | None, BeforeValidator(_contents)] = None


class Room(Block):
    """A place that can be searched."""

    search_takes: Seconds = Field(360, alias="search takes")
    seen_at_once: YesNo = Field(True, alias="seen at once")


class Stage(Block):
    """A stage and the hat worn in it."""

    as_: Annotated[Role, _choice(ROLES)] = Field(alias="as")
    minutes: Annotated[int, _count(1, 1440)]


class Surprise(Block):
    """Somebody interrupts."""

    who: Id
    after: Range
    says: Line = ""
    choices: dict[Id, Line] = Field(min_length=2, max_length=9)
    good: Words
    harms: dict[Key, Line] = Field({}, max_length=10)
    stage: Literal["scene", "lab", "court"] = "scene"


class Question(Block):
    """A question of the case, with the statements to choose from."""

    asks: Line
    answers: list[Line] = Field(min_length=2, max_length=9)
    right: Annotated[int, _count(1, 9)]
    proved_by: Id = Field(alias="proved by")
    kind: Literal["incriminating", "exculpatory"] = "incriminating"


class ScenarioFile(Block):
    """The whole file; the author may stop after ``items``."""

    format: Literal["1"]
    id: Id
    version: Annotated[str, _value(_version)] = "1.0.0"
    title: Line
    brief: Line = ""
    size: Annotated[str, _choice({"drill": "drill", "search": "search"})] = "search"
    minutes: Annotated[int, _count(1, 600)]
    day: Annotated[int, _value(moment)] = 0
    starts: Annotated[int, _value(hours)]
    you_are: Annotated[Role, _choice(ROLES)] = Field(alias="you are")
    law: Id = "tj-draft"
    stages: dict[Literal["scene", "lab", "court"], Stage] = {}
    team: Annotated[tuple[Party, ...], BeforeValidator(team_of)]
    witnesses: Annotated[tuple[Party, ...], BeforeValidator(witnesses_of)] = ()
    occupant: Annotated[Party, BeforeValidator(occupant_of)]
    visitor: Annotated[Party | None, BeforeValidator(visitor_of)] = None
    chief: Annotated[Party, BeforeValidator(lambda v: caller_of("chief", v))] = Party(
        "chief", "chief"
    )
    prosecutor: Annotated[Party, BeforeValidator(lambda v: caller_of("prosecutor", v))] = Party(
        "prosecutor", "prosecutor"
    )
    custodian: Annotated[Party, BeforeValidator(lambda v: caller_of("custodian", v))] = Party(
        "store", "custodian"
    )
    order: Annotated[Order, BeforeValidator(order_of)]
    covers: Annotated[Cover | None, BeforeValidator(cover_of)] = None
    kit: Annotated[tuple[KitPlan, ...], BeforeValidator(kit_of)]
    places: dict[Id, Room] = Field({}, max_length=40)
    items: dict[Id, Item] = Field(min_length=1, max_length=40)
    surprises: dict[Id, Surprise] = Field({}, max_length=40)
    questions: dict[Id, Question] = Field({}, max_length=40)
    weighs: dict[ErrorId, Literal["critical", "major", "minor"]] = Field({}, max_length=100)
