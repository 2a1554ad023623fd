"""The table under every kind of typing: foolish, careless, hostile, and sensible digits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simulator.exercise import sitting
from simulator.store.home import Home
from tests.cli.program import FLAT, PHONE, SEED, Program, fresh

LEVELS = ["guided", "practitioner", "exam"]
ANSWERS = 600


def lines_of(program: Program, attempt: str) -> list[str]:
    """The acts in the log, as they were done."""
    bodies = [json.loads(note.split(b"\n", 1)[0]) for note in program.notes(attempt)]
    return [body["body"]["line"] for body in bodies if body["type"] == "act"]


def score(program: Program) -> int:
    home = Home(program.home)
    with sitting.store_of(home) as store:
        seat = sitting.rebuild(home, store, store.attempt(program.newest()))
        assert seat.position.state.closed
        return seat.judgement().score.points


# ---------------------------------------------------------------- 1 and Enter throughout


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("scenario", [FLAT, PHONE])
@pytest.mark.parametrize("habit", [["1"], ["1", ""]], ids=["1", "1-enter"])
def test_pressing_1_and_enter_throughout_does_not_pass(
    program: Program, scenario: str, level: str, habit: list[str]
) -> None:
    typed = (habit * ANSWERS)[:ANSWERS]

    done = program.run(
        "play", scenario, "--seed", str(SEED), "--level", level, given="\n".join([*typed, "end\n"])
    )

    assert score(program) < 50
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 80
    program.json("status", program.newest())


@pytest.mark.parametrize("digit", ["2", "3", "5", "8", "9"])
def test_one_digit_throughout_does_not_pass(program: Program, digit: str) -> None:
    program.run("play", FLAT, "--seed", "7", given="\n".join([digit] * 300 + ["end\n"]))

    assert score(program) < 50


# ---------------------------------------------------------------- whatever is typed

WORDS = """look phone isolate 2 fb1 1 image EX-001 note laptop 91 92 93 94 95 96 97 98 99 0 ? help
finish nodir lola: photo search hall stick EX-003 bag=FB-1 why=own числа телефон изолировать
запись сабт ёрӣ ыефегы фыва kjjr ghjnjrjk 0650 6.50 25:99 "кавычка "" \\ = == a=b who=nobody
testify Q1 choice=9 reply farid-leaves choice=let wait 5 30m 20s for=-1 wait=1e9 -5 ١٢ ² ０１ 999999
answer ledger-total choice=2 cite=R-999 report disclose hand-over store receive block verify IM-001
\u202e \u200b \x00 \x1b[2J \x7f correct 1 read-out call chief explain rustam form=found when
""".split()


def chosen(seed: int, count: int) -> list[int]:
    """A stream of numbers, the same everywhere: a linear congruential generator."""
    found, state = [], seed * 2 + 1
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        found.append(state >> 33)
    return found


def noise(seed: int, lines: int) -> list[str]:
    """Lines of numbers mostly, words of all kinds, and rubbish."""
    typed = []
    numbers = iter(chosen(seed, lines * 8))
    for _ in range(lines):
        kind = next(numbers) % 10
        if kind < 5:
            typed.append(str(next(numbers) % 13))
        elif kind < 6:
            typed.append(str(next(numbers) % 110))
        elif kind < 9:
            words = [WORDS[next(numbers) % len(WORDS)] for _ in range(1 + next(numbers) % 4)]
            typed.append(" ".join(words))
        else:
            letters = [chr(next(numbers) % 0x500) for _ in range(3)]
            typed.append("".join(letters).replace("\n", " ").replace("\r", " "))
    return typed


@pytest.mark.parametrize("seed", range(9))
def test_whatever_is_typed_ends_in_a_log_that_can_be_played_again(
    program: Program, seed: int
) -> None:
    scenario, level, lang = (FLAT, PHONE)[seed % 2], LEVELS[seed % 3], ("en", "ru", "tg")[seed % 3]

    done = program.run(
        "play",
        scenario,
        "--seed",
        "7",
        "--level",
        level,
        "--lang",
        lang,
        given="\n".join([*noise(seed, 500), ""]),
    )

    attempt = program.newest()
    assert done.stderr == ""
    assert "<play." not in done.stdout
    assert program.json("status", attempt)["entries"] > 1
    assert program.json("log", "verify", attempt, code=3)["findings"] == []


@pytest.mark.parametrize("seed", range(3))
def test_rubbish_bytes_are_taken_and_cost_no_time(program: Program, seed: int) -> None:
    rubbish = bytes(n % 256 for n in chosen(seed, 3000)).replace(b"\n", b" ")
    lines = [b"x" + rubbish[n : n + 40] for n in range(0, len(rubbish), 40)]

    done = program.run("play", FLAT, "--seed", "7", given=b"\n".join(lines))

    assert re.findall(r"^(\d\d:\d\d) > ", done.stdout, re.MULTILINE)[-1] == "06:40"
    assert lines_of(program, program.newest()) == []


@pytest.mark.parametrize(
    "line",
    ["9" * 5000, "x" * 70_000, "look " * 20_000, "1 " * 5000, '"' * 999, "\\" * 999, "=" * 999],
    ids=["digits", "letters", "words", "ones", "quotes", "backslashes", "equals"],
)
def test_a_very_long_line_is_no_more_than_a_line(program: Program, line: str) -> None:
    program.run("play", FLAT, "--seed", "7", given=f"{line}\n2\n{line}\n{line}\nlook phone\n")

    assert program.json("status", program.newest())["entries"] >= 1


def test_own_words_of_any_length_and_kind_are_kept(program: Program) -> None:
    words = 'сам "так" \\ \u202e é̂ 🙂 = bag ' * 30
    typed = ["look phone", "note phone", "3", *[""] * 3, words, *["1"] * 3, "end"]

    program.run("play", FLAT, "--seed", "7", given="\n".join(typed) + "\n")

    attempt = program.newest()
    assert program.json("status", attempt)["status"] == "closed"
    assert program.json("log", "verify", attempt, code=3)["findings"] == []


# ---------------------------------------------------------------- the word "end"


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["2"],
        ["2", "5"],
        ["92"],
        ["92", "1"],
        ["92", "1", "1"],
        ["92", "1", "1", "1"],
        ["94"],
        ["95"],
        ["96"],
        ["11"],
        ["11", "3"],
        ["note phone"],
        ["note phone", "1"],
        ["isolate phone"],
        ["search hall"],
        ["ask rustam"],
        ["wait"],
        ["find"],
    ],
    ids=" ".join,
)
def test_end_closes_the_attempt_at_any_prompt(
    program: Program, before: list[str], tmp_path: Path
) -> None:
    level = LEVELS[len(before) % 3]
    script = tmp_path / "script.txt"
    script.write_text("\n".join([*before, "end", "look phone"]), encoding="utf-8")

    program.run("play", FLAT, "--seed", "7", "--level", level, "--script", script)

    attempt = program.newest()
    assert program.json("attempts")[0]["status"] == "closed"
    assert lines_of(program, attempt)[-1] == "end"


def test_an_act_line_leaves_an_open_form_unsigned(program: Program, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("note phone\n1\nlook laptop\n2\nlook laptop\nend\n", encoding="utf-8")

    program.run("play", FLAT, "--seed", "7", "--level", "practitioner", "--script", script)

    assert [line.split()[0] for line in lines_of(program, program.newest())] == [
        "look",
        "look",
        "end",
    ]


# ---------------------------------------------------------------- digits alone


def test_digits_alone_play_a_sensible_beginning(program: Program) -> None:
    """The men are kept away, the phone is looked at, photographed, bagged; then the laptop."""
    typed = "11/1//2/1/2/2/93/2 5 1 1/1/1/99/92/0".split("/")

    done = program.run("play", FLAT, "--seed", "7", given="\n".join(typed) + "\n")

    acts = lines_of(program, program.newest())
    assert acts == [
        "nodir: guard",
        "look phone",
        "photograph phone",
        "read kit",
        "isolate phone bag=FB-1 why=stop-signals",
        "look laptop",
        "hint",
    ]
    assert "\x1b" not in done.stdout


def test_looking_round_and_reading_menus_cost_no_time(program: Program) -> None:
    typed = ["", "?", "2", "0", "1", "0", "92", "0", "12", "0", "94", "0", "", "no-such-word"]

    done = program.run("play", FLAT, "--seed", "7", given="\n".join(typed) + "\n")

    assert set(re.findall(r"^(\d\d:\d\d) > ", done.stdout, re.MULTILINE)) == {"06:40"}
    assert lines_of(program, program.newest()) == []


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ru", "осмотреть телефон"),
        ("ru", "jcvjnhtnm ntktajy"),
        ("en", "дщщл зрщту"),
        ("ru", "look phone"),
        ("tg", "look phone"),
        ("ru", "ОСМОТРЕТЬ 2"),
        ("en", "LOOK 2"),
    ],
)
def test_words_of_the_language_and_the_wrong_layout_are_understood(
    program: Program, lang: str, line: str
) -> None:
    program.run("play", FLAT, "--seed", "7", "--lang", lang, given=f"{line}\n1\n")

    assert lines_of(program, program.newest())[0] == "look phone"


# ---------------------------------------------------------------- nothing is given away


def said(program: Program, line: str, lang: str = "en") -> str:
    """What the program answers to one line, without the line itself."""
    done = program.run("play", FLAT, "--seed", "7", "--lang", lang, given=f"{line}\n")
    text = done.stdout[done.stdout.index("06:40 > ") :].split("\n\n")[0]
    word = line.split()[-1].casefold()
    return text.casefold().replace(line.casefold(), "LINE").replace(word, "WORD")


@pytest.mark.parametrize("verb", ["look", "isolate", "seize", "note"])
@pytest.mark.parametrize("hidden", ["stick", "EX-001", "usb", "флешка"])
def test_a_hidden_thing_and_a_nonsense_word_get_the_same_sentence(
    program: Program, verb: str, hidden: str
) -> None:
    nonsense = said(program, f"{verb} qzxwv")

    assert said(program, f"{verb} {hidden}") == nonsense
    assert "WORD" in nonsense
    assert all(lines_of(program, row["id"]) == [] for row in program.json("attempts"))


def test_suggestions_are_drawn_from_what_is_known(program: Program) -> None:
    assert "phone" in said(program, "look phnoe")
    for line in ("look stcik", "look stik", "look sitck", "take ntoe", "look EX-01"):
        assert "stick" not in said(program, line)


def test_the_hidden_stick_cannot_be_touched_by_the_authors_key(
    program: Program, tmp_path: Path
) -> None:
    """A script may name it; that is refused as what is nowhere would be, and costs no time."""
    script = tmp_path / "script.txt"
    told = []
    for name in ("stick", "moons"):
        script.write_text(f"seize {name} shown=both number=EX-001\n", encoding="utf-8")
        done = program.run("play", FLAT, "--seed", "7", "--script", script)
        told.append(done.stdout.replace(name, "WORD").replace(program.newest(), "ID"))
        assert lines_of(program, program.newest()) == []

    assert told[0] == told[1]


def test_two_homes_and_one_seed_give_the_same_table(program: Program, tmp_path: Path) -> None:
    other = fresh(tmp_path / "other", program.home / "keys")
    typed = "\n".join([*noise(77, 150), ""])
    told = [one.run("play", FLAT, "--seed", "7", given=typed).stdout for one in (program, other)]

    assert told[0].splitlines()[:-4] == told[1].splitlines()[:-4]
    assert program.notes(program.newest()) == other.notes(other.newest())
