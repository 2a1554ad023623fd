from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.doctrine.table import DoctrineError, parse_list, parse_table

CELLS = st.text(
    st.characters(blacklist_characters="|", blacklist_categories=("Cc", "Cs", "Zl", "Zp"))
)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS, CELLS), unique_by=lambda row: row[0]))
def test_rows_come_back_as_written(rows: list[tuple[str, str, str]]) -> None:
    columns = ("id", "one", "two")
    text = "\n".join("|".join(cells) for cells in (columns, *rows))

    assert [tuple(row.values()) for row in parse_table(text, columns)] == rows


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "table-header", 1),
        ("id|two\n", "table-header", 1),
        ("two|id\n", "table-header", 1),
        ("id|one\na|b\na|b|c", "table-cells", 3),
        ("id|one\na", "table-cells", 2),
        ("id|one\na|b\n\n", "table-cells", 3),
        ("id|one\na|b\na|c", "table-key", 3),
        ("id|one\n|b", "table-key", 2),
    ],
)
def test_a_deviation_is_named_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(DoctrineError) as caught:
        parse_table(text, ("id", "one"), "t.psv")

    assert caught.value.code == code
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("t.psv", line)


def test_lists_in_cells() -> None:
    assert parse_list("") == ()
    assert parse_list("BC:15,CEG:5") == ("BC:15", "CEG:5")
