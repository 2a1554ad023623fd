from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import simulator.reports.page as page_module
from simulator.reports.page import debrief
from simulator.wording.catalogue import sentences
from tests.reports.page import Page
from tests.reports.run import Run, drill, lines_of, run, search

TEMPLATES = Path(page_module.__file__).parent / "templates"
RUNS = pytest.mark.parametrize("made", [drill, search], ids=["drill", "search"])
LANGS = pytest.mark.parametrize("lang", ["en", "ru"])


def page(made: Run, lang: str) -> Page:
    return Page(debrief(made.view(lang), made.voice(lang)))


@RUNS
@LANGS
def test_the_page_is_well_formed_and_complete_in_itself(made: Callable[[], Run], lang: str) -> None:
    text = debrief(made().view(lang), made().voice(lang))
    read = Page(text)

    assert read.faults == []
    assert len(read.ids) == len(set(read.ids))
    assert "http:" not in text
    assert "https:" not in text
    assert not {"script", "link", "iframe", "img", "object"} & {tag for tag, _ in read.tags}
    assert "url(" not in text
    assert "@import" not in text
    targets = read.values("href")
    assert all(href.startswith("#") for href in targets)
    assert {href[1:] for href in targets} <= set(read.ids)
    labels = {id for value in read.values("aria-labelledby") for id in value.split()}
    assert labels <= set(read.ids)
    assert dict(read.tags[0][1]) == {"lang": lang}


@RUNS
@LANGS
def test_two_renders_are_the_same_bytes(made: Callable[[], Run], lang: str) -> None:
    one = debrief(made().view(lang), made().voice(lang))

    assert one == debrief(made().view(lang), made().voice(lang))


@RUNS
@LANGS
def test_no_code_is_left_without_words(made: Callable[[], Run], lang: str) -> None:
    words = page(made(), lang).words

    assert re.findall(r"<[a-z][a-z0-9-]*\.[^>\s]+>", words) == []
    assert re.findall(r"\{[a-z_]+(?::[^}]*)?\}", words) == []
    assert re.findall(r"(?<![\w.])@[a-z][\w.-]*", words) == []


@RUNS
@LANGS
def test_headings_go_down_one_step_at_a_time(made: Callable[[], Run], lang: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(made(), lang).tags if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@RUNS
def test_every_finding_stands_on_the_page_with_reason_and_remedy(made: Callable[[], Run]) -> None:
    run = made()
    view, voice, read = run.view(), run.voice(), page(run, "en")
    findings = view.judgement.score.findings

    assert findings
    for number, found in enumerate(findings, 1):
        assert f"loss-{number}" in read.ids
        assert voice.say(f"doctrine.error.{found.error}") in read.words
        assert voice.say(f"doctrine.error.{found.error}.instead") in read.words
        assert voice.say(f"doctrine.competency.{found.competency}") in read.words
        assert {f"#e{seq}" for seq in found.loss.entries} <= set(read.values("href"))
    for entry in view.entries:
        assert f"e{entry.seq}" in read.ids


@RUNS
def test_every_shape_that_means_something_has_words(made: Callable[[], Run]) -> None:
    read = page(made(), "en")
    svgs = [n for n, (tag, _) in enumerate(read.tags) if tag == "svg"]

    assert svgs
    for n in svgs:
        assert read.children[n][:2] == ["title", "desc"]
        assert read.tags[n][1]["role"] == "img"
    shapes = {"bar", "mark", "horizon", "points"}
    for n, children in read.children.items():
        tag, _ = read.tags[n]
        if tag == "a" and {"rect", "circle", "path"} & set(children):
            assert children[0] == "title"
    drawn = {c for _, a in read.tags for c in (a.get("class") or "").split()} & shapes
    assert {"bar", "mark", "horizon"} <= drawn


def test_a_table_says_what_the_drawing_says() -> None:
    made = drill()
    read = page(made, "en")
    tips = [t for t in read.text if re.match(r"\d\d:\d\d", t.strip())]

    assert read.words.count("phone: wiped (Daler)") >= 3
    assert "remote wipe: lost 14:03" in read.words
    assert tips


def test_what_a_trainee_typed_is_never_markup() -> None:
    text = debrief(drill().view(), drill().voice())

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert '<script>alert(1)</script> & "quoted"' in Page(text).words


@RUNS
@LANGS
def test_a_draft_pack_is_announced_and_never_says_unlawful(
    made: Callable[[], Run], lang: str
) -> None:
    run = made()
    words = page(run, lang).words

    assert words.count(run.voice(lang).say("pack.status.draft")) >= 3
    for word in ("unlawful", "illegal", "незаконн", "противоправн"):
        assert word not in words.casefold()


def test_untrue_values_stand_beside_what_was_so() -> None:
    words = page(drill(), "en").words

    assert 'seal no.: written "9999", but it was "0471".' in words
    assert 'came to light: written "found by search", but it was "' in words


def test_a_log_that_nobody_checked_is_said_to_be_unchecked() -> None:
    made = drill()
    view = made.view(verified=False)
    read = Page(debrief(view, made.voice()))

    assert "Nobody has checked this log yet (22 entries)." in read.words
    assert made.voice().say("custody.limit.true") in read.words


def test_an_attempt_that_has_just_begun_has_a_page() -> None:
    made = run("ringing-phone", ())
    read = Page(debrief(made.view(), made.voice()))

    assert read.faults == []
    assert "Nothing was written." in read.words


def test_the_court_is_told_with_the_answers_given() -> None:
    made = run("flat-12", (*lines_of("search.txt"), "testify Q1 choice=1"))
    view = made.view()
    read = Page(debrief(view, made.voice()))

    assert view.asked
    assert view.asked[0].chosen == 0
    assert [asked.chosen for asked in view.asked[1:]] == [-1] * (len(view.asked) - 1)
    assert read.words.count("your answer") == 1
    assert read.faults == []


def test_every_code_that_a_template_says_has_words() -> None:
    said: set[str] = set()
    for path in TEMPLATES.glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        said |= set(re.findall(r"""say\(["']([a-z][\w.-]*[\w-])["']\s*[,)]""", text))

    assert len(said) > 60
    for lang in ("en", "ru"):
        assert {code for code in said if code not in sentences(lang)} == set()


def test_no_word_of_this_room_is_left_unused() -> None:
    room = Path(page_module.__file__).parent
    source = "".join(
        p.read_text(encoding="utf-8") for p in (*room.rglob("*.py"), *room.rglob("*.j2"))
    )
    stems = set(re.findall(r"""reports\.[a-z][\w.-]*""", source))
    unused = [
        code
        for code in sentences("en")
        if code.startswith("reports.")
        and code not in stems
        and f"{code.rpartition('.')[0]}." not in stems
        and not code.startswith("reports.signer.")
    ]

    assert unused == []
