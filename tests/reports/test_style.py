from __future__ import annotations

import re
from pathlib import Path

import pytest

import simulator.reports.page as page_module

CSS = (Path(page_module.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK, PRINT = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{([^}]*)\}", CSS)
)
TEXT_ON = [
    *((text, on) for text in ("ink", "quiet", "accent", "bad") for on in ("paper", "ground")),
    *((text, "accent-soft") for text in ("ink", "quiet", "accent")),
    *((text, "bad-soft") for text in ("ink", "bad", "accent", "quiet")),
    ("warn", "warn-soft"),
    ("good", "good-soft"),
    ("on-bar", "bar"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
@pytest.mark.parametrize(("text", "on"), TEXT_ON)
def test_text_has_the_contrast_of_level_aa(theme: dict[str, str], text: str, on: str) -> None:
    bright, dim = sorted((luminance(theme[text]), luminance(theme[on])), reverse=True)

    assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_every_colour_is_named_in_every_theme() -> None:
    assert set(LIGHT) == set(DARK) == set(PRINT)
    used = set(re.findall(r"var\(--([a-z-]+)\)", CSS))
    assert used <= set(LIGHT)
