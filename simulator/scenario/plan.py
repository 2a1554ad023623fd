"""The plan: a scenario compiled to frozen values, ready for the world.

A plan holds mechanics only. Sentences stay in ``Texts`` under the ids used here, so
that playing in another language gives the same plan, the same digest, the same log.
Times in a plan are whole seconds; ``*_after`` count from the start of the exercise,
``lapse`` values count from the last touch. A ``Span`` is narrowed by the seed
(``dealt``); in a dealt plan ``low == high`` everywhere.
"""

from __future__ import annotations

from msgspec import Struct

from simulator.scenario.content import MediumRecipe


class Span(Struct, frozen=True):
    """A duration or amount the author left to the seed: ``low`` ≤ value ≤ ``high``."""

    low: int
    high: int


class OrderPlan(Struct, frozen=True):
    """The search order: number, hours (seconds since midnight), the items it covers."""

    number: str
    valid_from: int
    valid_to: int
    covers: tuple[str, ...]
    """Ids of the covered items; an item whose owner is not named here is outside."""
    persons: tuple[str, ...] = ()


class PersonPlan(Struct, frozen=True):
    """Somebody at the scene or on the telephone."""

    id: str
    part: str
    """``officer | specialist | witness | occupant | visitor | chief | prosecutor | custodian``"""
    place: str = ""
    code: str = ""
    """What he answers when asked for a code: ``refuses | <item>:<code>``."""
    helps: bool = False
    """Offers to "help" with a device: an act of interference when nobody stops him."""
    reaches: tuple[str, ...] = ()
    """Items he will touch if nobody keeps him away."""
    interferes_after: int = 0
    """Seconds after the start when he uses his access; 0 = never."""


class PlacePlan(Struct, frozen=True):
    """A room: ``search_seconds`` is what a full search of it takes."""

    id: str
    search_seconds: int = 0
    visible: bool = True


class KitPlan(Struct, frozen=True):
    """A thing in the kit: ``bag | powerbank | jiggler | blocker | labels | seals | drive``."""

    id: str
    kind: str
    good: bool = True
    """A bag that leaks or a blocker in the wrong mode is not good; its label says so."""


class ItemPlan(Struct, frozen=True):
    """A thing that may become an exhibit, and what it does when left alone."""

    id: str
    kind: str
    """``computer | laptop | phone | usb | paper | charger``"""
    place: str
    owner: str = ""
    covered: bool = True
    hidden: bool = False
    found_after: int = 0
    """Seconds of searching its place until it comes to light."""
    power: str = "none"
    """``on | sleep | off | none``"""
    lock: str = "none"
    """``unlocked | afu | bfu | none``"""
    battery: Span = Span(0, 0)
    """Percent."""
    mains: bool = False
    nets: tuple[str, ...] = ()
    volume: str = "none"
    """``none | open | closed``: an encrypted volume."""
    dims_lapse: Span = Span(0, 0)
    locks_lapse: Span = Span(0, 0)
    wiped_after: Span = Span(0, 0)
    """Remote wipe: fires then, or at the first link afterwards; 0 = never."""
    clock_offset: Span = Span(0, 0)
    """Device clock minus true time, in seconds."""
    clues: tuple[str, ...] = ()
    """Codes of what can be seen on it: ``banner-name | missed-calls | breathing-led | …``"""
    linked: tuple[str, ...] = ()
    """Items that belong to it: charger, card."""
    serial: str = ""
    medium: MediumRecipe | None = None
    facts: tuple[str, ...] = ()
    found_between: Span = Span(0, 0)
    """Where the author left ``found_after`` to the seed; ``dealt`` draws it from here."""
    opens: tuple[str, ...] = ()
    """Items whose passphrase or code is written on this one (a note, a sticker)."""


class SurprisePlan(Struct, frozen=True):
    """Somebody interrupts. ``choices`` are answer codes; ``harms`` maps a bad one to an event."""

    id: str
    who: str
    after: Span
    choices: tuple[str, ...]
    good: tuple[str, ...] = ()
    harms: tuple[tuple[str, str], ...] = ()
    """``(choice, "unplug laptop")`` and the like; the empty choice is "no answer"."""
    stage: str = "scene"


class QuestionPlan(Struct, frozen=True):
    """A question of the case, answered in the lab by choosing a statement and citing a result."""

    id: str
    choices: int
    right: int
    fact: str
    """The planted fact that proves the right answer."""
    kind: str = "incriminating"
    """``incriminating | exculpatory``: both count the same."""


class StagePlan(Struct, frozen=True):
    """A stage and the hat worn in it: ``scene | lab | court``."""

    id: str
    role: str
    minutes: int
    """Case minutes after which the stage ends by itself."""


class Plan(Struct, frozen=True):
    """Everything the world needs to know; see the module docstring."""

    id: str
    version: str
    size: str
    """``drill | search``: how heavily a single error weighs."""
    minutes: int
    starts: int
    stages: tuple[StagePlan, ...]
    pack: str
    order: OrderPlan
    people: tuple[PersonPlan, ...]
    places: tuple[PlacePlan, ...]
    items: tuple[ItemPlan, ...]
    kit: tuple[KitPlan, ...]
    surprises: tuple[SurprisePlan, ...] = ()
    questions: tuple[QuestionPlan, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    """``(error id, severity)``: the scenario's own overrides."""
    digest: str = ""
    """SHA-256 over mechanics and files of the *undealt* plan, lowercase hex."""
    seed: int = -1
    """-1 = not dealt yet."""
    day: int = 0
    """Midnight of the first day, seconds since 1970-01-01 of the local clock; 0 = not said."""

    def item(self, id: str) -> ItemPlan:
        """The item with this id. Raises ``KeyError``."""
        for item in self.items:
            if item.id == id:
                return item
        raise KeyError(id)

    def person(self, id: str) -> PersonPlan:
        """The person with this id. Raises ``KeyError``."""
        for person in self.people:
            if person.id == id:
                return person
        raise KeyError(id)

    def place(self, id: str) -> PlacePlan:
        """The place with this id. Raises ``KeyError``."""
        for place in self.places:
            if place.id == id:
                return place
        raise KeyError(id)
