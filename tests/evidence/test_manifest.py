from __future__ import annotations

from simulator.evidence.manifest import planted
from tests.evidence.conftest import laptop, stick


def test_the_key_of_the_stick() -> None:
    rows = {one.fact: one for one in planted(stick())}

    assert {fact: one.tools for fact, one in rows.items()} == {
        "F-1": ("list", "search"),
        "F-2": ("recover", "search"),
        "F-3": ("recover",),
        "F-4": (),
        "F-5": ("list", "search"),
    }
    assert rows["F-3"].path == "Ҳуҷҷат/_MG_0003.JPG"
    assert rows["F-2"].path == "Ҳуҷҷат/дохил/ҲИСОБ тафтиш.txt"
    assert not rows["F-4"].recoverable
    assert not any(one.encrypted for one in rows.values())


def test_the_key_of_an_encrypted_volume_says_so() -> None:
    assert {(one.partition, one.encrypted) for one in planted(laptop())} == {(2, True)}
