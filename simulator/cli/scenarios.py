"""Commands about scenarios and packs: ``scenario list|check|show``, ``pack list``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="List and check scenarios.", no_args_is_help=True, rich_markup_mode=None)
packs = typer.Typer(help="Legal packs.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="For other programs.")]
Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]


@app.command("list")
def list_(as_json: Json = False, lang: Lang = "") -> None:
    """List the bundled scenarios."""
    from msgspec.structs import asdict

    from simulator.authoring.listing import rows
    from simulator.cli.listing import print_json, print_table
    from simulator.cli.voices import language

    found = rows(language(lang))
    if as_json:
        print_json([asdict(row) for row in found])
        return
    cells = [
        [row.id, row.version, row.title, str(row.minutes), row.role, ",".join(row.languages)]
        for row in found
    ]
    heads = ("id", "version", "title", "minutes", "role", "languages")
    print_table(lang, "scenarios", heads, cells)


@app.command()
def check(
    scenario: Annotated[list[str], typer.Argument(help="Names, or folders.")],
    lang: Lang = "",
) -> None:
    """Check scenarios; every independent fault at once. Exit 1 when there is an error."""
    from simulator.authoring.check import check as check_folder
    from simulator.cli.voices import voice_for
    from simulator.scenario.diagnostic import render
    from simulator.scenario.library import folder_of

    voice = voice_for(lang)
    bad = False
    for name in scenario:
        folder = folder_of(name) if not Path(name).is_dir() else Path(name)
        found = check_folder(folder)
        for diagnostic in found:
            source = _source(folder / diagnostic.place.file)
            typer.echo(render(diagnostic, source, lambda code, of: voice.say(code, **of)))
        bad = bad or bool(found)
        typer.echo(voice.say("check.done", name=name, count=len(found)))
    raise typer.Exit(1 if bad else 0)


def _source(path: Path) -> str:
    """The author's text, to show the line that is meant; nothing when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@packs.command("list")
def pack_list(as_json: Json = False, lang: Lang = "") -> None:
    """List the legal packs that ship."""
    from simulator.cli.listing import print_json, print_table
    from simulator.cli.voices import voice_for
    from simulator.doctrine.library import load_packs

    voice = voice_for(lang)
    found = [
        {"id": pack.id, "status": pack.status.value, "name": voice.phrase(pack.title())}
        for pack in load_packs()
    ]
    if as_json:
        print_json(found)
        return
    print_table(lang, "packs", ("id", "status", "name"), [list(one.values()) for one in found])
