"""What an act does to an original's bytes, as a deterministic delta.

Calibrated on real mounts (evidence.md 2.4, measured: a read-write mount of ext4 and one
read changed 46 bytes, a small file copied to FAT32 changed 38, read-only mounts changed
none): ``boot`` and ``browse`` change a flag, dates and a few directory slots, not much
more. The names and sizes of what Windows leaves in ``System Volume Information`` are real.
The rest is a model: the device log (``journal``), ``.device/*.log``, and how much a live
tool overwrites (3 % of the free pool, domain.md 2.6).

Free clusters that a deleted file still points at are spared, by every effect but
``wipe``: whether a deleted fact survives is the world's to say, never chance.
A blocker means that no effect is applied at all.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.errors import HostError, ScenarioError
from simulator.evidence import journal, luks, mbr
from simulator.evidence.delta import Delta
from simulator.evidence.entry import ARCHIVE, HIDDEN, SYSTEM, Times
from simulator.evidence.keystream import Dice, stream
from simulator.evidence.noise import binary
from simulator.evidence.scratch import SECTOR, Part, Reader, Scratch
from simulator.evidence.volume import Volume

_LIVE_PERCENT = 3


def apply(
    original: Reader,
    effect: str,
    at: int,
    seed: int,
    number: int,
    passphrases: tuple[str, ...] = (),
) -> Delta:
    """The bytes that ``effect`` changes on the original as it is now.

    ``at``: seconds since 1970 of the device's clock. ``number``: the effect's place in the
    exhibit's history, from 1; it and ``at`` enter the bytes. ``passphrases`` open encrypted
    volumes that are in use; a closed one is changed by ``wipe`` only.
    Raises ``HostError``: ``effect-unknown``, ``medium-damaged``, ``container-damaged``.
    """
    if effect not in EFFECTS:
        raise HostError("effect-unknown", effect=effect)
    disk = Scratch(original)
    for index, slot in enumerate(mbr.read(original), 1):
        part = Part(original, slot.first * SECTOR, slot.sectors * SECTOR)
        start = slot.first * SECTOR
        if luks.is_container(part):
            changes = _encrypted(part, effect, at, seed, number, index, passphrases)
        else:
            changes = _changed(part, effect, at, seed, number, index)
        for offset, data in changes:
            disk.write(start + offset, data)
    journal.append(disk, effect, at, number)
    return Delta(disk.changes())


def _changed(
    part: Reader, effect: str, at: int, seed: int, number: int, index: int
) -> tuple[tuple[int, bytes], ...]:
    view = Scratch(part)
    try:
        volume = Volume(view)
    except HostError:
        return ()
    volume.avoid = volume.spared()
    try:
        EFFECTS[effect](volume, at, seed, f"effect/{number}/p{index}")
    except ScenarioError:
        return ()  # A full volume takes no trace; the device log still does.
    volume.flush()
    return view.changes()


def _encrypted(
    part: Reader,
    effect: str,
    at: int,
    seed: int,
    number: int,
    index: int,
    passphrases: tuple[str, ...],
) -> tuple[tuple[int, bytes], ...]:
    if effect == "wipe":
        return _destroy_keys(part)
    for passphrase in passphrases:
        plain = luks.unlock(part, passphrase)
        if plain is not None:
            payload = luks.header(part).payload * SECTOR
            return tuple(
                (payload + offset, plain.encrypt(offset, data))
                for offset, data in _changed(plain, effect, at, seed, number, index)
            )
    return ()


def _destroy_keys(part: Reader) -> tuple[tuple[int, bytes], ...]:
    """Crypto-erase: every key slot off, its material zeroed; no passphrase opens it again."""
    view = Scratch(part)
    for position in luks.slot_positions():
        view.write(position, luks.SLOT_OFF.to_bytes(4, "big") + bytes(36))
    payload = luks.header(part).payload * SECTOR
    view.erase(8 * SECTOR, payload - 8 * SECTOR)
    return view.changes()


def _boot(volume: Volume, at: int, seed: int, label: str) -> None:
    """Plugged into a running Windows without a blocker: in use, indexed."""
    volume.mark(dirty=True)
    if any(entry.name == "System Volume Information" for entry in volume.entries()):
        return
    times = Times(at, at, at)
    hidden = HIDDEN | SYSTEM
    folder = volume.add_folder(volume.root, "System Volume Information", times, hidden)
    marks = stream(seed, f"{label}/guid", 24)
    _add(volume, folder, "WPSettings.dat", b"\x0c\0\0\0" + marks[16:], at)
    digits = marks[:16].hex().upper()
    parts = (digits[:8], digits[8:12], f"4{digits[13:16]}", f"8{digits[17:20]}", digits[20:])
    guid = "{" + "-".join(parts) + "}"
    _add(volume, folder, "IndexerVolumeGuid", guid.encode("utf-16-le"), at)


def _browse(volume: Volume, at: int, _seed: int, _label: str) -> None:
    """Files opened: the access date of each becomes the day of ``at``."""
    for _, entry in volume.walk():
        if not entry.deleted:
            volume.touch(entry, at)
    _log(volume, "recent", b"browse", at, only_if_kept=True)


def _wipe(volume: Volume, _at: int, _seed: int, _label: str) -> None:
    """A remote wipe: all content, all free space and the directory zeroed; the label stays."""
    volume.empty()


def _live(volume: Volume, _at: int, seed: int, label: str) -> None:
    """A live tool runs on the machine: its files came and went over free clusters."""
    pool = [cluster for cluster in volume.free() if cluster not in volume.avoid]
    count = min(len(pool), max(1, len(pool) * _LIVE_PERCENT // 100))
    dice = Dice(seed, f"{label}/live")
    size = volume.geometry.cluster_bytes
    for index in range(count):
        cluster = pool.pop(dice.below(len(pool)))
        data = binary(seed, f"{label}/live/{index}", size)
        volume.view.write(volume.geometry.offset(cluster), data)


def _shutdown(volume: Volume, at: int, _seed: int, _label: str) -> None:
    """An orderly shutdown: the volume is marked clean, the device logs it."""
    volume.mark(dirty=False)
    _log(volume, "events", b"shutdown", at)


def _logs(name: str, word: bytes) -> Callable[[Volume, int, int, str], None]:
    def append(volume: Volume, at: int, _seed: int, _label: str) -> None:
        _log(volume, name, word, at)

    return append


def _log(volume: Volume, name: str, word: bytes, at: int, *, only_if_kept: bool = False) -> None:
    """Append a line to ``.device/<name>.log``."""
    path = f".device/{name}.log"
    live = {where: entry for where, entry in volume.walk() if not entry.deleted}
    folder = live.get(".device")
    if folder is None and only_if_kept:
        return
    line = journal.stamp(at) + b" " + word + b"\n"
    if path in live:
        volume.replace(live[path], volume.content(live[path]) + line, at)
        return
    times = Times(at, at, at)
    inside = folder.cluster if folder else volume.add_folder(0, ".device", times, HIDDEN)
    _add(volume, inside, f"{name}.log", line, at, 0)


def _add(
    volume: Volume, folder: int, name: str, data: bytes, at: int, marks: int = HIDDEN | SYSTEM
) -> None:
    volume.add_file(folder, name, data, Times(at, at, at), marks | ARCHIVE)


EFFECTS: dict[str, Callable[[Volume, int, int, str], None]] = {
    "boot": _boot,
    "browse": _browse,
    "wipe": _wipe,
    "code": _logs("attempts", b"code"),
    "setting": _logs("settings", b"setting"),
    "sync": _logs("inbox", b"message"),
    "live": _live,
    "shutdown": _shutdown,
    "charge": _logs("events", b"charge"),
}
"""The effects by name; ``apply`` takes no other word."""
