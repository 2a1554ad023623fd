"""Commands of the store: ``store backup|restore|delete``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Back up, restore, delete attempts.", no_args_is_help=True, rich_markup_mode=None
)
Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write.")], lang: Lang = ""
) -> None:
    """Copy the whole database to one file, with its digest beside it."""
    from simulator.cli.voices import voice_for
    from simulator.store.backup import backup as copy
    from simulator.store.home import find_home

    home = find_home()
    home.prepare()
    digest = copy(home.database, target)
    typer.echo(voice_for(lang).say("store.backed-up", path=str(target), digest=digest))


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A file made by backup.")], lang: Lang = ""
) -> None:
    """Put a backup in place of the database; what was there is kept beside it."""
    from simulator.cli.voices import voice_for
    from simulator.store.backup import restore as put
    from simulator.store.home import find_home

    home = find_home()
    home.prepare()
    kept = put(source, home.database)
    typer.echo(voice_for(lang).say("store.restored", path=str(kept or "-")))


@app.command()
def delete(
    attempt: Annotated[str, typer.Argument(help="Attempt id or its beginning.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    lang: Lang = "",
) -> None:
    """Erase an attempt with its entries and files, for good."""
    from simulator.cli.voices import voice_for
    from simulator.exercise import sitting
    from simulator.store.home import find_home

    home, voice = find_home(), voice_for(lang)
    with sitting.store_of(home) as store:
        row = store.attempt(attempt)
        question = voice.say("store.sure", attempt=row.id, scenario=row.scenario)
        if not yes and not typer.confirm(question):
            raise typer.Exit(1)
        sitting.erase(home, store, row.id)
    typer.echo(voice.say("store.deleted", attempt=row.id))
