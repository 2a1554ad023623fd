"""A FAT volume from its recipe.

The medium gets a life: remnants of older use, generated files with temporary ones
between them, then the declared files. Deleting the temporary ones leaves holes, so that
later files lie fragmented. Declared deleted files lie in one piece and are deleted last,
so that the field's tools get them back; an ``overwritten`` one is deleted earlier and a
generated file takes exactly its clusters.
"""

from __future__ import annotations

from simulator.errors import ScenarioError
from simulator.evidence import fatname, fattime, geometry, noise
from simulator.evidence.entry import Entry, Times
from simulator.evidence.keystream import Dice, stream
from simulator.evidence.scratch import SECTOR, Blank, Scratch
from simulator.evidence.volume import Volume
from simulator.scenario.content import FileRecipe, VolumeRecipe

_DAY = 86400


def build(recipe: VolumeRecipe, seed: int, label: str, hidden: int) -> Scratch:
    """Write the volume; ``hidden`` is the number of sectors before it on the disk.

    Raises ``ScenarioError``: ``volume-size``, ``medium-too-small``, ``medium-file-name``,
    ``medium-file-clash``, ``medium-file-time``.
    """
    _check(recipe.files)
    shape = geometry.plan(recipe.size_bytes, recipe.fat, hidden)
    view = Scratch(Blank(recipe.size_bytes // SECTOR * SECTOR))
    serial = int.from_bytes(stream(seed, f"{label}/serial", 4), "big")
    builder = _Builder(Volume.create(view, shape, recipe.label, serial), seed, label)
    span = _span(recipe.files)
    taken = {file.path.casefold() for file in recipe.files}
    noisy = noise.files(seed, label, recipe.noise_files, span, taken)
    builder.age((*recipe.files, *noisy))
    builder.add_noise(noisy)
    builder.add_declared(recipe.files)
    builder.volume.flush()
    return view


class _Builder:
    def __init__(self, volume: Volume, seed: int, label: str) -> None:
        self.volume = volume
        self._seed = seed
        self._label = label
        self._folders: dict[str, int] = {"": volume.root}
        self._times: dict[str, Times] = {}
        self._tide = 0

    def age(self, files: tuple[FileRecipe, ...]) -> None:
        """Lay remnants where the files will come to lie, and a little beyond."""
        shape = self.volume.geometry
        for file in files:
            self._date_folders(file)
        need = sum(-(-len(file.data) // shape.cluster_bytes) + 1 for file in files)
        first = 3 if shape.width == 32 else 2
        count = min(shape.clusters + 2 - first, need + need // 4 + 4)
        size = count * shape.cluster_bytes
        data = noise.remnant(self._seed, self._label, size, shape.cluster_bytes)
        self.volume.view.write(shape.offset(first), data)

    def add_noise(self, files: list[FileRecipe]) -> None:
        """Generated files, a temporary one of one or two clusters after every second."""
        dice = Dice(self._seed, f"{self._label}/temporary")
        temporary: list[Entry] = []
        for index, file in enumerate(files):
            folder = self._folder(file.path)
            self._add(file)
            if index % 2:
                size = 1 + dice.below(2 * self.volume.geometry.cluster_bytes)
                data = noise.binary(self._seed, f"{self._label}/temporary/{index}", size)
                name = f"~WRL{index:04d}.TMP"
                temporary.append(self.volume.add_file(folder, name, data, _times(file)))
        # A declared deleted file on a temporary one's clusters would be recovered twice.
        self._tide = max(self.volume.used(), default=0)
        for entry in temporary:
            self.volume.delete(entry)

    def add_declared(self, files: tuple[FileRecipe, ...]) -> None:
        """The files of the recipe, in its order."""
        late: list[Entry] = []
        early: list[tuple[Entry, FileRecipe, list[int]]] = []
        for file in files:
            if not file.deleted:
                self._add(file)
                continue
            need = -(-len(file.data) // self.volume.geometry.cluster_bytes)
            clusters = self.volume.allocate(need, above=max(self._tide, *self.volume.used(), 0))
            entry = self._add(file, clusters)
            if file.overwritten and need:
                early.append((entry, file, clusters))
            else:
                late.append(entry)
        for entry, _, _ in early:
            self.volume.delete(entry)
        for index, (_, file, clusters) in enumerate(early):
            self._reuse(index, file, clusters)
        for entry in late:
            self.volume.delete(entry)

    def _reuse(self, index: int, file: FileRecipe, clusters: list[int]) -> None:
        size = max(len(file.data), len(clusters) * self.volume.geometry.cluster_bytes - 1500)
        data = noise.binary(self._seed, f"{self._label}/reuse/{index}", size)
        later = max(file.created, file.modified, file.accessed)
        later = later + _DAY if later else 0
        folder = file.path.rpartition("/")[0]
        path = f"{folder}/MOV_{index:04d}.TMP" if folder else f"MOV_{index:04d}.TMP"
        self._add(FileRecipe(path, data, later, later, later), clusters)

    def _add(self, file: FileRecipe, clusters: list[int] | None = None) -> Entry:
        name = file.path.rpartition("/")[2]
        folder = self._folder(file.path)
        return self.volume.add_file(folder, name, file.data, _times(file), clusters=clusters)

    def _folder(self, path: str) -> int:
        above = path.rpartition("/")[0]
        key = above.casefold()
        if key not in self._folders:
            name = above.rpartition("/")[2]
            made = self.volume.add_folder(self._folder(above), name, self._times[key])
            self._folders[key] = made
        return self._folders[key]

    def _date_folders(self, file: FileRecipe) -> None:
        """A folder is as old as the oldest file below it."""
        born = min((t for t in (file.created, file.modified) if t), default=0)
        above = file.path.rpartition("/")[0].casefold()
        while above:
            known = self._times.get(above, Times()).created
            age = min(t for t in (known, born) if t) if known or born else 0
            self._times[above] = Times(age, age or fattime.FIRST, age)
            above = above.rpartition("/")[0]


def _times(file: FileRecipe) -> Times:
    """A file needs a modified time: ``fls`` leaves out an empty one without it (measured)."""
    return Times(file.created, file.modified or file.created or fattime.FIRST, file.accessed)


def _span(files: tuple[FileRecipe, ...]) -> tuple[int, int]:
    known = [t for file in files for t in (file.created, file.modified, file.accessed) if t]
    return (min(known), max(known)) if known else (0, 0)


def _check(files: tuple[FileRecipe, ...]) -> None:
    live: set[str] = set()
    folders: set[str] = set()
    for file in files:
        names = file.path.split("/")
        if not all(fatname.is_usable(name) for name in names):
            raise ScenarioError("medium-file-name", path=file.path)
        if not all(fattime.fits(t) for t in (file.created, file.modified, file.accessed)):
            raise ScenarioError("medium-file-time", path=file.path)
        key = file.path.casefold()
        if not file.deleted and key in live:
            raise ScenarioError("medium-file-clash", path=file.path)
        if not file.deleted:
            live.add(key)
        above = key.rpartition("/")[0]
        while above:
            folders.add(above)
            above = above.rpartition("/")[0]
    for path in sorted(live & folders):
        raise ScenarioError("medium-file-clash", path=path)
