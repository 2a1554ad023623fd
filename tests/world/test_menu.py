from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.attempt.position import start
from simulator.attempt.step import hint
from simulator.doctrine.action import load_actions
from simulator.script.numbering import numbered
from simulator.world.act import Act
from simulator.world.acts.table import ACTS
from simulator.world.kinds.table import KINDS
from tests.world.sample import NAMES, plan, stroll

AT_THE_PROMPT = {
    "read": "91 order, 93 kit",
    "call": "94 telephone",
    "wait": "95",
    "finish": "96",
    "report": "97",
    "disclose": "98",
    "hint": "99",
    "reply": "asked when somebody interrupts",
    "testify": "asked by the court",
    "correct": "92 protocol",
    "read-out": "92 protocol",
    "hand-over": "92 protocol",
    "end": "a word at any prompt",
}
"""Verbs that are reached by a number at the main prompt, or asked, not by a menu."""


def in_menus() -> set[str]:
    return {choice.verb for kind in KINDS.values() for choice in (*kind.scene, *kind.lab)}


def test_every_line_of_a_menu_is_an_act_with_known_choices() -> None:
    for kind in KINDS.values():
        for choice in (*kind.scene, *kind.lab):
            spec = ACTS[choice.verb]
            state, bare = start(plan()).state, Act(choice.verb)
            options = {param.name: param.options(plan(), state, bare) for param in spec.params}
            assert all(value in options[name] for name, value in choice.args)


def test_every_menu_line_belongs_to_its_stage() -> None:
    for kind in KINDS.values():
        assert all("scene" in ACTS[choice.verb].stages for choice in kind.scene)
        assert all("lab" in ACTS[choice.verb].stages for choice in kind.lab)


def test_every_act_can_be_reached() -> None:
    assert set(ACTS) - in_menus() - AT_THE_PROMPT.keys() == set()
    assert AT_THE_PROMPT.keys() <= ACTS.keys()


def test_every_act_has_a_row_in_the_table_of_acts() -> None:
    codes = {action.id for action in load_actions()}

    assert {spec.code for spec in ACTS.values() if spec.code} <= codes


def test_two_things_of_a_kind_offer_the_same_list() -> None:
    told = plan()
    seen = {thing.id: thing.kind for thing in numbered(told, start(told).state)}

    assert seen["phone"] == seen["white-phone"] == "phone"
    assert KINDS["laptop"].scene == KINDS["computer"].scene


@given(st.sampled_from(NAMES), st.lists(st.integers(0, 1 << 16), max_size=25))
@settings(max_examples=30, deadline=None)
def test_nothing_hidden_is_known_numbered_said_or_hinted(name: str, picks: list[int]) -> None:
    told = plan(name)
    for result in stroll(told, picks):
        state = result.position.state
        hidden = {item.id for item in state.items if not item.seen}
        shown = {str(v).strip("@").split(".")[0] for p in result.seen for _, v in p.params}

        assert not hidden & {entry.about for entry in state.known}
        assert not hidden & {thing.id for thing in numbered(told, state)}
        assert not hidden & shown
        told_by_hint = {str(v) for p in hint(told, result.position) for _, v in p.params}
        assert not {f"@{id}.name" for id in hidden} & told_by_hint


def test_numbers_stay_when_something_comes_to_light() -> None:
    told = plan()
    before = {t.id: t.number for t in numbered(told, start(told).state)}
    for result in stroll(told, [n * 37 for n in range(40)]):
        if result.position.state.stage == "scene":
            after = {t.id: t.number for t in numbered(told, result.position.state)}
            assert before.items() <= after.items()
            before = after
