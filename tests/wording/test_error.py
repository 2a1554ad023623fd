from __future__ import annotations

from simulator.errors import BundleError, Place, UsageError
from simulator.scenario.diagnostic import DiagnosticError, diagnostic
from simulator.wording.error import tell, tell_place
from simulator.wording.voice import Voice

TEXTS = {
    "error.torn.what": "The file {name} stops in the middle.",
    "error.torn.why": "Nothing after it can be checked.",
    "error.torn.fix": "Copy it again.",
}


def test_what_where_why_and_the_one_thing_to_do() -> None:
    error = BundleError("torn", place=Place("a.note", 3, 7), name="a.note")

    assert tell(error, Voice("en", TEXTS)).splitlines() == [
        "The file a.note stops in the middle. [torn]",
        "  a.note:3:7",
        "  Nothing after it can be checked.",
        "  Copy it again.",
    ]


def test_place_prints_only_what_is_known() -> None:
    assert tell_place(Place("x.yaml")) == "x.yaml"
    assert tell_place(Place("x.yaml", 4)) == "x.yaml:4"


def test_error_without_words_still_shows_its_code() -> None:
    assert tell(UsageError("nobody-worded-this"), Voice("en")) == (
        "<error.nobody-worded-this.what> [nobody-worded-this]"
    )


def test_scenario_error_shows_every_cause_with_its_line() -> None:
    error = DiagnosticError(
        diagnostic("torn", Place("scenario.yaml", 2, 3), 4, name="first"),
        diagnostic("torn", Place("scenario.yaml", 1, 1), 1, name="second"),
    )

    told = tell(error, Voice("en", TEXTS), {"scenario.yaml": "a: 1\nb: oops\n"})

    assert "first stops in the middle" in told
    assert "second stops in the middle" in told
    assert "2 | b: oops" in told
