"""The growing end of a log: what the next entry must say, and the root so far. A value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.custody import entry, tree
from simulator.custody.body import Body
from simulator.custody.note import Signer


@dataclass(frozen=True, slots=True)
class LogHead:
    """``log`` is what the next entry carries, ``prev`` the hash of the last entry."""

    origin: str
    log: str
    size: int
    prev: str
    leaves: tree.CompactRange

    @property
    def root(self) -> bytes:
        """The root over all entries so far."""
        return self.leaves.root()

    def compose(
        self,
        type: str,
        at: int,
        signer: Signer,
        body: Mapping[str, object] | Body,
        witnesses: Sequence[Signer] = (),
    ) -> bytes:
        """The bytes of the next entry; the head itself does not move. Raises ``BundleError``."""
        return entry.compose(
            log=self.log,
            seq=self.size,
            prev=self.prev,
            type=type,
            at=at,
            signer=signer,
            body=body,
            witnesses=witnesses,
        )

    def after(self, data: bytes) -> LogHead:
        """The head once ``data`` is the last entry; ``data`` itself is not checked."""
        leaves = self.leaves.copy()
        digest = entry.entry_hash(data)
        leaves.append(digest)
        log = self.log if self.size else entry.log_id(self.origin, data)
        return LogHead(self.origin, log, self.size + 1, digest.hex(), leaves)


def start(origin: str) -> LogHead:
    """The head of an empty log. ``origin``: no white space, no plus sign."""
    return LogHead(origin, origin, 0, "", tree.CompactRange())


def replay(origin: str, entries: Iterable[bytes]) -> LogHead:
    """The head after ``entries``, which are not checked."""
    head = start(origin)
    for data in entries:
        head = head.after(data)
    return head
