"""The table of kinds; a new kind is a new file and one line here."""

from __future__ import annotations

from simulator.world.kinds.computer import COMPUTER, LAPTOP
from simulator.world.kinds.copy import COPY, QUESTION
from simulator.world.kinds.kind import Kind
from simulator.world.kinds.medium import USB
from simulator.world.kinds.paper import CHARGER, PAPER
from simulator.world.kinds.person import MEMBER, PERSON, PLACE, WITNESS
from simulator.world.kinds.phone import PHONE

KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        COMPUTER,
        LAPTOP,
        PHONE,
        USB,
        PAPER,
        CHARGER,
        COPY,
        QUESTION,
        PERSON,
        MEMBER,
        WITNESS,
        PLACE,
    )
}
