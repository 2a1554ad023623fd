from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.attempt.position import start
from simulator.script.canonical import print_act
from simulator.script.reading import Unread, missing
from simulator.wording.fold import fold, other_layout
from simulator.wording.voice import Voice
from simulator.world.act import Act, act
from simulator.world.acts.table import ACTS
from simulator.world.step import refusal
from tests.script.sample import lexicon, misunderstood, typed, understood
from tests.world.sample import bench, drive, plan, stroll

BAGGED = act("isolate", "phone", bag="FB-1", why="stop-signals")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("look phone", act("look", "phone")),
        ("look 2", act("look", "phone")),
        ("LOOK  Phone", act("look", "phone")),
        ("phone look", act("look", "phone")),
        ("2 look", act("look", "phone")),
        ("isolate phone FB-1 stop-signals", BAGGED),
        ("isolate phone stop-signals FB-1", BAGGED),
        ("isolate 2 fb-1 why=stop-signals", BAGGED),
        ("isolate phone why=stop-signals bag=FB-1", BAGGED),
        ("isolate 2 bag=fb-1 why=Stop-Signals", BAGGED),
        ("lola photograph laptop", act("photograph", "laptop", "lola")),
        ("lola: photograph laptop", act("photograph", "laptop", "lola")),
        ("12 photograph 1", act("photograph", "laptop", "lola")),
        ("nodir guard", act("guard", "", "nodir")),
        ("guard", act("guard")),
        ("wait 5", act("wait", **{"for": "5"})),
        ("wait 30m", act("wait", **{"for": "30m"})),
        ("wait 20s", act("wait", **{"for": "20s"})),
        ("wait", act("wait")),
        ("search hall, both", act("search", "hall", sight="both")),
        ("read order", act("read", "order")),
        ("call prosecutor", act("call", "prosecutor")),
        ("finish", act("finish")),
    ],
)
def test_english_words(line: str, expected: Act) -> None:
    assert understood(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("осмотреть 2", act("look", "phone")),
        ("ОСМОТРЕТЬ телефон", act("look", "phone")),
        ("look phone", act("look", "phone")),
        ("изолировать 2 fb-1", act("isolate", "phone", bag="FB-1")),
        ("фото 1", act("photograph", "laptop")),
    ],
)
def test_russian_words_and_english_ones_beside_them(line: str, expected: Act) -> None:
    assert understood(line, "ru") == expected


def test_on_the_wrong_layout_the_line_is_offered_not_done() -> None:
    assert misunderstood(other_layout("осмотреть 2"), "ru").layout == "осмотреть 2"
    assert misunderstood(other_layout("look phone")).layout == "look phone"
    assert misunderstood("qwpoeiru zxmcnv").layout == ""


@pytest.mark.parametrize("form", ["look {}", "photograph {}", "seize {} both EX-001", "{} look",
    "look {}!", "note {}", "isolate {} FB-1"])  # fmt: skip
def test_hidden_and_non_existing_things_are_told_apart_by_nothing(form: str) -> None:
    hidden, nonsense = (misunderstood(form.format(word)) for word in ("stick", "zvurb"))

    assert hidden.word.replace("stick", "zvurb") == nonsense.word
    assert hidden.layout == nonsense.layout
    known = {*lexicon().things(start(plan()).state), *lexicon().verbs()}
    assert set(hidden.near) <= known - {"stick"}


@given(st.text(max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_line_is_read_or_not_and_suggests_only_what_is_known(line: str) -> None:
    state = start(plan()).state
    result = typed(line)
    if isinstance(result, Unread):
        known = {*lexicon().verbs(), *lexicon().things(state)}
        asked = [(spec.verb, param) for spec in ACTS.values() for param in spec.asks]
        values = [value for v, p in asked for value in p.options(plan(), state, Act(v))]
        options = set(lexicon().options(values))
        assert set(result.near) <= known | options
        assert not any("stick" in near.split() for near in result.near)
    else:
        refusal(plan(), state, result.act)


@given(st.lists(st.integers(0, 1 << 16), max_size=12))
@settings(max_examples=15, deadline=None)
def test_the_canonical_line_of_every_act_done_is_understood(picks: list[int]) -> None:
    state = start(plan()).state
    for result in stroll(plan(), picks):
        if result.refused or result.written[0].act is None:
            continue
        done = result.written[0].act
        if state.stage != "court" and done.verb not in ("testify", "hint"):
            assert understood(print_act(done), state=state) == done
        state = result.position.state


def test_a_found_thing_can_be_named_from_then_on() -> None:
    state, _ = drive(plan(), "nodir: guard", "search hall sight=both")

    assert understood("look stick", state=state) == act("look", "stick")


def test_exhibits_and_results_are_named_by_their_numbers() -> None:
    state = bench().state

    assert understood("image EX-001", state=state) == act("image", "EX-001")
    assert understood("verify im-001", state=state) == act("verify", "IM-001")


@pytest.mark.parametrize("line", ["image EX-009", "look white-phone", "verify IM-009"])
def test_in_the_laboratory_only_what_came_along_is_known(line: str) -> None:
    assert misunderstood(line, state=bench().state).near is not None


def test_what_is_missing_is_asked_in_order() -> None:
    told, state = plan(), start(plan()).state

    def asked(one: Act) -> str:
        param = missing(told, state, one)
        return param.name if param else ""

    assert asked(act("isolate", "phone")) == "bag"
    assert asked(act("isolate", "phone", bag="FB-1")) == "why"
    assert asked(BAGGED) == ""
    assert asked(act("live-copy", "laptop", "lola")) == ""
    assert asked(act("call", "chief")) == ""


def test_a_verb_without_its_thing_asks_for_it() -> None:
    result = typed("isolate")
    assert not isinstance(result, Unread)
    assert result.needs_target
    alone = typed("guard")
    assert not isinstance(alone, Unread)
    assert not alone.needs_target


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("verb", sorted(ACTS))
def test_every_verb_can_be_typed(lang: str, verb: str) -> None:
    words = lexicon(lang).verbs()
    voice = Voice(lang)

    assert voice.knows(f"verb.{verb}")
    assert words[fold(voice.say(f"verb.{verb}"))] == verb
    assert words[verb] == verb


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_word_means_two_acts(lang: str) -> None:
    voice, meaning = Voice(lang), dict[str, str]()
    for verb in ACTS:
        for code in (f"verb.{verb}", f"verb.{verb}.alias"):
            if not voice.knows(code):
                continue
            for word in voice.say(code).split(","):
                assert meaning.setdefault(fold(word), verb) == verb, word
