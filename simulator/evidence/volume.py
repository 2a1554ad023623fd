"""A FAT volume that is read and written in place, the way an operating system does it.

The writer of media and the effects of careless acts use the same volume: files are
created first-fit, deleting marks the entry with 0xE5 and frees the chain, and nothing
else of a deleted file changes. Call ``flush`` when done.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from simulator.errors import HostError, ScenarioError
from simulator.evidence import entry as slots
from simulator.evidence import fatname, fattable, geometry
from simulator.evidence.entry import FOLDER, LABEL, Entry, Times
from simulator.evidence.geometry import COPIES, Geometry
from simulator.evidence.scratch import SECTOR, Scratch

_MAX_ENTRIES = 65_536
"""Slots of one directory (FAT specification [M]): a damaged one ends the walk here."""


class Volume:
    """An open volume. ``root`` is the number by which the root folder is named."""

    root = 0

    def __init__(self, view: Scratch) -> None:
        """Raises ``HostError`` ``volume-damaged`` when this is no FAT volume."""
        self.view = view
        self.geometry: Geometry = geometry.read(view.read(0, SECTOR))
        table = view.read(self.geometry.table_start, self.geometry.table_bytes)
        if len(table) < self.geometry.table_bytes:
            raise HostError("volume-damaged")
        self.table = fattable.unpack(table, self.geometry.width, self.geometry.clusters + 2)
        self.avoid: set[int] = set()
        """Free clusters that ``allocate`` passes over."""

    @classmethod
    def create(cls, view: Scratch, shape: Geometry, label: str, serial: int) -> Volume:
        """Format the view: an empty volume with its label."""
        name = fatname.label_bytes(label)
        boot = geometry.boot_sector(shape, name if name.strip() else b"NO NAME    ", serial)
        view.write(0, boot)
        first = [shape.end_mark & ~0xFF | 0xF8, shape.end_mark]
        if shape.width == 32:
            view.write(6 * SECTOR, boot)
            first.append(shape.end_mark)
        table = fattable.pack(first, shape.width, shape.table_bytes)
        for copy in range(COPIES):
            view.write(shape.table_start + copy * shape.table_bytes, table)
        volume = cls(view)
        if name.strip():
            volume._write_slots(cls.root, [slots.pack(name, LABEL, 0, 0, Times())])
        return volume

    def chain(self, cluster: int) -> list[int]:
        """The clusters of a file from its first one; a loop or a wrong link ends it."""
        found: list[int] = []
        seen: set[int] = set()
        while self.geometry.holds(cluster) and cluster not in seen:
            found.append(cluster)
            seen.add(cluster)
            cluster = self.table[cluster]
        return found

    def entries(self, folder: int = 0) -> list[Entry]:
        """What a folder lists, deleted entries included, ``.`` and ``..`` and labels not."""
        return slots.parse(self._used(folder))

    def walk(self) -> Iterator[tuple[str, Entry]]:
        """Every entry with its path; deleted folders are leaves, no folder is entered twice."""
        waiting = [(self.root, "")]
        seen = {self.root}
        while waiting:
            folder, path = waiting.pop(0)
            for entry in self.entries(folder):
                yield path + entry.name, entry
                inside = entry.is_folder and not entry.deleted
                if inside and self.geometry.holds(entry.cluster) and entry.cluster not in seen:
                    seen.add(entry.cluster)
                    waiting.append((entry.cluster, f"{path}{entry.name}/"))

    def content(self, entry: Entry) -> bytes:
        """The bytes of a live file, cut where its chain ends."""
        size = self.geometry.cluster_bytes
        data = bytearray()
        for cluster in self.chain(entry.cluster):
            if len(data) >= entry.size_bytes:
                break
            data += self.view.read(self.geometry.offset(cluster), size)
        return bytes(data[: entry.size_bytes])

    def span(self, entry: Entry) -> range:
        """The clusters that a deleted file lay on, if it lay in one piece."""
        count = -(-entry.size_bytes // self.geometry.cluster_bytes)
        return range(entry.cluster, entry.cluster + count)

    def is_recoverable(self, entry: Entry) -> bool:
        """Whether a deleted file has bytes and all of its clusters are still free."""
        span = self.span(entry)
        if not entry.deleted or entry.is_folder or not span:
            return False
        inside = self.geometry.holds(span[0]) and self.geometry.holds(span[-1])
        return inside and not any(self.table[cluster] for cluster in span)

    def remains(self, entry: Entry) -> bytes:
        """The bytes of a recoverable deleted file."""
        span = self.span(entry)
        size = len(span) * self.geometry.cluster_bytes
        return self.view.read(self.geometry.offset(span[0]), size)[: entry.size_bytes]

    def free(self) -> list[int]:
        """Clusters that no chain uses, in order."""
        return [c for c in range(2, self.geometry.clusters + 2) if not self.table[c]]

    def spared(self) -> set[int]:
        """Free clusters that a deleted entry still points at."""
        kept: set[int] = set()
        for _, entry in self.walk():
            if self.is_recoverable(entry):
                kept.update(self.span(entry))
        return kept

    def add_folder(self, folder: int, name: str, times: Times, attributes: int = 0) -> int:
        """Make a folder in a folder; its first cluster names it from then on."""
        cluster = self.allocate(1)[0]
        self.view.erase(self.geometry.offset(cluster), self.geometry.cluster_bytes)
        dots = b"".join(
            slots.pack(dot.ljust(11), FOLDER, target, 0, times)
            for dot, target in ((b".", cluster), (b"..", folder))
        )
        self.view.write(self.geometry.offset(cluster), dots)
        self._enter(folder, name, attributes | FOLDER, cluster, 0, times)
        return cluster

    def add_file(
        self,
        folder: int,
        name: str,
        data: bytes,
        times: Times,
        attributes: int = slots.ARCHIVE,
        clusters: list[int] | None = None,
    ) -> Entry:
        """Write a file, on the given free clusters or first-fit, and enter it in its folder.

        The rest of the last sector is zeroed, as systems do since 1995; the sectors after
        it keep what lay there (file slack). Raises ``ScenarioError`` ``medium-too-small``.
        """
        need = -(-len(data) // self.geometry.cluster_bytes)
        given = self.allocate(need) if clusters is None else self.link(clusters[:need])
        self._write_content(given, data)
        first = given[0] if given else 0
        position = self._enter(folder, name, attributes, first, len(data), times)
        return Entry(name, attributes, first, len(data), times, False, position[-1], position[:-1])

    def delete(self, entry: Entry) -> None:
        """Mark the entry's slots with 0xE5 and free its chain; the content stays."""
        for position in (*entry.long_positions, entry.position):
            self.view.write(position, bytes([fatname.DELETED]))
        for cluster in self.chain(entry.cluster):
            self.table[cluster] = 0

    def replace(self, entry: Entry, data: bytes, modified: int) -> None:
        """Give a live file new content of any length, growing its chain when needed."""
        chain = self.chain(entry.cluster)
        missing = -(-len(data) // self.geometry.cluster_bytes) - len(chain)
        if missing > 0:
            chain += self.allocate(missing)
            self.link(chain)
        self._write_content(chain, data)
        times = Times(entry.times.created, modified, modified)
        short = self.view.read(entry.position, 11)
        first = chain[0] if chain else 0
        packed = slots.pack(short, entry.attributes, first, len(data), times)
        self.view.write(entry.position, packed)

    def touch(self, entry: Entry, accessed: int) -> None:
        """Set the access date of an entry."""
        date = slots.pack(b" " * 11, 0, 0, 0, Times(accessed=accessed))[18:20]
        self.view.write(entry.position + 18, date)

    def empty(self) -> None:
        """Zero all content, free space and folders, as a remote wipe does; the label stays."""
        label = [slot for _, slot in self._used(self.root) if slot[11] == LABEL][:1]
        self.view.erase(self.geometry.root_start, self.view.size - self.geometry.root_start)
        self.table[2:] = [0] * (len(self.table) - 2)
        if self.geometry.width == 32:
            self.table[2] = self.geometry.end_mark
        self._write_slots(self.root, label)

    def mark(self, *, dirty: bool) -> None:
        """Set or clear "in use, not unmounted" in the boot sector and in the table."""
        self.view.write(self.geometry.dirty_offset, bytes([dirty]))
        if dirty:
            self.table[1] &= ~self.geometry.clean_bit
        else:
            self.table[1] |= self.geometry.clean_bit

    def used(self) -> list[int]:
        """Clusters that some chain uses, in order."""
        return [c for c in range(2, self.geometry.clusters + 2) if self.table[c]]

    def allocate(self, count: int, *, above: int = 0) -> list[int]:
        """Take free clusters first-fit, of those after number ``above``, and link them.

        Raises ``ScenarioError`` ``medium-too-small``.
        """
        free = [c for c in self.free() if c > above and c not in self.avoid]
        if len(free) < count:
            size = self.geometry.cluster_bytes
            raise ScenarioError("medium-too-small", needed=count * size, free=len(free) * size)
        return self.link(free[:count])

    def link(self, clusters: list[int]) -> list[int]:
        """Chain these clusters in the table."""
        for cluster, following in pairwise(clusters):
            self.table[cluster] = following
        if clusters:
            self.table[clusters[-1]] = self.geometry.end_mark
        return clusters

    def flush(self) -> None:
        """Write both copies of the table, and on FAT32 the free count."""
        shape = self.geometry
        packed = fattable.pack(self.table, shape.width, shape.table_bytes)
        for copy in range(COPIES):
            self.view.write(shape.table_start + copy * shape.table_bytes, packed)
        if shape.width == 32:
            free = self.free()
            hint = free[0] if free else 0xFFFFFFFF
            info = b"RRaA".ljust(484, b"\0") + b"rrAa"
            info += len(free).to_bytes(4, "little") + hint.to_bytes(4, "little")
            info = info.ljust(510, b"\0") + b"\x55\xaa"
            self.view.write(SECTOR, info)
            self.view.write(7 * SECTOR, info)

    def _write_content(self, clusters: list[int], data: bytes) -> None:
        size = self.geometry.cluster_bytes
        for index, cluster in enumerate(clusters):
            piece = data[index * size : index * size + size]
            padded = piece.ljust(-(-len(piece) // SECTOR) * SECTOR, b"\0")
            self.view.write(self.geometry.offset(cluster), padded)

    def _blocks(self, folder: int) -> list[tuple[int, int]]:
        """Where a folder's slots lie: offset and size of each piece."""
        shape = self.geometry
        if folder == self.root and shape.width != 32:
            return [(shape.root_start, shape.root_entries * slots.SIZE)]
        most = max(1, _MAX_ENTRIES * slots.SIZE // shape.cluster_bytes)
        chain = self.chain(folder or 2)[:most]
        return [(shape.offset(cluster), shape.cluster_bytes) for cluster in chain]

    def _used(self, folder: int) -> Iterator[tuple[int, bytes]]:
        """The slots of a folder up to the first one never used."""
        for start, count in self._blocks(folder):
            data = self.view.read(start, count)
            for at in range(0, len(data) - slots.SIZE + 1, slots.SIZE):
                if data[at] == 0:
                    return
                yield start + at, data[at : at + slots.SIZE]

    def _write_slots(self, folder: int, written: list[bytes]) -> tuple[int, ...]:
        """Append slots after the last used one; freed slots are never taken again.

        Systems do reuse them; keeping them is a choice of the model, so that a careless
        act does not erase the name of a deleted file by chance.
        """
        used = sum(1 for _ in self._used(folder))
        while sum(size for _, size in self._blocks(folder)) // slots.SIZE < used + len(written):
            if folder == self.root and self.geometry.width != 32:
                raise ScenarioError("medium-too-small", needed=len(written) * slots.SIZE, free=0)
            chain = self.chain(folder or 2)
            added = self.allocate(1)
            self.view.erase(self.geometry.offset(added[0]), self.geometry.cluster_bytes)
            self.link([*chain, *added])
        places = [
            place
            for start, size in self._blocks(folder)
            for place in range(start, start + size, slots.SIZE)
        ]
        taken = tuple(places[used : used + len(written)])
        for position, slot in zip(taken, written, strict=True):
            self.view.write(position, slot)
        return taken

    def _enter(
        self, folder: int, name: str, attributes: int, cluster: int, size_bytes: int, times: Times
    ) -> tuple[int, ...]:
        taken = {slot[:11] for _, slot in self._used(folder)}
        short = fatname.alias(name, taken)
        packed = slots.pack(short, attributes, cluster, size_bytes, times)
        return self._write_slots(folder, [*fatname.long_entries(name, short), packed])
