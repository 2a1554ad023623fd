from __future__ import annotations

import json

import pytest

from simulator.custody import bundle, entry
from simulator.custody.verify import verify
from simulator.reports.review import Reexecution, Review, review_json, review_text
from simulator.reports.view import view_of
from tests.reports.run import Run, drill, search

AGREES = Reexecution("agrees", "recomputed")


def reviewed(made: Run, lang: str = "en") -> Review:
    view = made.view(lang)
    assert view.verification is not None
    return Review("trainee-07.zip", view.verification, AGREES, view)


def tampered(made: Run) -> Review:
    files = dict(made.files)
    name = "entries/000014.note"
    files[name] = files[name].replace(b'"9999"', b'"0471"')
    checked = verify(bundle.Bundle(files))
    entries = [entry.read(data) for _, data in bundle.Bundle(files).entries]
    texts = made.scenario.text("en")
    view = view_of(made.plan, made.position, entries, texts, checked)
    return Review("trainee-07.zip", checked, AGREES, view)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_six_questions_in_order_within_eighty_columns(lang: str) -> None:
    for made in (drill(), search()):
        text = review_text(reviewed(made, lang), made.voice(lang))
        rows = text.splitlines()
        heads = [row for row in rows if row[:1] == " " and row[1:2].isdigit()]

        assert [row[1] for row in heads] == list("123456")
        assert max(map(len, rows)) <= 80
        assert "<" not in text.replace("<script>alert(1)</script>", "")
        assert "{" not in text


def test_a_changed_entry_is_named_and_nobody_is_accused() -> None:
    text = " ".join(review_text(tampered(drill()), drill().voice()).split())

    assert "Altered: the log is not as it was written" in text
    assert "(exit 1)" in text
    assert "e14:" in text
    assert "e14: what stood here" in text
    assert "from the entries as they lie here" in text


def test_untruths_are_listed_with_their_entries() -> None:
    text = " ".join(review_text(reviewed(drill()), drill().voice()).split())

    assert 'UNTRUE e14 seal no.: written "9999", but it was "0471".' in text
    assert "HIDES e16" in text
    assert "seal 9999 became 0471" in text


def test_a_program_is_never_taken_for_a_person() -> None:
    text = " ".join(review_text(reviewed(drill()), drill().voice()).split())

    assert "(played by the program): 1 entry" in text
    assert "Shows the step, not a second person." in text


def test_the_json_has_the_promised_fields() -> None:
    made = drill()
    told = json.loads(json.dumps(review_json(reviewed(made), made.voice())))

    assert {"integrity", "custody", "reexecution", "assessment", "court"} <= set(told)
    assert {"verdict", "entries", "anchored_to", "findings"} <= set(told["integrity"])
    assert told["reexecution"]["status"] == "agrees"
    assert told["reexecution"]["bytes"] == "recomputed"
    assert 0 <= told["assessment"]["score"] <= 100
    assert sum(told["assessment"]["dimensions"].values()) == sum(
        found["points"] for found in told["assessment"]["findings"]
    )
    for found in told["assessment"]["findings"]:
        assert {"error", "rule", "clause", "competency", "entries", "points", "says"} <= set(found)
        assert found["points"] >= 0
        assert found["entries"] or found["absent"]
        assert found["clause"]
        assert found["says"]


def test_a_bundle_without_a_readable_beginning_is_still_reviewed() -> None:
    made = drill()
    review = Review("x.zip", made.verification(), Reexecution("not-run"))

    assert "nothing is assessed" in " ".join(review_text(review, made.voice()).split())
    assert review_json(review, made.voice())["assessment"] is None
