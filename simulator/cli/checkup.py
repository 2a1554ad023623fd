"""``doctor``: is this computer fit; ends with the one thing to do. ``explain``: what a code is."""

from __future__ import annotations

from typing import Annotated

import typer

Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(doctor)
    app.command()(explain)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
    lang: Lang = "",
) -> None:
    """Check this computer: Python, console, folder, store, keys, scenarios."""
    from simulator.cli.listing import print_json
    from simulator.cli.voices import voice_for
    from simulator.exercise.health import examine
    from simulator.store.home import find_home

    voice = voice_for(lang)
    found = examine(find_home())
    if as_json:
        print_json([{"check": one.name, "ok": one.ok, "detail": one.detail} for one in found])
    else:
        for one in found:
            mark = "ok" if one.ok else "--"
            typer.echo(f"{mark}  {voice.say(f'doctor.{one.name}')}: {one.detail}")
        broken = next((one for one in found if not one.ok), None)
        typer.echo(voice.say(f"doctor.{broken.name}.fix" if broken else "doctor.fine"))
    raise typer.Exit(0 if all(one.ok for one in found) else 1)


def explain(
    code: Annotated[str, typer.Argument(help="An error (E16), a rule (ACPO.1), a finding's code.")],
    lang: Lang = "",
) -> None:
    """Explain a code in plain words."""
    from simulator.cli.explanation import explanation_of
    from simulator.cli.voices import voice_for

    for line in explanation_of(code, voice_for(lang)):
        typer.echo(line)
