"""``manifest.json``: the SHA-256 of every other file of a bundle, as canonical JSON.

It names a damaged file quickly; whoever changes a file can also change the manifest, so
it is a help against accidents, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.custody import canonical
from simulator.custody.digest import sha256_hex
from simulator.custody.finding import Finding, finding
from simulator.errors import BundleError

NAME = "manifest.json"
_ENTRY = re.compile(r"\Aentries/(\d{6,9})\.note\Z", re.ASCII)


def encode(files: Mapping[str, bytes]) -> bytes:
    """The manifest of ``files``; a manifest among them is left out.

    File names need not be ASCII, so they are values and not field names.
    """
    listing = [
        {"path": path, "sha256": sha256_hex(data)}
        for path, data in sorted(files.items())
        if path != NAME
    ]
    return canonical.encode({"files": listing, "v": 1}) + b"\n"


def read(data: bytes) -> dict[str, str]:
    """Digest by path. Raises ``BundleError`` ``manifest-unreadable``."""
    try:
        fields = canonical.decode(data.removesuffix(b"\n"))
    except BundleError:
        raise BundleError("manifest-unreadable") from None
    listing = fields.get("files") if isinstance(fields, dict) else None
    if not isinstance(listing, list):
        raise BundleError("manifest-unreadable")
    digests: dict[str, str] = {}
    for row in listing:
        if not isinstance(row, dict) or sorted(row) != ["path", "sha256"]:
            raise BundleError("manifest-unreadable")
        path, digest = row["path"], row["sha256"]
        if not (isinstance(path, str) and isinstance(digest, str)) or path in digests:
            raise BundleError("manifest-unreadable")
        digests[path] = digest
    return digests


def findings(files: Mapping[str, bytes]) -> list[Finding]:
    """Where the manifest among ``files`` and the files differ."""
    try:
        digests = read(files[NAME])
    except BundleError:
        return [finding("manifest-unreadable")]
    found = []
    for path in sorted({*digests, *files} - {NAME}):
        entries = [int(match[1])] if (match := _ENTRY.match(path)) else []
        if path not in files:
            found.append(finding("manifest-missing", entries, file=path))
        elif path not in digests:
            found.append(finding("manifest-extra", entries, file=path))
        elif digests[path] != sha256_hex(files[path]):
            found.append(finding("manifest-mismatch", entries, file=path))
    return found
