from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.terms.vocabulary import LANGUAGES
from simulator.wording.catalogue import sentences
from simulator.wording.language import choose_language


@pytest.mark.parametrize(
    ("option", "environ", "chosen"),
    [
        ("tg", {"SIMULATOR_LANG": "ru", "LANG": "en_US.UTF-8"}, "tg"),
        ("RU", {}, "ru"),
        (None, {"SIMULATOR_LANG": "ru", "LANG": "en_US.UTF-8"}, "ru"),
        (None, {"LANG": "tg_TJ.UTF-8"}, "tg"),
        (None, {"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "ru", "LANG": "tg_TJ"}, "ru"),
        (None, {"LANG": "Russian_Russia.1251"}, "ru"),
        (None, {"LANG": "rup_MK"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_first_one_that_speaks_decides(
    option: str | None, environ: dict[str, str], chosen: str
) -> None:
    assert choose_language(option, environ) == chosen


@pytest.mark.parametrize(("option", "environ"), [("de", {}), (None, {"SIMULATOR_LANG": "klingon"})])
def test_language_that_was_asked_for_and_is_not_there(
    option: str | None, environ: dict[str, str]
) -> None:
    with pytest.raises(UsageError) as caught:
        choose_language(option, environ)

    assert caught.value.code == "language-unknown"


def test_every_language_has_a_name_in_its_own_tongue() -> None:
    for lang in LANGUAGES:
        assert sentences("en")[f"language.{lang}"] == sentences("ru")[f"language.{lang}"]
