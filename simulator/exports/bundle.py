"""The zip file of a bundle: the same files give the same bytes, on every machine.

Nothing is compressed, because two builds of zlib need not agree; dates, rights and the
order of the files are fixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from simulator.evidence.landing import landing

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""
_UNIX = 3
_RIGHTS = 0o100644 << 16


def bundle_bytes(files: Mapping[str, bytes]) -> bytes:
    """The zip of ``files``, path by path in sorted order."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            info = ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = _RIGHTS
            archive.writestr(info, data)
    return packed.getvalue()


def write_bundle(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the zip of ``files`` to ``path``: wholly there and on disk, or not there at all.

    Raises ``HostError``: ``disk-full``, ``file-unwritable``.
    """
    with landing(path) as file:
        file.write(bundle_bytes(files))
