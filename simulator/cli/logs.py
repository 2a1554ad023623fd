"""Commands of the custody log: ``log show|verify|export|form|why``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Show, verify, export and explain the custody log.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Json = Annotated[bool, typer.Option("--json", help="For other programs.")]
Source = Annotated[str, typer.Argument(help="Attempt id, or a bundle.")]
Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]


@app.command()
def show(source: Source, as_json: Json = False, lang: Lang = "") -> None:
    """Show the entries of a log; of an attempt still open the protocol alone."""
    from simulator.cli.listing import print_json
    from simulator.cli.voices import voice_for
    from simulator.custody.body import PROTOCOL
    from simulator.review.casefile import open_log
    from simulator.terms.casetime import clock

    log = open_log(source)
    closed = any(entry.type == "closed" for entry in log.entries)
    shown = [entry for entry in log.entries if closed or entry.type in PROTOCOL]
    if as_json:
        print_json([{**_plain(entry), "body": entry.fields} for entry in shown])
        return
    voice = voice_for(lang)
    if not closed:
        typer.echo(voice.say("log.still-open"))
    for entry in shown:
        text = log.line_of(entry, voice)
        typer.echo(f"{entry.seq:>4} {clock(entry.at)} {entry.type:<10} {entry.by:<10} {text}"[:200])


def _plain(entry: object) -> dict[str, object]:
    return {name: getattr(entry, name) for name in ("seq", "type", "at", "by", "prev")}


@app.command()
def verify(
    source: Source,
    anchor: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint, receipt or six words kept elsewhere.")
    ] = None,
    as_json: Json = False,
    lang: Lang = "",
) -> None:
    """Check a log. Exit 0 intact and anchored, 3 intact, 1 altered, 2 unreadable."""
    from simulator.cli.listing import print_json
    from simulator.cli.voices import voice_for
    from simulator.review.casefile import open_bundle, read_anchor
    from simulator.review.verdict import verdict_lines

    voice = voice_for(lang)
    from simulator.custody.verify import verify as check

    outcome = check(open_bundle(source), [read_anchor(path) for path in anchor or []])
    if as_json:
        print_json(outcome.as_json(voice.phrase))
    else:
        for line in verdict_lines(outcome, voice):
            typer.echo(line)
    raise typer.Exit(outcome.exit_code)


@app.command()
def export(
    attempt: Annotated[str, typer.Argument(help="Attempt id or its beginning.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The zip file.")] = None,
    lang: Lang = "",
) -> None:
    """Write the bundle: entries, checkpoint, keys, scenario, and truth once closed."""
    from simulator.cli.voices import voice_for
    from simulator.exercise import archive, sitting
    from simulator.store.home import find_home

    home = find_home()
    with sitting.store_of(home) as store:
        row = store.attempt(attempt)
        seat = sitting.rebuild(home, store, row)
        path = archive.export(seat, output or Path(f"{row.scenario}-{row.id}.zip"))
    typer.echo(voice_for(lang).say("log.exported", path=str(path)))


@app.command()
def form(
    source: Source,
    html: Annotated[Path | None, typer.Option(help="Write it as HTML to this file.")] = None,
    lang: Lang = "",
) -> None:
    """Print the protocol of search, with the six words to write on both copies."""
    from simulator.review.casefile import open_case
    from simulator.review.printed import printed_html, printed_text

    case = open_case(source, lang)
    if html is not None:
        html.write_text(printed_html(case), encoding="utf-8")
        typer.echo(str(html))
        return
    typer.echo(printed_text(case))


@app.command()
def why(
    source: Source,
    entry: Annotated[int, typer.Argument(help="Number of the entry.")],
    lang: Lang = "",
) -> None:
    """Explain one entry: what it is, what it cost, by which rule."""
    from simulator.review.casefile import open_case
    from simulator.review.reason import reason_lines

    for line in reason_lines(open_case(source, lang), entry):
        typer.echo(line)
