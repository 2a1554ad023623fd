"""``review``: whole? accounted for? true? who signed? what cannot be said; what to ask."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Put the command on the application."""
    app.command()(review)


def review(
    bundles: Annotated[list[Path], typer.Argument(help="One bundle or several.")],
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="en, ru or tg.")] = "",
) -> None:
    """Audit bundles. Exits as ``log verify``; over several the worst of 2, 1, 3, 0."""
    from simulator.cli.listing import print_json
    from simulator.cli.voices import voice_for
    from simulator.errors import SimulatorError
    from simulator.review.audit import audit
    from simulator.wording.error import tell

    found, codes = [], []
    for path in bundles:
        try:
            outcome = audit(path, lang)
        except SimulatorError as error:
            typer.echo(tell(error, voice_for(lang)), err=True)
            codes.append(error.exit_code)
            continue
        codes.append(outcome.exit_code)
        found.append(outcome.as_json())
        if not as_json:
            typer.echo(outcome.text)
    if as_json:
        print_json(found[0] if len(bundles) == 1 and found else found)
    raise typer.Exit(next(code for code in (2, 1, 3, 0) if code in codes))
