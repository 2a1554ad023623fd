"""The bench: the bytes of one attempt on disk.

Originals are a cached base image and numbered deltas, each named by the log entry it
belongs to; a delta or acquisition whose entry was never committed is an orphan and goes
at the next start. Acquisitions are ordinary files and are never silently rebuilt.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from simulator.errors import HostError
from simulator.evidence import acquire, effect, medium
from simulator.evidence.acquire import Acquired
from simulator.evidence.delta import write_delta
from simulator.evidence.digest import sha256_file, sha256_hex
from simulator.evidence.keystream import stream
from simulator.evidence.landing import landing
from simulator.evidence.original import Original
from simulator.exercise.readout import show
from simulator.scenario.content import MediumRecipe
from simulator.scenario.plan import Plan
from simulator.world.act import Act
from simulator.world.event import Event
from simulator.world.state import Copy

Progress = Callable[[int, int], None]
MEMORY_BYTES = 1 << 20


class Bench:
    """Originals, deltas and acquisitions of one attempt."""

    def __init__(self, plan: Plan, folder: Path, cache: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.cache = cache

    @property
    def copies(self) -> Path:
        """Where acquisitions lie."""
        return self.folder / "acquisitions"

    def original(self, item: str) -> Original:
        """The item's bytes as they are now. Raises ``HostError("no-medium")``."""
        base = medium.cached(self._recipe(item), self.plan.seed, self.cache)
        return Original(base, tuple(sorted((self.folder / "exhibits" / item).glob("*.delta"))))

    def _recipe(self, item: str) -> MediumRecipe:
        recipe = self.plan.item(item).medium
        if recipe is None:
            raise HostError("no-medium", item=item)
        return recipe

    def has_bytes(self, item: str) -> bool:
        """Whether the author gave this item a medium."""
        return self.plan.item(item).medium is not None

    def change(self, event: Event, seq: int) -> Path | None:
        """Carry out one byte effect, durably, under the number of its entry."""
        if not self.has_bytes(event.about):
            return None
        number = int(event.get("number"))
        recipe = self._recipe(event.about)
        keys = tuple(part.passphrase for part in recipe.partitions if part.passphrase)
        delta = effect.apply(
            self.original(event.about),
            event.get("effect"),
            self.plan.day + event.at,
            self.plan.seed,
            number,
            keys,
        )
        path = self.folder / "exhibits" / event.about / f"{number:04d}-{seq:06d}.delta"
        write_delta(path, delta)
        return path

    def acquire(self, copy: Copy, progress: Progress | None = None) -> dict[str, str | int]:
        """Make the file of a copy and return its digest and size, for the log."""
        path = self.path(copy)
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        if copy.kind.startswith("working-"):
            source = next(self.copies.glob(f"{copy.parent}.*"), None)
            if source is None:
                raise HostError("file-missing", name=copy.parent)
            made = acquire.image(Original(source), path, progress=progress)
        elif copy.kind == "live":
            made = acquire.live_volume(
                self.original(copy.of), self._passphrase(copy.of), path, progress=progress
            )
        elif copy.kind == "logical":
            made = acquire.logical(self.original(copy.of), path)
        elif copy.kind == "memory":
            made = self._memory(copy, path)
        else:
            made = acquire.image(self.original(copy.of), path, progress=progress)
        return {"sha256": made.sha256, "size": made.size_bytes}

    def _memory(self, copy: Copy, path: Path) -> Acquired:
        """The working memory, as far as it is modelled: the open volume's passphrase in noise."""
        noise = stream(self.plan.seed, f"memory/{copy.of}", MEMORY_BYTES)
        words = self._passphrase(copy.of).encode()
        at = MEMORY_BYTES // 3
        data = noise[:at] + words + noise[at + len(words) :]
        with landing(path) as file:
            file.write(data)
        return Acquired(sha256_hex(data), len(data))

    def path(self, copy: Copy) -> Path:
        """The file of a copy."""
        kind = copy.kind.removeprefix("working-")
        suffix = {"logical": "zip", "memory": "mem"}.get(kind, "dd")
        return self.copies / f"{copy.id}.{suffix}"

    def _passphrase(self, item: str) -> str:
        parts = self._recipe(item).partitions
        return next((part.passphrase for part in parts if part.passphrase), "")

    def digest(self, copy: Copy) -> str:
        """The digest of a copy's file as it lies there now. Raises ``file-missing``."""
        return sha256_file(self.path(copy))

    def analyse(self, copy: Copy, act: Act) -> tuple[list[str], dict[str, str | int]]:
        """What a tool shows of a copy, line by line, and the digest of those lines."""
        lines = show(self.path(copy), act, self.folder / "recovered" / copy.id)
        return lines, {"sha256": sha256_hex("\n".join(lines).encode()), "rows": len(lines)}

    def tidy(self, entries: int, known: set[str]) -> list[str]:
        """Remove deltas and copies that belong to no entry; returns their names."""
        gone = []
        for path in sorted((self.folder / "exhibits").glob("*/*.delta")):
            if int(path.stem.split("-")[1]) >= entries:
                path.unlink()
                gone.append(path.name)
        for path in sorted(self.copies.glob("*")):
            if path.is_file() and path.name not in known:
                path.unlink()
                gone.append(path.name)
        return gone
