from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.wording.catalogue import (
    FOLDER,
    CatalogueError,
    parse_fragment,
    read_fragments,
    sentences,
)

FRAGMENTS = sorted(FOLDER.glob("*.po"))

code = st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z0-9-]{1,20}){0,3}", fullmatch=True)
sentence = st.text(
    st.one_of(st.sampled_from('\n\t"\\{}ғҷ '), st.characters(exclude_categories=["Cc", "Cs"])),
    min_size=1,
    max_size=200,
)


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_shipped_fragment_reads_as_polib_reads_it(path: Path) -> None:
    theirs = polib.pofile(str(path), encoding="utf-8", check_for_duplicates=True)

    assert parse_fragment(path.read_text(encoding="utf-8"), path.name) == {
        entry.msgid: entry.msgstr for entry in theirs
    }
    assert theirs.metadata["Language"] == path.name.split(".")[1]
    assert "UTF-8" in theirs.metadata["Content-Type"]


@given(st.dictionaries(code, sentence, max_size=8))
def test_whatever_polib_writes_is_read_back(table: dict[str, str]) -> None:
    file = polib.POFile()
    file.metadata = {"Language": "tg"}
    file.extend(polib.POEntry(msgid=key, msgstr=value) for key, value in table.items())

    assert parse_fragment(str(file), "x.tg.po") == table


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 1),
        ('msgid "a"\n', 1),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3),
        ('msgid "a"\nmsgid_plural "b"\n', 2),
        ('msgid "a"\nmsgstr b\n', 2),
        ('msgid "a"\nmsgstr "say "b""\n', 2),
        ('msgid "a"\nmsgstr "bell \\a"\n', 2),
        ('"a"\n', 1),
        ('msgstr "a"\n', 1),
    ],
)
def test_line_outside_the_grammar_is_refused_at_its_place(text: str, line: int) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_fragment(text, "x.en.po")

    assert caught.value.code == "catalogue-line-unreadable"
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("x.en.po", line)


def test_code_twice_in_a_fragment_is_refused() -> None:
    with pytest.raises(CatalogueError, match="catalogue-code-twice"):
        parse_fragment('msgid "a"\nmsgstr "b"\n' * 2, "x.en.po")


def test_fragments_of_one_language_are_one_table_and_the_first_room_stands(tmp_path: Path) -> None:
    for name, text in (("a.en", "first"), ("b.en", "second"), ("a.ru", "другой")):
        (tmp_path / f"{name}.po").write_text(
            f'msgid "x"\nmsgstr "{text}"\n\nmsgid "{name}"\nmsgstr "own"\n', encoding="utf-8"
        )

    assert read_fragments("en", tmp_path) == {"x": "first", "a.en": "own", "b.en": "own"}


def test_shipped_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        sentences("en")["language.en"] = "x"  # type: ignore[index]  # the refusal is the point
