"""Is the file whole? Every check, every finding, in a fixed order; nothing is written.

Steps: 1 each entry by itself (``chain``), 2 what was done to them (``reading``), 3 the
roster, 4 clock and signers, 5 heads: the bundle's own, receipts, anchors, 6 truth leaves,
7 keys folder and manifest. The caller brings the anchors and says who kept them; whether
the replay agrees and whether the lines are true are other questions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from simulator.custody import chain, custodian, manifest, note, reading, truth, witness
from simulator.custody.anchor import Anchor
from simulator.custody.body import PROTOCOL
from simulator.custody.bundle import Bundle
from simulator.custody.chain import Signed, Walk
from simulator.custody.entry import MOST_ENTRIES
from simulator.custody.finding import Finding, finding, runs
from simulator.custody.limit import limits
from simulator.custody.reading import Reading
from simulator.custody.witness import Fit, Source, Witness
from simulator.errors import BundleError
from simulator.terms.phrase import Phrase


class Verification(Struct, frozen=True):
    """The answer. ``anchored_to`` is the last entry that somebody else vouches for."""

    verdict: str
    """``intact-anchored | intact-unanchored | altered``"""
    entries: int
    anchored_to: int | None
    findings: tuple[Finding, ...]
    custody: tuple[custodian.Defect, ...]
    witnesses: tuple[Witness, ...]
    limits: tuple[Phrase, ...]
    """What this file cannot show, said every time."""

    @property
    def exit_code(self) -> int:
        """0 intact and anchored, 1 altered, 3 intact but not anchored to the end."""
        return {"intact-anchored": 0, "altered": 1}.get(self.verdict, 3)

    def as_json(self, word: Callable[[Phrase], str]) -> dict[str, object]:
        """The answer for ``log verify --json``; ``word`` makes a sentence of a phrase."""
        return {
            "verdict": self.verdict,
            "entries": self.entries,
            "anchored_to": self.anchored_to,
            "findings": [
                {
                    "code": found.code,
                    "entries": list(found.entries),
                    "person": found.person or None,
                    "says": word(found.says),
                    "proves": word(found.proves),
                    "cannot_prove": word(found.cannot_prove),
                }
                for found in self.findings
            ],
            "custody": [defect.as_json(word) for defect in self.custody],
            "cannot_show": [word(limit) for limit in self.limits],
        }


def verify(bundle: Bundle, anchors: Sequence[Anchor] = ()) -> Verification:
    """Check everything that the bundle and the ``anchors`` allow.

    Raises ``BundleError`` only for an anchor that cannot be used: ``anchor-of-another-log``,
    ``anchor-unsigned``. Whatever is wrong in the bundle is a finding.
    """
    findings: list[Finding] = []
    folder_keys = _folder_keys(bundle, findings)
    walk = chain.walk(bundle.entries, folder_keys)
    own = witness.parse(bundle.checkpoint)
    read = reading.read(walk.slots, _known_size(bundle, walk, anchors))
    findings += read.findings
    findings += walk.roster.findings
    findings += _clock(read)
    findings += _signers(read, walk)
    witnesses: list[Witness] = []
    if own is None:
        findings.append(finding("checkpoint-unreadable"))
    elif own.origin != walk.log or not witness.is_by_log(own, walk.roster):
        findings.append(finding("checkpoint-unsigned"))
    else:
        kept = Anchor(own.size, own)
        witnesses.append(Witness(Source.BUNDLE, "checkpoint", own.size, witness.fit(read, kept)))
    witnesses += witness.receipts(bundle, walk, read, findings)
    witnesses += witness.checkpoint_entries(read)
    witnesses += witness.anchors(anchors, walk, read, findings)
    findings += witness.findings(witnesses, read)
    findings += truth.findings(bundle.truth, read.spine, read.total)
    findings += _keys(walk, folder_keys)
    findings += manifest.findings(bundle.files)
    return _verdict(findings, witnesses, read, walk)


def _verdict(
    findings: list[Finding], witnesses: list[Witness], read: Reading, walk: Walk
) -> Verification:
    vouching = [
        seen
        for seen in witnesses
        if seen.fit in (Fit.FILE, Fit.OLD_TEXT)
        and (seen.source is Source.ANCHOR or (seen.source is Source.RECEIPT and seen.is_other))
    ]
    sizes = [seen.size for seen in vouching if seen.size]
    given = [s.size for s in vouching if s.source is Source.ANCHOR and s.fit is Fit.FILE]
    if findings:
        verdict = "altered"
    elif read.total in given:
        verdict = "intact-anchored"
    else:
        verdict = "intact-unanchored"
    anchored_to = max(sizes) - 1 if sizes else None
    entries = [slot.entry for slot in read.spine if slot.entry is not None]
    return Verification(
        verdict,
        len(walk.slots),
        anchored_to,
        tuple(sorted(set(findings), key=_order)),
        custodian.judge(entries).defects,
        tuple(witnesses),
        limits(anchored_to, read, walk),
    )


def _order(found: Finding) -> tuple[object, ...]:
    # Findings that name entries first, in the order of the log.
    return (not found.entries, found.entries, found.code, found.person, found.says)


def _folder_keys(bundle: Bundle, findings: list[Finding]) -> list[note.VerifierKey]:
    keys = []
    for person, data in bundle.keys.items():
        try:
            vkey = note.parse_vkey(data.decode().removesuffix("\n"))
        except (BundleError, UnicodeDecodeError):
            findings.append(finding("keys-disagree", person=person))
            continue
        if vkey.name != person:
            findings.append(finding("keys-disagree", person=person))
            continue
        keys.append(vkey)
    return keys


def _keys(walk: Walk, folder_keys: Sequence[note.VerifierKey]) -> list[Finding]:
    if walk.roster.is_doubtful:
        return []
    found = []
    held = {vkey.name: vkey for vkey in folder_keys}
    for person in sorted({*held, *walk.roster.persons}):
        member = walk.roster.persons.get(person)
        known = [held_key.vkey for held_key in member.keys] if member else []
        if person not in held or held[person] not in known:
            found.append(finding("keys-disagree", person=person))
    return found


def _known_size(bundle: Bundle, walk: Walk, anchors: Sequence[Anchor]) -> int:
    sizes = [0]
    for data in (bundle.checkpoint, *bundle.folder("receipts").values()):
        head = witness.parse(data)
        if head is None or head.origin != walk.log:
            continue
        if witness.is_by_log(head, walk.roster) or witness.signers(head, walk.roster):
            sizes.append(head.size)
    for kept in anchors:
        if kept.head is None or kept.head.origin == walk.log:
            sizes.append(kept.size)
    return min(max(sizes), MOST_ENTRIES)


def _clock(read: Reading) -> list[Finding]:
    latest = None
    early = []
    for slot in read.spine:
        assert slot.entry is not None
        if latest is not None and slot.entry.at < latest:
            early.append(slot.entry.seq)
        else:
            latest = slot.entry.at
    return [finding("clock-backwards", run) for run in runs(early)]


def _signers(read: Reading, walk: Walk) -> list[Finding]:
    found = []
    for slot in read.spine:
        entry = slot.entry
        assert entry is not None
        person = walk.roster.persons.get(entry.by)
        if slot.signed is Signed.OUT_OF_RANGE:
            found.append(finding("key-not-valid", [entry.seq], entry.by))
        if person is None or not person.part:
            continue
        is_recorder = person.part == "recorder"
        if (entry.type == "act" and not is_recorder) or (entry.type in PROTOCOL and is_recorder):
            found.append(finding("wrong-signer", [entry.seq], entry.by))
    return found
