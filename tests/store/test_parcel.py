from __future__ import annotations

from pathlib import Path

import pytest

from simulator.custody import head, key
from simulator.custody.bundle import Bundle
from simulator.custody.entry import entry_hash
from simulator.custody.note import Signer
from simulator.custody.verify import verify
from simulator.errors import StoreError
from simulator.store.parcel import SCENARIO, parcel
from simulator.store.row import EntryRow
from simulator.store.store import open_store
from tests.store.rows import an_attempt


def opening(recorder: Signer, origin: str) -> dict[str, object]:
    text = str(recorder.vkey)
    return {
        "scenario": {"id": "x", "version": "1", "plan": ""},
        "seed": 1,
        "engine": 1,
        "ordinal": 1,
        "level": "guided",
        "pack": "",
        "starts": 0,
        "roster": [
            {
                "id": recorder.name,
                "vkey": text,
                "part": "recorder",
                "played_by": "program",
                "possession": key.possession(recorder.private, origin, text),
            }
        ],
    }


def test_a_parcel_is_a_whole_bundle_and_tells_the_truth_only_when_closed(tmp_path: Path) -> None:
    recorder = Signer("recorder", key.generate())
    folder = tmp_path / "attempt"
    (folder / SCENARIO / "texts").mkdir(parents=True)
    (folder / SCENARIO / "texts" / "en.md").write_bytes(b"words")
    row = an_attempt("a1")
    with open_store(tmp_path / "s.db") as store:
        store.begin_attempt(row)
        with pytest.raises(StoreError, match="attempt-empty"):
            parcel(store, store.attempt("a1"), folder, recorder)

        end = head.start("x/y")
        first = end.compose("opened", 0, recorder, opening(recorder, "x/y"))
        end = end.after(first)
        second = end.compose("act", 1, recorder, {"line": "end", "seen": [], "truth": ""})
        for seq, (type, data) in enumerate((("opened", first), ("act", second))):
            digest = entry_hash(data).hex()
            line = EntryRow(seq, type, seq, "recorder", data, digest, 1000 + seq)
            store.append("a1", seq, [line], [(seq, b"leaf")] if seq else [])
        found = parcel(store, store.attempt("a1"), folder, recorder)
        store.set_status("a1", "closed")
        closed = parcel(store, store.attempt("a1"), folder, recorder)

    assert verify(Bundle(found)).verdict == "intact-unanchored"
    assert found["scenario/texts/en.md"] == b"words"
    assert found["times.json"] == b'{"0":1000,"1":1001}'
    assert list(Bundle(found).keys) == ["recorder"]
    assert Bundle(found).truth == {}
    assert Bundle(closed).truth == {1: b"leaf"}
