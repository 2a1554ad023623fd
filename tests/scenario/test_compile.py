"""What the compiler makes of a scenario, and when two scenarios are the same exercise."""

from __future__ import annotations

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.diagnostic import Diagnostic
from simulator.scenario.folder import load
from simulator.scenario.plan import Span
from tests.scenario.sample import LIBRARY, made

GOLDEN = {
    "flat-12": "573eb17533e00842324a2683ab09c64bb9b776e132f2f361f73b8c3398e79c1b",
    "ringing-phone": "3bfaac480644855e350323e8c7a4368b67374e8a037472d6ae0d3f1b228719c2",
}
"""Change these only together with the scenario's ``version``: old logs name the old digest."""

FACTS = """\
    contains:
      drives:
        - folder: files/phone
          files:
            a.txt: proves meeting
            b.txt: called Чат/б.txt, deleted, written 2026-03-01 10:00
"""
FILES = {"files/phone/a.txt": b"at nine", "files/phone/b.txt": b"gone"}
QUESTION = """\
questions:
  when:
    asks: When?
    answers:
      - At nine.
      - At ten.
    right: 1
    proved by: meeting
"""


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_the_digest_of_a_bundled_scenario_is_stable(name: str) -> None:
    assert load(LIBRARY / name).plan.digest == GOLDEN[name]


def test_an_author_may_stop_after_the_items() -> None:
    plan = made().plan
    assert [(stage.id, stage.role) for stage in plan.stages] == [("scene", "INV")]
    assert [person.id for person in plan.people] == [
        "nodir", "rustam", "chief", "prosecutor", "store",
    ]  # fmt: skip
    phone = plan.item("phone")
    assert (phone.place, phone.owner, phone.covered) == ("room", "rustam", True)
    assert (phone.power, phone.lock, phone.battery) == ("on", "afu", Span(41, 41))
    assert plan.place("room").search_seconds == 360


def test_sentences_do_not_change_the_digest_and_mechanics_do() -> None:
    plan = made().plan
    said = made("    looks: Black.\n", ("Tea room", "Another title")).plan
    assert said.digest == plan.digest
    assert made(texts={"en": "## title\nThe tea room", "ru": "## title\nЧайхана"}).plan == plan
    assert made("", ("41 %", "42 %")).plan.digest != plan.digest
    assert made("    serial: X1\n").plan.digest != plan.digest


def test_one_byte_of_an_attached_file_changes_the_digest() -> None:
    first = made(FACTS, files=FILES).plan
    second = made(FACTS, files={**FILES, "files/phone/a.txt": b"at nina"}).plan
    assert first.digest != second.digest


def test_files_become_recipes_with_names_dates_and_facts() -> None:
    phone = made(FACTS + QUESTION, files=FILES).plan.item("phone")
    assert phone.facts == ("meeting",)
    assert phone.medium
    one, other = phone.medium.partitions[0].volume.files
    assert (one.path, one.data, one.deleted, one.fact) == ("a.txt", b"at nine", False, "meeting")
    assert (other.path, other.deleted) == ("Чат/б.txt", True)
    assert other.created == other.modified == 1_772_359_200
    assert one.created > 0


def test_the_one_line_form_of_contents() -> None:
    phone = made("    contains: files/phone, and b.txt deleted\n", files=FILES).plan.item("phone")
    assert phone.medium
    assert [(f.path, f.deleted) for f in phone.medium.partitions[0].volume.files] == [
        ("a.txt", False),
        ("b.txt", True),
    ]


@pytest.mark.parametrize(
    ("covers", "owner", "expected"),
    [
        ("rustam's phones", "rustam", True),
        ("rustam's computers", "rustam", False),
        ("rustam's devices", "rustam", True),
        ("rustam's phones", "farid", False),
        ("farid's phones", "farid", True),
    ],
)
def test_what_the_order_covers(covers: str, owner: str, expected: bool) -> None:
    plan = made(
        f"    owner: {owner}\n",
        ("rustam's phones", covers),
        ("order:", "visitor: farid\norder:"),
    ).plan
    assert plan.item("phone").covered is expected
    assert plan.order.covers == (("phone",) if expected else ())


def test_the_author_has_the_last_word_on_what_is_covered() -> None:
    assert made("    covered: no\n").plan.item("phone").covered is False


def test_a_hidden_thing_is_found_within_the_search_of_its_room() -> None:
    place = ("room table", "room, hidden in the oven")
    assert made("", place).plan.item("phone").found_after == 180
    place = ("room table", "room, hidden in the oven, found after 2 to 3 min")
    phone = made("", place).plan.item("phone")
    assert (phone.hidden, phone.found_between) == (True, Span(120, 180))


def test_what_belongs_to_a_phone_hangs_on_the_phone() -> None:
    tail = "  lead:\n    kind: charger\n    place: room\n    belongs to: phone\n"
    assert made(tail).plan.item("phone").linked == ("lead",)


def test_a_visitor_who_wants_to_leave_is_an_interruption() -> None:
    texts = "## farid-leaves\nHe goes.\n" + "".join(
        f"## farid-leaves.{choice}\n{choice}.\n" for choice in ("let", "ask", "order")
    )
    change = ("order:", "visitor: farid, wants to leave after 15 min\norder:")
    (leaving,) = made("", change, texts={"en": texts}).plan.surprises
    assert (leaving.id, leaving.after, leaving.good) == ("farid-leaves", Span(900, 900), ("ask",))
    assert ("let", "leaves") in leaving.harms


def test_a_wrong_answer_number_and_a_fact_nobody_proves() -> None:
    question = QUESTION.replace("right: 1", "right: 3").replace("meeting", "meating")
    with pytest.raises(ScenarioError) as caught:
        made(FACTS + question, files=FILES)
    found = [one for one in caught.value.diagnostics if isinstance(one, Diagnostic)]
    assert [(one.code, one.nearest) for one in found] == [
        ("refers-answer", ""),
        ("refers-fact", "meeting"),
    ]


def test_two_files_may_not_share_a_name_on_one_drive() -> None:
    with pytest.raises(ScenarioError) as caught:
        made(FACTS.replace("Чат/б.txt", "a.txt"), files=FILES)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.code == "attached-twice"
