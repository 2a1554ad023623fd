"""The Merkle tree of RFC 6962 section 2.1 over entry hashes: roots, proofs, their checks [V].

Proof checks follow RFC 9162 sections 2.1.3.2 and 2.1.4.2 [V]. A consistency proof from the
empty tree proves nothing and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simulator.custody.digest import DIGEST_BYTES, node_hash, sha256

EMPTY_ROOT = sha256(b"")


class CompactRange:
    """The root of a growing tree in O(log n) memory: one digest per complete subtree."""

    __slots__ = ("_peaks", "size")

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next entry."""
        index = self.size
        self.size = index + 1
        peaks = self._peaks
        while index & 1:
            leaf = node_hash(peaks.pop(), leaf)
            index >>= 1
        peaks.append(leaf)

    def copy(self) -> CompactRange:
        """An independent range of the same leaves."""
        twin = CompactRange()
        twin.size = self.size
        twin._peaks = list(self._peaks)
        return twin

    def root(self) -> bytes:
        """The root over everything appended so far."""
        if not self._peaks:
            return EMPTY_ROOT
        digest = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            digest = node_hash(peak, digest)
        return digest


class PrefixRoots:
    """Roots over the first so many of ``leaves``; cheap when asked in rising order."""

    def __init__(self, leaves: Mapping[int, bytes]) -> None:
        self._leaves = leaves
        self._grown = CompactRange()

    def root(self, size: int) -> bytes | None:
        """The root over leaves 0 to ``size`` - 1; ``None`` when one of them is missing."""
        if size < self._grown.size:
            self._grown = CompactRange()
        while self._grown.size < size:
            leaf = self._leaves.get(self._grown.size)
            if leaf is None:
                return None
            self._grown.append(leaf)
        return self._grown.root()


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over ``leaves`` (entry hashes)."""
    return CompactRange(leaves).root()


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The digests that lead from leaf ``index`` to the root of ``leaves``.

    Raises ``ValueError`` when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(index)
    if len(leaves) == 1:
        return []
    cut = _split(len(leaves))
    if index < cut:
        return [*inclusion_proof(leaves[:cut], index), root(leaves[cut:])]
    return [*inclusion_proof(leaves[cut:], index - cut), root(leaves[:cut])]


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The digests showing that the first ``old_size`` leaves are still the same.

    Raises ``ValueError`` for an ``old_size`` of zero or beyond the tree.
    """
    if not 0 < old_size <= len(leaves):
        raise ValueError(old_size)
    return _subproof(leaves, old_size, whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [root(leaves)]
    cut = _split(len(leaves))
    if old_size <= cut:
        return [*_subproof(leaves[:cut], old_size, whole=whole), root(leaves[cut:])]
    return [*_subproof(leaves[cut:], old_size - cut, whole=False), root(leaves[:cut])]


def includes(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes
) -> bool:
    """Whether ``proof`` shows that ``leaf`` is number ``index`` of the tree of ``size``."""
    if not 0 <= index < size or not _are_digests([leaf, expected_root, *proof]):
        return False
    node, last, digest = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            digest = node_hash(step, digest)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            digest = node_hash(digest, step)
        node >>= 1
        last >>= 1
    return last == 0 and digest == expected_root


def extends(
    old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether ``proof`` shows that the tree of ``size`` begins with the tree of ``old_size``."""
    if old_size == size > 0:
        return not proof and old_root == new_root
    if not 0 < old_size < size or not _are_digests([old_root, new_root, *proof]):
        return False
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node >>= 1
        last >>= 1
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            older = node_hash(step, older)
            newer = node_hash(step, newer)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            newer = node_hash(newer, step)
        node >>= 1
        last >>= 1
    return last == 0 and older == old_root and newer == new_root


def _are_digests(values: Iterable[bytes]) -> bool:
    return all(len(value) == DIGEST_BYTES for value in values)
