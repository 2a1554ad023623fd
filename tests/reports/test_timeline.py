from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reports.horizon import LOST, SAVED, horizons
from simulator.reports.svg import GUTTER, RIGHT, draw
from simulator.reports.table import rows
from simulator.reports.teller import Teller
from simulator.reports.timeline import timelines
from tests.reports.run import drill, run, search

RECT = r'<rect class="(?:bar|horizon \w+)" x="(\d+)"[^>]*width="(\d+)"'
ACTS = (
    "look phone",
    "photograph phone",
    "wait for=5",
    "flight phone why=stop-signals",
    "radios phone why=stop-signals",
    "isolate phone bag=FB-2 why=stop-signals",
    "isolate phone bag=FB-1 why=stop-signals",
    "sabina: guard",
    "sabina: search room sight=both",
    "finish",
)


def test_what_was_lost_and_what_was_made_safe() -> None:
    lost = {h.kind: h for h in horizons(drill().plan, drill().view().story)}
    safe = {h.kind: h for h in horizons(search().plan, search().view().story)}

    assert (lost["wipe"].fate, lost["wipe"].by) == (LOST, "Wiped")
    assert (safe["wipe"].fate, safe["volume"].fate) == (SAVED, SAVED)
    assert safe["wipe"].until < safe["wipe"].due


def test_every_point_lost_is_drawn_once() -> None:
    for made in (drill(), search()):
        view = made.view()
        lines = timelines(made.plan, view.story, view.judgement.score.findings)
        drawn = [found for line in lines for found in line.lost]

        assert sorted(f.points for f in drawn) == sorted(
            f.points for f in view.judgement.score.findings
        )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(ACTS), max_size=8), st.integers(0, 50))
def test_every_drawing_stays_in_its_frame_and_in_integers(acts: list[str], seed: int) -> None:
    made = run("ringing-phone", tuple(acts), seed)
    view = made.view(verified=False)
    teller = Teller(view, made.voice())
    for line in timelines(made.plan, view.story, view.judgement.score.findings):
        svg = draw(line, teller, "t1")
        assert not re.search(r'\s(?:x|y|x1|x2|y1|y2|cx|cy|width|height|d)="[^"]*\.\d', svg)
        for x, width in re.findall(
            r'<rect class="(?:bar|horizon \w+)" x="(\d+)"[^>]*width="(\d+)"', svg
        ):
            assert GUTTER <= int(x) <= RIGHT
            assert int(x) + int(width) <= RIGHT + 2
        assert len(rows(line, teller)) >= sum(len(lane.bars) for lane in line.lanes)
