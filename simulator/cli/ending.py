"""The end of a demonstration: bundle, verdict in plain words, debrief."""

from __future__ import annotations

import sys

from simulator.cli.voices import voice_for
from simulator.custody import bundle as bundles
from simulator.custody.verify import verify
from simulator.exercise import archive, sitting
from simulator.store.home import Home


def conclude(home: Home, id: str, lang: str) -> None:
    """Export the log, verify the file that was written, write the debrief, say where."""
    with sitting.store_of(home) as store:
        row = store.attempt(id)
        seat = sitting.rebuild(home, store, row)
        folder = home.attempt(id)
        bundle = archive.export(seat, folder / "log.zip")
        voice = voice_for(lang or row.lang, seat.scenario)
        page = archive.debrief(seat, voice, folder / "debrief.html")
    outcome = verify(bundles.read(bundle))
    score = seat.judgement().score.points
    out = sys.stdout
    out.write("\n")
    out.write(voice.say("demo.log", path=str(bundle)) + "\n")
    out.write("  " + voice.say(f"verdict.{outcome.verdict}", entries=outcome.entries) + "\n")
    out.write("  " + voice.say("demo.score", score=score) + "\n")
    out.write(voice.say("demo.debrief", path=str(page)) + "\n")
