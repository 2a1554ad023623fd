from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.script.canonical import parse_act, print_act
from simulator.world.act import Act, act

TEXT = st.one_of(
    st.text(max_size=20),
    st.text(alphabet='абвгёҷҳқғӣӯ «»"\\=: \n\tEX-001', max_size=20),
)
ACTS = st.builds(
    Act,
    st.from_regex(r"[a-z][a-z-]{0,10}", fullmatch=True),
    TEXT,
    st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), TEXT, max_size=4).map(
        lambda args: tuple(sorted(args.items()))
    ),
    st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
)


@given(ACTS)
def test_printing_and_parsing_are_inverse(one: Act) -> None:
    assert parse_act(print_act(one)) == one


@given(TEXT)
def test_any_line_is_an_act_or_unreadable(line: str) -> None:
    with suppress(UsageError):
        one = parse_act(line)
        assert parse_act(print_act(one)) == one


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (act("look", "phone"), "look phone"),
        (act("guard", "", "nodir"), "nodir: guard"),
        (act("isolate", "phone", why="stop-signals", bag="FB-1"),
         "isolate phone bag=FB-1 why=stop-signals"),
        (act("find", "IM-006", word="Баҳром"), "find IM-006 word=Баҳром"),
        (act("note", "rustam", words='"No", he said'),
         'note rustam words="\\"No\\", he said"'),
        (act("note", "", remark=""), 'note remark=""'),
        (act("wait", **{"for": "30s"}), "wait for=30s"),
        (act("view", "IM-001", file="Мактубҳо/қарз-2024.txt"),
         "view IM-001 file=Мактубҳо/қарз-2024.txt"),
    ],
)  # fmt: skip
def test_the_canonical_line(one: Act, line: str) -> None:
    assert print_act(one) == line
    assert parse_act(line) == one


@pytest.mark.parametrize(
    "line",
    ["", " look", "Look phone", "look phone laptop", "why=x look", "look a=1 a=2", 'look "phone'],
)
def test_what_is_never_printed_is_not_read(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_act(line)
    assert caught.value.code == "line-unreadable"
