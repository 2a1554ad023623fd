from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.wording.use import uses, uses_in


def test_the_search_for_uses_finds_them() -> None:
    found = {(use.where.partition(":")[0], use.code, use.error) for use in uses()}

    assert (str(Path("wording", "language.py")), re.escape("language-unknown"), True) in found
    assert any(not error for _, _, error in found)


def test_the_search_sees_through_a_function_that_completes_a_code() -> None:
    trees = {
        Path("a", "one.py"): ast.parse(
            "def tell(code, /):\n    return phrase(f'x.{code}.says', n=1)\n"
            "tell('gap')\ntell(other)\n"
        ),
        Path("b", "two.py"): ast.parse("tell('hole')\n"),
        Path("c", "three.py"): ast.parse("def tell(code): pass\ntell('mine')\n"),
    }

    assert {(use.code, use.where) for use in uses_in(trees)} == {
        (r"x\..+\.says", str(Path("a", "one.py:2"))),
        (r"x\.gap\.says", str(Path("a", "one.py:3"))),
        (r"x\.hole\.says", str(Path("b", "two.py:1"))),
    }


def test_a_method_completes_codes_in_its_own_room_only() -> None:
    trees = {
        Path("a", "one.py"): ast.parse("def see(self, code):\n    phrase(f'seen.{code}')\n"),
        Path("a", "two.py"): ast.parse("moment.see('locked')\n"),
        Path("b", "three.py"): ast.parse("other.see('nothing')\n"),
    }

    assert [use.code for use in uses_in(trees)] == [r"seen\..+", r"seen\.locked"]
