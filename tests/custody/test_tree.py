from __future__ import annotations

import json
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.custody import checkpoint, note, tree
from simulator.custody.digest import leaf_hash, node_hash, sha256
from tests.custody import vector

LEAVES = [leaf_hash(bytes([n])) for n in range(40)]


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1 word for word."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return node_hash(naive_root(leaves[:cut]), naive_root(leaves[cut:]))


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_root_is_the_definition(leaves: list[bytes]) -> None:
    assert tree.root(leaves) == naive_root(leaves)


@given(st.integers(1, 40), st.data())
def test_proofs_prove_and_prove_nothing_else(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    leaves = LEAVES[:size]
    root = tree.root(leaves)

    path = tree.inclusion_proof(leaves, index)
    assert tree.includes(leaves[index], index, size, path, root)
    assert not tree.includes(leaf_hash(b"other"), index, size, path, root)
    assert not tree.includes(leaves[index], index, size, [*path, root], root)
    wrong = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else -1
    assert not tree.includes(leaves[index], wrong, size, path, root)

    steps = tree.consistency_proof(leaves, old)
    old_root = tree.root(leaves[:old])
    assert tree.extends(old, size, steps, old_root, root)
    assert not tree.extends(old, size, steps, sha256(b"x"), root)
    assert not tree.extends(old, size, [*steps, root], old_root, root)
    rewritten = tree.root([leaf_hash(b"new"), *leaves[1:]])
    if old < size:
        assert not tree.extends(old, size, steps, old_root, rewritten)


def test_a_copied_range_grows_by_itself() -> None:
    first = tree.CompactRange(LEAVES[:5])
    second = first.copy()
    second.append(LEAVES[5])
    assert (first.root(), first.size) == (naive_root(LEAVES[:5]), 5)
    assert (second.root(), second.size) == (naive_root(LEAVES[:6]), 6)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(ValueError):
        tree.inclusion_proof(LEAVES[:3], index)
    with pytest.raises(ValueError):
        tree.consistency_proof(LEAVES[:3], index + (index == -1) + (index == 3))


def _proof(case: dict[str, object]) -> list[bytes]:
    steps = case["proof"] or []
    assert isinstance(steps, list)
    return [b64decode(step) for step in steps]


def test_published_inclusion_proofs() -> None:
    paths = sorted((vector.folder("rfc6962-merkle") / "testdata" / "inclusion").rglob("*.json"))
    refused = 0
    for path in paths:
        case = json.loads(path.read_text())
        leaf, root = b64decode(case["leafHash"]), b64decode(case["root"])
        good = tree.includes(leaf, case["leafIdx"], case["treeSize"], _proof(case), root)
        assert good is not case["wantErr"], path
        refused += not good
    assert (len(paths), refused) == (98, 92)


def test_published_consistency_proofs() -> None:
    paths = sorted((vector.folder("rfc6962-merkle") / "testdata" / "consistency").rglob("*.json"))
    refused = 0
    for path in paths:
        case = json.loads(path.read_text())
        old, new = b64decode(case["root1"] or ""), b64decode(case["root2"] or "")
        good = tree.extends(case["size1"], case["size2"], _proof(case), old, new)
        assert good is not case["wantErr"], path
        refused += not good
    assert (len(paths), refused) == (98, 92)


def test_published_signed_logs() -> None:
    folder = vector.folder("tlog-tiles-tessera")
    key_line = (folder / "SOURCE").read_text().rpartition("Public key: ")[2]
    vkey = note.parse_vkey(key_line.split()[0])
    log = folder / "testdata" / "log"
    cases = 0
    for size in range(16):
        data = (log / f"checkpoint.{size}").read_bytes()
        note.open_note(data, vkey)
        head = checkpoint.parse(data)
        hashes = []
        if size:
            tile = (log / "tile" / "0" / "000.p" / str(size)).read_bytes()
            hashes = [tile[n : n + 32] for n in range(0, len(tile), 32)]
            bundle = (log / "tile" / "entries" / "000.p" / str(size)).read_bytes()
            assert [leaf_hash(entry) for entry in _entries(bundle)] == hashes
        assert (head.origin, head.size, head.root) == (vkey.name, size, tree.root(hashes))
        cases += 1
    assert cases == 16


def _entries(bundle: bytes) -> list[bytes]:
    found = []
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        found.append(bundle[2:end])
        bundle = bundle[end:]
    return found
