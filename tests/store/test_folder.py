from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import StoreError
from simulator.store.folder import is_unc, mounted_kind, prepare_folder

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/class rw shared:1 - cifs //server/class rw
31 30 0:41 / /mnt/class/local rw - ext4 /dev/vdb rw
32 22 0:42 / /mnt/my\\040share rw - nfs4 host:/x rw
nonsense
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/store.db", "ext4"),
        ("/mnt/class/store.db", "cifs"),
        ("/mnt/class/local/store.db", "ext4"),
        ("/mnt/classroom/store.db", "ext4"),
        ("/mnt/my share/store.db", "nfs4"),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str) -> None:
    assert mounted_kind(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("text", ["//server/share/store.db", r"\\server\share\store.db"])
def test_a_path_to_another_computer_is_seen(text: str) -> None:
    assert is_unc(text)
    assert not is_unc("/home/store.db")


def test_another_computer_is_refused() -> None:
    with pytest.raises(StoreError) as caught:
        prepare_folder(Path("//server/share/store.db"))

    assert caught.value.code == "store-remote"
