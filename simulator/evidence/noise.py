"""Harmless generated files that lie around the declared ones, and remnants of older use."""

from __future__ import annotations

from collections.abc import Container

from simulator.evidence.keystream import Dice, stream
from simulator.scenario.content import FileRecipe

_DAY = 86400
_DEFAULT_START = 1_735_689_600
"""2025-01-01, when the recipe declares no time at all."""
_FOLDERS = (
    ("DCIM/100MEDIA", "IMG_{0:04d}.JPG"),
    ("Download", "download ({0}).bin"),
    ("Ҳуҷҷатҳо", "рӯйхат {0}.txt"),
    ("Документы", "Заметка {0}.txt"),
)
_WORDS = (
    "нон хлеб шир молоко чой чай об вода себ яблоко китоб книга дафтар тетрадь "
    "мактаб школа боғ сад дарахт дерево гул цветок офтоб солнце борон дождь барф снег "
    "роҳ дорога кӯча улица хона дом дар дверь тиреза окно миз стол курсӣ стул "
    "соат часы рӯз день ҳафта неделя моҳ месяц сол год баҳор весна тобистон лето"
).split()
_LETTERLESS = bytes(
    byte | 0x80 if chr(byte).isascii() and chr(byte).isalnum() else byte for byte in range(256)
)
"""Binary noise holds no Latin letters or digits, so a short search word cannot hit by chance."""


def text(seed: int, label: str, size: int) -> bytes:
    """About ``size`` bytes of everyday words, one to six a line, UTF-8."""
    dice = Dice(seed, label)
    lines = bytearray()
    while len(lines) < size:
        line = " ".join(_WORDS[dice.below(len(_WORDS))] for _ in range(1 + dice.below(6)))
        lines += line.encode() + b"\r\n"
    return bytes(lines)


def binary(seed: int, label: str, size: int) -> bytes:
    """Exactly ``size`` bytes that look compressed, framed like a JPEG when they can be."""
    data = stream(seed, label, size).translate(_LETTERLESS)
    if size < 64:
        return data
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00"
    return head + data[len(head) : size - 2] + b"\xff\xd9"


def files(
    seed: int, label: str, count: int, span: tuple[int, int], taken: Container[str]
) -> list[FileRecipe]:
    """``count`` small files with times inside ``span``; paths in ``taken`` are passed over."""
    dice = Dice(seed, f"{label}/files")
    earliest, latest = span if span[1] else (_DEFAULT_START, _DEFAULT_START + 30 * _DAY)
    made: list[FileRecipe] = []
    number = 1 + dice.below(40)
    while len(made) < count:
        folder, name = _FOLDERS[dice.below(len(_FOLDERS))]
        number += 1 + dice.below(3)
        path = f"{folder}/{name.format(number)}"
        size = 200 + dice.below(3000) if name.endswith(".txt") else 900 + dice.below(9000)
        created = earliest + dice.below(latest - earliest + 1)
        accessed = created + dice.below(latest - created + 1)
        if path.casefold() in taken:
            continue
        write = text if name.endswith(".txt") else binary
        data = write(seed, f"{label}/{path}", size)
        made.append(FileRecipe(path, data, created, created, accessed))
    return made


def remnant(seed: int, label: str, size: int, cluster_bytes: int) -> bytes:
    """What an earlier life of the medium left: used clusters, every fourth one never written."""
    data = bytearray(binary(seed, f"{label}/remnant", size))
    dice = Dice(seed, f"{label}/gaps")
    for start in range(0, size, cluster_bytes):
        if dice.below(4) == 0:
            data[start : start + cluster_bytes] = bytes(len(data[start : start + cluster_bytes]))
    return bytes(data)
