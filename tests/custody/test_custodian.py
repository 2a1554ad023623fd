from __future__ import annotations

import pytest

from simulator.custody import custodian, entry
from simulator.custody.custodian import Custody
from tests.custody.sample import SECOND, STORE, TRAINEE, Writer, honest

MINUTE = 60


def start() -> Writer:
    """An exhibit taken and sealed by the trainee: entries 1 and 2."""
    writer = Writer().open()
    writer.record(1, state="lit")
    writer.record(2, form="pack", seal="0417")
    return writer


def judge(writer: Writer) -> Custody:
    return custodian.judge(entry.read(data) for data in writer.entries)


def defects(writer: Writer) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(d.code, d.error, d.entries) for d in judge(writer).defects]


def test_an_honest_way_has_no_defects_and_is_told() -> None:
    found = custodian.judge(entry.read(data) for data in honest().entries)
    assert found.defects == ()
    ways = [(h.person, h.entry) for h in found.holdings["EX-001"]]
    assert ways == [("trainee-07", 2), ("store-1", 9)]
    first, second = found.holdings["EX-001"]
    assert first.since < first.until < second.since
    assert second.until == -1


@pytest.mark.parametrize(("minutes", "is_gap"), [(1, False), (15, False), (16, True), (40, True)])
def test_a_gap_of_more_than_fifteen_minutes(minutes: int, is_gap: bool) -> None:
    writer = start()
    writer.receive(writer.release(), after=minutes * MINUTE)
    assert defects(writer) == ([("gap", "E62", (3, 4))] if is_gap else [])
    if is_gap:
        assert judge(writer).defects[0].says.named()["minutes"] == minutes


def test_released_and_never_received() -> None:
    writer = start()
    writer.release()
    assert defects(writer) == [("never-received", "E62", (3,))]


def test_received_without_release() -> None:
    writer = start()
    writer.receive(b"nothing")
    assert defects(writer) == [
        ("received-without-release", "E62", (3,)),
        ("two-holders", "E62", (3,)),
    ]


def test_released_by_somebody_who_does_not_hold_it() -> None:
    writer = start()
    writer.receive(writer.release(SECOND))
    assert defects(writer) == [("released-by-other", "E62", (3,))]


def test_received_by_another_than_named() -> None:
    writer = start()
    writer.receive(writer.release(to="somebody"))
    assert defects(writer) == [("received-by-other", "E62", (3, 4))]


def test_one_release_received_twice() -> None:
    writer = start()
    released = writer.release()
    writer.receive(released)
    writer.receive(released, by=SECOND)
    assert defects(writer) == [("two-holders", "E62", (3, 5))]


def test_released_twice_before_it_arrived() -> None:
    writer = start()
    writer.release(to=SECOND.name)
    writer.receive(writer.release())
    assert defects(writer) == [("released-twice", "E62", (3, 4))]


def test_a_refusal_leaves_it_where_it_was() -> None:
    writer = start()
    released = writer.release()
    body = {
        "exhibit": "EX-001",
        "release": entry.entry_hash(released).hex(),
        "reason": "torn",
        "seal": "0417",
    }
    writer.add("refuse", STORE, body)
    assert defects(writer) == []
    writer.receive(writer.release())
    assert defects(writer) == []
    writer.add("refuse", STORE, body)
    assert defects(writer) == [("refused-without-release", "E62", (7,))]


def test_seal_changed_without_a_line() -> None:
    writer = start()
    writer.receive(writer.release(), seal="0471")
    assert defects(writer) == [("seal-changed", "E60", (3, 4))]
    says = judge(writer).defects[0].says.named()
    assert (says["before"], says["after"]) == ("0417", "0471")


def test_seal_changed_with_a_line_is_in_order() -> None:
    writer = start()
    writer.record(3, form="reseal", seal="0500")
    writer.receive(writer.release(seal="0500"), seal="0500")
    assert defects(writer) == []


def test_a_correction_of_the_seal_is_a_line() -> None:
    writer = start()
    fields = {"seal": "0471"}
    fix = {"line": 3, "corrects": 2, "about": "EX-001", "form": "pack", "fields": fields}
    writer.add("correction", TRAINEE, {**fix, "reason": "slip of the pen"})
    writer.receive(writer.release(seal="0471"), seal="0471")
    assert defects(writer) == []


def test_seal_missing_unchecked_or_broken() -> None:
    writer = start()
    writer.receive(writer.release(seal=""), seal="", seal_intact=False)
    assert defects(writer) == [
        ("released-unsealed", "E60", (3,)),
        ("seal-not-checked", "E64", (4,)),
    ]
    writer = start()
    writer.receive(writer.release(), seal_intact=False)
    assert defects(writer) == [("seal-broken", "E60", (4,))]


def test_sealed_anew_by_somebody_who_does_not_hold_it() -> None:
    writer = start()
    writer.record(3, by=SECOND, form="reseal", seal="0999")
    assert defects(writer) == [("handled-by-other", "E62", (3,))]


def test_digests_at_both_ends() -> None:
    one, two = "ab" * 32, "cd" * 32
    for at_receipt, expected in (
        (one, []),
        ("", ["digest-not-retaken"]),
        (two, ["digest-differs"]),
    ):
        writer = start()
        writer.receive(writer.release(sha256=one), sha256=at_receipt)
        assert [code for code, _, _ in defects(writer)] == expected


def test_handled_after_disposal() -> None:
    writer = start()
    writer.receive(writer.release(to=SECOND.name, purpose="return"), by=SECOND)
    writer.record(3, by=SECOND)
    writer.release(SECOND)
    assert [row for row in defects(writer) if row[0] == "after-disposal"] == [
        ("after-disposal", "E62", (4, 5)),
        ("after-disposal", "E62", (4, 6)),
    ]


def test_released_without_any_line_of_its_origin() -> None:
    writer = Writer().open()
    writer.receive(writer.release())
    assert defects(writer) == [("no-intake", "E62", (1,))]


def test_lines_about_other_things_are_no_custody() -> None:
    writer = Writer().open()
    writer.record(1, about="kitchen", seal="1")
    writer.act("take 2")
    assert judge(writer) == Custody((), {})


def test_exhibits_do_not_disturb_each_other() -> None:
    writer = start()
    writer.record(3, by=SECOND, about="EX-002", seal="9")
    released = writer.release()
    other = writer.release(SECOND, exhibit="EX-002", seal="9")
    writer.receive(other, exhibit="EX-002", seal="9")
    writer.receive(released)
    assert defects(writer) == []
    assert list(judge(writer).holdings) == ["EX-001", "EX-002"]
