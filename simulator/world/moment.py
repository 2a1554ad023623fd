"""A moment: the state while one step is being worked out.

The only mutable thing in the room, and it never leaves ``step``: acts and dynamics read
and replace values through it; what comes out is a new frozen state, the events in
order, and what the trainee perceived.
"""

from __future__ import annotations

import msgspec

from simulator.scenario.plan import ItemPlan, PersonPlan, Plan
from simulator.terms.phrase import Phrase, phrase
from simulator.world import battery
from simulator.world.act import ME
from simulator.world.event import Effect, Event
from simulator.world.state import Copy, ItemState, Known, PersonState, Result, State


class Moment:
    """Plan and state, with the few verbs that every act needs."""

    def __init__(self, plan: Plan, state: State) -> None:
        self.plan = plan
        self.state = state
        self.events: list[Event] = []
        self.seen: list[Phrase] = []
        self.alarmed = False
        """Something noticed that interrupts a long act."""

    @property
    def now(self) -> int:
        """Case time in seconds."""
        return self.state.now

    def set(self, **changes: object) -> None:
        """Replace fields of the state."""
        self.state = msgspec.structs.replace(self.state, **changes)

    def item(self, id: str) -> ItemState:
        """The item's present state."""
        return self.state.item(id)

    def item_plan(self, id: str) -> ItemPlan:
        """What the author said about the item."""
        return self.plan.item(self.item(id).id)

    def person_plan(self, id: str) -> PersonPlan:
        """What the author said about the person."""
        return self.plan.person(id)

    def change(self, id: str, **changes: object) -> ItemState:
        """Replace fields of one item; returns the new item."""
        old = self.item(id)
        new = msgspec.structs.replace(old, **changes)
        self.set(items=tuple(new if item.id == old.id else item for item in self.state.items))
        return new

    def settle(self, id: str, **changes: object) -> ItemState:
        """Write down the charge so far, then change what drains it."""
        charge = battery.charge(self.item(id), self.now)
        return self.change(id, battery=charge, battery_at=self.now, **changes)

    def move(self, id: str, **changes: object) -> PersonState:
        """Replace fields of one person; returns the new person."""
        old = self.state.person(id)
        new = msgspec.structs.replace(old, **changes)
        self.set(people=tuple(new if who.id == id else who for who in self.state.people))
        return new

    def change_copy(self, id: str, **changes: object) -> Copy:
        """Replace fields of one copy; returns the new copy."""
        new = msgspec.structs.replace(self.state.copy(id), **changes)
        self.set(copies=tuple(new if copy.id == id else copy for copy in self.state.copies))
        return new

    def add_copy(self, of: str, kind: str, version: tuple[Effect, ...], parent: str = "") -> Copy:
        """A new copy with the next number."""
        number = f"IM-{len(self.state.copies) + 1:03d}"
        copy = Copy(number, of, kind, version, parent)
        self.set(copies=(*self.state.copies, copy))
        return copy

    def add_result(self, verb: str, copy: str, facts: tuple[str, ...]) -> Result:
        """A new analysis result with the next number."""
        result = Result(f"R-{len(self.state.results) + 1:03d}", verb, copy, facts)
        self.set(results=(*self.state.results, result))
        return result

    def emit(self, kind: str, about: str = "", by: str = "", /, **params: str | int) -> None:
        """Something happened now."""
        self.events.append(Event(kind, self.now, about, by, tuple(sorted(params.items()))))

    def see(self, code: str, /, **params: str | int) -> None:
        """The trainee perceives something: a catalogue code with parameters."""
        self.seen.append(phrase(f"seen.{code}", **params))

    def know(self, about: str, **fields: str) -> None:
        """The trainee now knows these fields of an item or person."""
        kept = tuple(k for k in self.state.known if k.about != about or k.field not in fields)
        new = tuple(Known(about, field, value, self.now) for field, value in sorted(fields.items()))
        self.set(known=kept + new)

    def alarm(self, code: str, /, **params: str | int) -> None:
        """The trainee notices something that breaks into a long act."""
        self.see(code, **params)
        self.alarmed = True

    def affect(self, id: str, kind: str) -> None:
        """The item's bytes change: one more effect in its content version."""
        item = self.item(id)
        effect = Effect(kind, self.now, len(item.content) + 1)
        self.change(id, content=(*item.content, effect))
        self.emit("BytesChanged", item.id, effect=kind, number=effect.number)

    def discover(self, id: str) -> ItemState:
        """An item comes to light, for good."""
        if not self.item(id).seen:
            self.set(found=(*self.state.found, id))
        return self.change(id, seen=True)

    def touch(self, id: str, by: str) -> None:
        """Somebody handles the item: its lock timer starts anew; the first time, it moves."""
        item = self.item(id)
        self.change(id, touched_at=self.now, dimmed=False)
        self.emit("Touched", item.id, by)

    def is_watched(self, place: str) -> bool:
        """Whether the trainee, or a member of the team who would call out, is there."""
        if self.state.here == place:
            return True
        return any(
            who.place == place and self.plan.person(who.id).part in ("officer", "specialist")
            for who in self.state.people
        )

    def name_of_doer(self, who: str) -> str:
        """How a member is named in a phrase: a text key, or the trainee."""
        return f"@{who}.name" if who != ME else "@you"
