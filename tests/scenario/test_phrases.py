"""The one-line languages: state, losses, people, order, kit, contents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic_core import PydanticCustomError

from simulator.scenario.clause import Wrong, clauses
from simulator.scenario.condition import clues_of, decay_of, state_of
from simulator.scenario.holding import note_of
from simulator.scenario.kit import kit_of
from simulator.scenario.party import occupant_of, team_of, visitor_of, witnesses_of
from simulator.scenario.plan import KitPlan, Span
from simulator.scenario.warrant import cover_of, order_of


def wrong(read: Callable[[object], object], line: str) -> list[tuple[str, str]]:
    """Codes and the letters they point at."""
    with pytest.raises(PydanticCustomError) as caught:
        read(line)
    assert caught.value.context
    faults: tuple[Wrong, ...] = caught.value.context["wrong"]
    return [(one.code, line[one.start : one.start + one.length]) for one in faults]


def test_clauses_know_where_they_begin() -> None:
    line = " a,  bc ,, d"
    assert [(c.text, line[c.start : c.start + len(c.text)]) for c in clauses(line)] == [
        ("a", "a"), ("bc", "bc"), ("d", "d"),
    ]  # fmt: skip


def test_the_laptop_of_the_reference_page() -> None:
    state = state_of("running, unlocked, encrypted drive open, on mains, on wifi")
    assert (state.power, state.lock, state.volume) == ("on", "unlocked", "open")
    assert (state.mains, state.nets) == (True, ("wifi",))
    decay = decay_of("dims after 7 min, locks after 10 min")
    assert (decay.dims, decay.locks, decay.wiped) == (Span(420, 420), Span(600, 600), Span(0, 0))


def test_the_phone_of_the_reference_page() -> None:
    state = state_of("locked, code used since switched on, 41 %, on the network")
    assert (state.lock, state.battery, state.nets) == ("afu", Span(41, 41), ("cell", "wifi"))
    assert decay_of("wiped from outside after 12 to 13 min").wiped == Span(720, 780)


def test_a_slow_clock_is_behind_true_time() -> None:
    assert state_of("running, clock 2 to 4 min slow").clock_offset == Span(-240, -120)
    assert state_of("running, clock 5 s fast").clock_offset == Span(5, 5)


def test_every_wrong_phrase_of_a_line_is_reported_with_its_letters() -> None:
    assert wrong(state_of, "runing, unlocked, 141 %, Открыт, locked") == [
        ("phrase-unknown", "runing"),
        ("percent-range", "141 %"),
        ("phrase-unknown", "Открыт"),
        ("phrase-contradicts", "locked"),
    ]


def test_letters_that_only_look_alike_are_no_match() -> None:
    assert wrong(state_of, "aſleep") == [("phrase-unknown", "aſleep")]


def test_clues_keep_their_order_and_come_once() -> None:
    assert clues_of("missed calls by name, banner with a name, missed calls by name") == (
        "missed-calls",
        "banner-name",
    )


def test_people() -> None:
    team = team_of("nodir the officer, Lola the specialist, in the hall")
    assert [(one.id, one.part, one.place) for one in team] == [
        ("nodir", "officer", "hall"),
        ("lola", "specialist", "hall"),
    ]
    assert [one.id for one in witnesses_of("zarina, ilhom")] == ["zarina", "ilhom"]
    owner = occupant_of("rustam, gives no code, offers help, reaches laptop and phone after 150 s")
    assert (owner.code, owner.helps, owner.reaches, owner.after) == (
        "refuses",
        True,
        ("laptop", "phone"),
        150,
    )
    assert occupant_of("daler, gives the code 2580 for phone").code == "phone:2580"
    guest = visitor_of("farid, not in the order, wants to leave after 15 to 17 min")
    assert (guest.code, guest.leaves) == ("", Span(900, 1020))


def test_a_wrong_phrase_about_a_person_points_at_its_letters() -> None:
    line = "rustam, gives no code, reaches laptop after a while"
    assert wrong(occupant_of, line) == [("phrase-unknown", "reaches laptop after a while")]


def test_the_order_and_what_it_covers() -> None:
    order = order_of("1-214/26, 06:00 to 22:00")
    assert (order.number, order.valid_from, order.valid_to) == ("1-214/26", 21600, 79200)
    cover = cover_of("rustam's phones, computers and storage in flat 12")
    assert cover.persons == ("rustam",)
    assert cover.kinds == ("phone", "computer", "laptop", "usb")
    assert cover_of("rustam's phones and zarina’s papers").persons == ("rustam", "zarina")
    assert wrong(cover_of, "rustam's phones, storge and papers") == [("cover-unknown", "storge")]
    assert wrong(order_of, "7/26, 22:00 to 06:00") == [("range-reversed", "22:00 to 06:00")]


def test_the_kit() -> None:
    kit = kit_of(
        "bag FB-1 good, bag FB-2 leaks, power bank, write blocker in the wrong mode, stamp 4"
    )
    assert kit == (
        KitPlan("FB-1", "bag"),
        KitPlan("FB-2", "bag", good=False),
        KitPlan("powerbank", "powerbank"),
        KitPlan("blocker", "blocker", good=False),
        KitPlan("stamp-4", "seals"),
    )
    assert wrong(kit_of, "bag A good, bag A leaks") == [("kit-twice", "bag A leaks")]


def test_what_is_special_about_a_file() -> None:
    note = note_of("called Ҳисоб/рӯйхат.csv, written 2026-01-04 22:10, overwritten, proves ledger")
    assert (note.called, note.deleted, note.overwritten, note.fact) == (
        "Ҳисоб/рӯйхат.csv",
        True,
        True,
        "ledger",
    )
    assert note.created == note.modified == note.accessed > 0
    assert wrong(note_of, "called ../x") == [("path-outside", "called ../x")]
