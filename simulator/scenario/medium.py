"""What an author says a device holds, as the recipe from which ``evidence`` makes sectors."""

from __future__ import annotations

from collections.abc import Callable

from simulator.scenario.attachment import Attachments
from simulator.scenario.content import FileRecipe, MediumRecipe, PartitionRecipe, VolumeRecipe
from simulator.scenario.holding import FileNote
from simulator.scenario.schema import Contents, Drive

_UNDATED = 1_767_268_800  # 2026-01-01 12:00, for scenarios that name no day
_MONTH = 30 * 86400
_FAT_MIN, _FAT_MAX = 1 << 20, 64 << 20

Report = Callable[[str, tuple[str, ...], str], None]


def medium_of(
    id: str, contents: Contents, day: int, files: Attachments, report: Report
) -> tuple[MediumRecipe, tuple[str, ...]]:
    """The recipe of one item and the facts its files prove; faults go to ``report``."""
    base = day - day % 86400 + 43200 - _MONTH if day else _UNDATED
    path = ("items", id, "contains")
    partitions = tuple(_partition(drive, base, path, files, report) for drive in contents.drives)
    facts = dict.fromkeys(
        file.fact for part in partitions for file in part.volume.files if file.fact
    )
    return MediumRecipe(contents.printed_size, partitions, contents.model), tuple(facts)


def _partition(
    drive: Drive, base: int, path: tuple[str, ...], files: Attachments, report: Report
) -> PartitionRecipe:
    if not _FAT_MIN <= drive.size <= _FAT_MAX:
        report("drive-size", path, "")
    found: tuple[tuple[str, bytes], ...] = ()
    if drive.folder:
        try:
            found = files.tree(drive.folder)
        except ValueError as error:
            report(str(error), path, drive.folder)
        if not found:
            return PartitionRecipe(VolumeRecipe(drive.label, drive.size), drive.passphrase)
    names = {name for name, _ in found}
    for name in drive.files:
        if name not in names:
            report("attached-missing", path, name)
    if (
        sum(len(data) + 2048 for _, data in found) + drive.harmless_files * 4096
        > drive.size * 3 // 4
    ):
        report("drive-full", path, "")
    recipes = tuple(
        _file(name, data, drive.files.get(name, FileNote()), base + 3600 * number)
        for number, (name, data) in enumerate(found)
    )
    taken = [recipe.path for recipe in recipes]
    for name in sorted({name for name in taken if taken.count(name) > 1}):
        report("attached-twice", path, name)
    volume = VolumeRecipe(drive.label, drive.size, files=recipes, noise_files=drive.harmless_files)
    return PartitionRecipe(volume, drive.passphrase)


def _file(name: str, data: bytes, note: FileNote, base: int) -> FileRecipe:
    created = note.created or note.modified or base
    modified = note.modified or created
    return FileRecipe(
        path=note.called or name,
        data=data,
        created=created,
        modified=modified,
        accessed=note.accessed or max(modified, created),
        deleted=note.deleted,
        overwritten=note.overwritten,
        fact=note.fact,
    )
