"""Commands about attempts: ``attempts``, ``status``, ``exhibits``, ``debrief``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="For other programs.")]
Attempt = Annotated[str, typer.Argument(help="Attempt id or its beginning.")]
Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(attempts)
    app.command()(status)
    app.command()(exhibits)
    app.command()(debrief)


def attempts(as_json: Json = False, lang: Lang = "") -> None:
    """List attempts, oldest first."""
    from simulator.cli.listing import print_json, print_table
    from simulator.exercise import sitting
    from simulator.store.home import find_home

    with sitting.store_of(find_home()) as store:
        rows = [row for row in store.attempts() if row.entries]
    if as_json:
        print_json(
            [
                {
                    "id": row.id,
                    "scenario": row.scenario,
                    "seed": row.seed,
                    "status": row.status,
                    "entries": row.entries,
                    "level": row.level,
                }
                for row in rows
            ]
        )
        return
    cells = [
        [row.id, row.scenario, str(row.seed), row.level, row.status, str(row.entries)]
        for row in rows
    ]
    heads = ("id", "scenario", "seed", "level", "status", "entries")
    print_table(lang, "attempts", heads, cells)


def status(attempt: Attempt, as_json: Json = False, lang: Lang = "") -> None:
    """Where an attempt stands: time, stage, lines, exhibits."""
    from simulator.cli.listing import print_json, print_pairs
    from simulator.exercise import sitting
    from simulator.store.home import find_home
    from simulator.terms.casetime import clock

    home = find_home()
    with sitting.store_of(home) as store:
        row = store.attempt(attempt)
        seat = sitting.rebuild(home, store, row)
        state = seat.position.state
        found = {
            "id": row.id,
            "scenario": row.scenario,
            "seed": row.seed,
            "status": row.status,
            "entries": seat.head.size,
            "case_time": clock(state.now),
            "stage": state.stage,
            "lines": seat.position.lines,
            "exhibits": sum(1 for item in state.items if item.exhibit),
            "words": " ".join(seat.words()),
        }
    if as_json:
        print_json(found)
    else:
        print_pairs(lang, "status", found)


def exhibits(attempt: Attempt, as_json: Json = False, lang: Lang = "") -> None:
    """List exhibits with the files and digests of their copies."""
    from simulator.cli.listing import print_json, print_table
    from simulator.exercise import sitting
    from simulator.exercise.exhibits import exhibits_of
    from simulator.store.home import find_home

    home = find_home()
    with sitting.store_of(home) as store:
        seat = sitting.rebuild(home, store, store.attempt(attempt))
        found = exhibits_of(seat)
    if as_json:
        print_json(found)
        return
    cells = [
        [str(one["id"]), str(one["kind"]), str(one["sha256"])[:16], "\n".join(map(str, paths))]
        for one in found
        for paths in [one["paths"] if isinstance(one["paths"], list) else []]
    ]
    print_table(lang, "exhibits", ("id", "kind", "sha256", "paths"), cells)


def debrief(
    attempt: Annotated[
        str, typer.Argument(help="Attempt id or its beginning; else the last.")
    ] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The HTML file.")] = None,
    lang: Lang = "",
) -> None:
    """Write the debrief: one HTML file that explains every point."""
    from simulator.cli.voices import voice_for
    from simulator.errors import UsageError
    from simulator.exercise import archive, sitting
    from simulator.store.home import find_home

    home = find_home()
    with sitting.store_of(home) as store:
        row = sitting.last(store, attempt)
        if row.level == "exam" and row.status == "open":
            raise UsageError("exam-still-open", attempt=row.id)
        seat = sitting.rebuild(home, store, row)
        voice = voice_for(lang or row.lang, seat.scenario)
        path = output or Path(f"debrief-{row.id}.html")
        archive.debrief(seat, voice, path)
    typer.echo(voice.say("demo.score", score=seat.judgement().score.points))
    typer.echo(voice.say("demo.debrief", path=str(path.absolute())))
