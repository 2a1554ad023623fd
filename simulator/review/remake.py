"""Forensic copies made again, from recipe, seed and effects; their digests against the log.

Everything lies in a temporary folder and is gone afterwards. A copy of a file that was
changed on that computer cannot be made again, and is passed over. Kept apart from the
bench on purpose: a mistake there must not hide itself here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from simulator.attempt.written import Need
from simulator.custody.body import Input
from simulator.custody.entry import Entry
from simulator.errors import SimulatorError
from simulator.evidence import acquire, effect, medium
from simulator.evidence.delta import write_delta
from simulator.evidence.digest import sha256_file
from simulator.evidence.keystream import stream
from simulator.evidence.landing import landing
from simulator.evidence.original import Original
from simulator.scenario.content import MediumRecipe
from simulator.scenario.plan import Plan
from simulator.script.replay import Turn
from simulator.world.event import Event
from simulator.world.state import Copy

MOST_COPIES = 64
MOST_BYTES = 1 << 30
"""A scenario in a bundle may be made by an enemy: no more than this is written."""
_MEMORY_BYTES = 1 << 20


class Remade(Struct, frozen=True):
    """``compared`` are entries whose digest was computed anew, ``differing`` those it misses.

    ``status``: ``recomputed``, or ``not-run`` when there was nothing that could be made.
    """

    compared: tuple[int, ...] = ()
    differing: tuple[int, ...] = ()

    @property
    def status(self) -> str:
        """For ``review --json``."""
        return "recomputed" if self.compared else "not-run"


def remake(plan: Plan, turns: Sequence[Turn], log: Sequence[Entry]) -> Remade:
    """Make every copy of these turns again, as far as the limits allow."""
    entries = {entry.seq: entry for entry in log}
    changed = {
        entry.body.about
        for entry in log
        if isinstance(entry.body, Input) and entry.body.kind == "file-changed"
    }
    compared: list[int] = []
    differing: list[int] = []
    with TemporaryDirectory(prefix="review-") as folder:
        workshop = _Workshop(plan, Path(folder))
        for turn in turns:
            for event in turn.step.events:
                if event.kind == "BytesChanged":
                    workshop.change(event)
            for seq, written in enumerate(turn.step.written, turn.entry.seq):
                if written.need is None or written.need.kind != "digest":
                    continue
                copy = turn.step.position.state.copy(written.need.copy)
                logged = _logged(entries.get(seq), written.need)
                made = "" if copy.parent in changed else workshop.make(copy)
                if made and logged:
                    compared.append(seq)
                    if made != logged:
                        differing.append(seq)
    return Remade(tuple(compared), tuple(differing))


def _logged(entry: Entry | None, need: Need) -> str:
    """The digest that the log holds; empty when the item has no bytes."""
    if entry is None or not isinstance(entry.body, Input) or entry.body.about != need.copy:
        return ""
    return str(entry.body.values.get("sha256", ""))


class _Workshop:
    def __init__(self, plan: Plan, folder: Path) -> None:
        self._plan = plan
        self._folder = folder
        self._bases: dict[str, Path] = {}
        self._deltas: dict[str, list[Path]] = {}
        self._lost: set[str] = set()
        self._copies = 0
        self._bytes = 0

    def change(self, event: Event) -> None:
        """One effect on an original; if it cannot be carried out, the item is given up."""
        recipe = self._recipe(event.about)
        if recipe is None:
            return
        layers = self._deltas.setdefault(event.about, [])
        path = self._folder / f"{event.about}-{len(layers)}.delta"
        keys = tuple(part.passphrase for part in recipe.partitions if part.passphrase)
        try:
            delta = effect.apply(
                self._original(event.about, recipe),
                event.get("effect"),
                self._plan.day + event.at,
                self._plan.seed,
                int(event.get("number")),
                keys,
            )
            write_delta(path, delta)
        except SimulatorError:
            self._lost.add(event.about)
        else:
            layers.append(path)

    def make(self, copy: Copy) -> str:
        """The digest of the copy, made now; empty when it cannot be made."""
        recipe = self._recipe(copy.of)
        if recipe is None or self._copies >= MOST_COPIES or self._bytes >= MOST_BYTES:
            return ""
        path = self._folder / copy.id
        self._copies += 1
        try:
            self._write(copy, recipe, path)
            self._bytes += path.stat().st_size
            return sha256_file(path)
        except (SimulatorError, FileNotFoundError):
            return ""

    def _write(self, copy: Copy, recipe: MediumRecipe, path: Path) -> None:
        phrase = next((part.passphrase for part in recipe.partitions if part.passphrase), "")
        match copy.kind:
            case kind if kind.startswith("working-"):
                acquire.image(Original(self._folder / copy.parent), path)
            case "live":
                acquire.live_volume(self._original(copy.of, recipe), phrase, path)
            case "logical":
                acquire.logical(self._original(copy.of, recipe), path)
            case "memory":
                noise = bytearray(stream(self._plan.seed, f"memory/{copy.of}", _MEMORY_BYTES))
                at = _MEMORY_BYTES // 3
                noise[at : at + len(phrase.encode())] = phrase.encode()
                with landing(path) as file:
                    file.write(noise)
            case _:
                acquire.image(self._original(copy.of, recipe), path)

    def _recipe(self, item: str) -> MediumRecipe | None:
        return None if item in self._lost else self._plan.item(item).medium

    def _original(self, item: str, recipe: MediumRecipe) -> Original:
        if item not in self._bases:
            path = self._folder / f"{item}.base"
            medium.build(recipe, self._plan.seed, path)
            self._bytes += path.stat().st_size
            self._bases[item] = path
        return Original(self._bases[item], tuple(self._deltas.get(item, ())))
