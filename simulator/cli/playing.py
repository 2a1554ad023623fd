"""Commands that play: ``demo``, ``play``, ``resume``, ``act``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.terms.vocabulary import Level

if TYPE_CHECKING:
    from simulator.cli.feed import Feed
    from simulator.exercise.seat import Seat

Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]
Name = Annotated[str, typer.Option("--name", help="Pseudonym that signs; its key is in keys/.")]
MODEL = "walkthrough.txt"


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(demo)
    app.command()(play)
    app.command()(resume)
    app.command()(act)


def demo(
    scenario: Annotated[str, typer.Argument(help="Which scenario.")] = "flat-12",
    seed: Annotated[int, typer.Option(help="Same seed, same case.")] = 7,
    lang: Lang = "",
) -> None:
    """Watch a model run, verify its log, and get its debrief."""
    from simulator.cli.ending import conclude
    from simulator.cli.feed import Script
    from simulator.errors import UsageError
    from simulator.scenario.folder import load
    from simulator.scenario.library import folder_of
    from simulator.store.home import find_home

    folder = folder_of(scenario)
    model = folder / MODEL
    if not model.exists():
        raise UsageError("no-walkthrough", scenario=scenario)
    feed = Script(model.read_text(encoding="utf-8"), MODEL)
    id = _new(load(folder), feed, Level.GUIDED, lang, seed, "demo")
    conclude(find_home(), id, lang)


def play(
    scenario: Annotated[str, typer.Argument(help="Name of a bundled scenario, or a folder.")],
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**31, help="Same seed, same case.")
    ] = None,
    level: Annotated[Level, typer.Option(help="How much the program helps.")] = Level.GUIDED,
    lang: Lang = "",
    name: Name = "trainee",
    script: Annotated[
        Path | None, typer.Option(help="Answers from a file, one a line, '#' comments.")
    ] = None,
) -> None:
    """Play a scenario."""
    import secrets

    from simulator.cli.feed import Keyboard
    from simulator.scenario.library import find

    feed: Feed = _script(script) if script else Keyboard()
    chosen = secrets.randbelow(10_000) if seed is None else seed
    _new(find(scenario), feed, level, lang, chosen, name)


def resume(
    attempt: Annotated[
        str, typer.Argument(help="Attempt id or its beginning; else the last.")
    ] = "",
    lang: Lang = "",
    script: Annotated[Path | None, typer.Option(help="Answers from a file.")] = None,
) -> None:
    """Go on with an attempt that was left or cut off."""
    from simulator.cli.feed import Keyboard
    from simulator.exercise import sitting
    from simulator.store.home import find_home

    feed: Feed = _script(script) if script else Keyboard()
    home = find_home()
    with sitting.store_of(home) as store:
        row = sitting.last_open(store, attempt)
        with sitting.resume(home, store, row.id) as seat:
            _at_table(seat, feed, lang or row.lang, begun=True)


def act(
    attempt: Annotated[str, typer.Argument(help="Attempt id or its beginning.")],
    line: Annotated[str, typer.Argument(help="One act, as at the prompt.")],
    lang: Lang = "",
) -> None:
    """Carry out one act of an open attempt, without a prompt."""
    from simulator.cli.feed import Script
    from simulator.exercise import sitting
    from simulator.store.home import find_home

    home = find_home()
    with sitting.store_of(home) as store:
        row = sitting.last_open(store, attempt)
        with sitting.resume(home, store, row.id) as seat:
            _at_table(seat, Script(line, "act"), lang or row.lang, begun=True, quiet=True)


def _script(path: Path) -> Feed:
    from simulator.cli.console import clean
    from simulator.cli.feed import Script
    from simulator.errors import UsageError

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError("script-missing", file=str(path)) from error
    return Script(clean(data.decode("utf-8", "surrogateescape")), path.name)


def _new(scenario: object, feed: Feed, level: Level, lang: str, seed: int, name: str) -> str:
    from simulator.cli.voices import language
    from simulator.exercise import sitting
    from simulator.scenario.folder import Scenario
    from simulator.store.home import find_home

    assert isinstance(scenario, Scenario)
    home = find_home()
    chosen = language(lang)
    terms = sitting.Terms(seed, level.value, chosen, name)
    with sitting.store_of(home) as store, sitting.sit_down(home, store, scenario, terms) as seat:
        _at_table(seat, feed, chosen, begun=False)
        return seat.id


def _at_table(seat: Seat, feed: Feed, lang: str, *, begun: bool, quiet: bool = False) -> None:
    from simulator.cli.brief import brief, farewell
    from simulator.cli.dialog import Dialog
    from simulator.cli.paper import Paper
    from simulator.cli.table import play as play_at
    from simulator.cli.voices import language, lexicon_for, sentences
    from simulator.wording.voice import Voice

    chosen = language(lang)
    voice = Voice(chosen, sentences(seat.scenario, chosen))
    dialog = Dialog(seat, Paper(voice), lexicon_for(seat.scenario, seat.plan, chosen), feed)
    if not quiet:
        brief(dialog, begun=begun)
    play_at(dialog)
    if not quiet:
        farewell(dialog)
