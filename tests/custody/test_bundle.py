from __future__ import annotations

import io
import stat
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.custody import bundle
from simulator.errors import BundleError
from tests.custody.sample import SECOND, honest

FILES = honest().with_receipt(8, SECOND).files()


def zipped(files: dict[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    target = io.BytesIO()
    rows = list(files.items()) if isinstance(files, dict) else files
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in rows:
            archive.writestr(name, data)
    return target.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(BundleError) as problem:
        bundle.read_zip(data)
    return problem.value.code


def test_a_zip_and_a_folder_hold_the_same_bundle(tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    packed.write_bytes(zipped(FILES))
    folder = tmp_path / "folder"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "entries" / ".DS_Store").write_bytes(b"left by a desktop")
    assert bundle.read(packed).files == bundle.read(folder).files == FILES


def test_the_layout_is_the_promised_one() -> None:
    found = bundle.Bundle(FILES)
    assert [number for number, _ in found.entries] == list(range(12))
    assert sorted(found.truth) == [1, 3, 7]
    assert sorted(found.keys) == [
        "instructor-1",
        "recorder-1",
        "store-1",
        "trainee-07",
        "trainee-08",
    ]
    assert list(found.folder("receipts")) == ["000008-trainee-08.note"]
    assert list(found.folder("scenario")) == ["scenario.yaml"]
    assert found.times == b"{}\n"
    assert {"entries/000000.note", "checkpoint", "manifest.json", "times.json"} < FILES.keys()


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/etc/passwd",
        "a\\b",
        "..\\evil",
        "C:/evil",
        "c:evil",
        "//server/share",
        "a//b",
        "./a",
        "a/.",
        "a\x07b",
        "checkpoint",
        "CHECKPOINT",
        "checkpoint/",
    ],
)
def test_dangerous_and_repeated_paths_are_refused(name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    with pytest.warns(UserWarning, match="Duplicate") if name in FILES else nullcontext():
        data = zipped([*FILES.items(), (info, b"x")])
    assert code_of(data) == "bundle-path"


def test_one_entry_number_under_two_names_is_refused() -> None:
    data = zipped({**FILES, "entries/0000001.note": FILES["entries/000001.note"]})
    assert code_of(data) == "bundle-path"


def test_links_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("entries/link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert code_of(zipped([*FILES.items(), (info, b"/etc/passwd")])) == "bundle-path"
    (tmp_path / "link").symlink_to("/etc")
    with pytest.raises(BundleError, match="bundle-path"):
        bundle.read(tmp_path)


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(zipped({**FILES, "zeros": bytes(8_000_000)})) == "bundle-too-large"
    monkeypatch.setattr(bundle, "MOST_FILES", len(FILES) - 1)
    assert code_of(zipped(FILES)) == "bundle-too-large"
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "MOST_BYTES", sum(map(len, FILES.values())) - 1)
    assert code_of(zipped(FILES)) == "bundle-too-large"
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "MOST_FILE_BYTES", 100)
    monkeypatch.setattr(bundle, "_RATIO_FREE_BYTES", 0)
    assert code_of(zipped(FILES)) == "bundle-too-large"


def test_a_declared_size_that_lies_is_refused() -> None:
    data = bytearray(zipped({**FILES, "zeros": bytes(8_000_000)}))
    real, small = (8_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(real) == 2
    assert code_of(bytes(data.replace(real, small))) in ("bundle-damaged", "bundle-too-large")


def test_a_byte_changed_inside_the_zip_names_its_entry() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    data = bytearray(stored.getvalue())
    entry = FILES["entries/000003.note"]
    data[data.index(entry) + len(entry) // 2] ^= 1

    with pytest.raises(BundleError) as caught:
        bundle.read_zip(bytes(data))

    assert caught.value.code == "bundle-damaged"
    assert caught.value.params == {"file": "entries/000003.note"}


@pytest.mark.parametrize("name", ["manifest.json", "checkpoint"])
def test_a_missing_part_is_named(name: str) -> None:
    files = {path: data for path, data in FILES.items() if path != name}
    with pytest.raises(BundleError) as problem:
        bundle.read_zip(zipped(files))
    assert (problem.value.code, problem.value.params) == ("bundle-missing", {"what": name})


def test_a_bundle_without_entries_is_refused(tmp_path: Path) -> None:
    files = {path: data for path, data in FILES.items() if not path.startswith("entries/")}
    assert code_of(zipped(files)) == "bundle-missing"
    with pytest.raises(BundleError, match="bundle-missing"):
        bundle.read(tmp_path)


def test_what_is_no_bundle_is_said(tmp_path: Path) -> None:
    assert code_of(b"") == "not-a-bundle"
    assert code_of(b"hello") == "not-a-bundle"
    with pytest.raises(BundleError, match="not-a-bundle"):
        bundle.read(tmp_path / "nothing.zip")


def test_a_torn_zip_is_said() -> None:
    data = zipped(FILES)
    for size in range(len(data) // 7, len(data) - 1, len(data) // 7):
        assert code_of(data[:size]) == "bundle-truncated"


def test_a_password_is_refused() -> None:
    data = bytearray(zipped(FILES))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(data)) == "not-a-bundle"


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_zip_is_read_or_refused_never_a_crash(data: st.DataObject) -> None:
    whole = zipped(FILES)
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        # Near the end stand the directories, where most of the trouble lies.
        place = data.draw(
            st.integers(0, len(whole) - 1) | st.integers(len(whole) - 1500, len(whole) - 1)
        )
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        found = bundle.read_zip(bytes(damaged))
    except BundleError:
        return
    assert found.entries
