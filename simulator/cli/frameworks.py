"""``framework show``: roles, competencies and target levels."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    help="The competency framework by role and level.", no_args_is_help=True, rich_markup_mode=None
)
Lang = Annotated[str, typer.Option("--lang", help="en, ru or tg; else the system's language.")]


@app.callback()
def group() -> None:
    """The competency framework by role and level."""


@app.command()
def show(
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
    lang: Lang = "",
) -> None:
    """Show competencies, roles, and the level each role should reach."""
    from simulator.cli.listing import print_json, print_table
    from simulator.cli.voices import voice_for
    from simulator.doctrine import role
    from simulator.doctrine.competency import load_competencies
    from simulator.terms.vocabulary import Role

    voice = voice_for(lang)
    competencies = [one.id for one in load_competencies()]
    named = {id: voice.say(f"doctrine.competency.{id}") for id in competencies}
    targets = {one.value: {id: role.target(one, id) for id in competencies} for one in Role}
    if as_json:
        print_json(
            {
                "competencies": [{"id": id, "name": name} for id, name in named.items()],
                "roles": [{"id": one.value, "name": voice.phrase(role.title(one))} for one in Role],
                "targets": targets,
            }
        )
        return
    rows = [[id, *(str(targets[one.value][id]) for one in Role), named[id]] for id in competencies]
    print_table(lang, "framework", ("id", *(one.value for one in Role), "name"), rows)
