"""Commands about keys: ``keys list|new|show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from simulator.store.keyring import Keyring

app = typer.Typer(help="Keys of the people who sign.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="For other programs.")]
Name = Annotated[str, typer.Argument(help="A pseudonym: small letters, digits, hyphens.")]


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List pseudonyms and their public keys."""
    from simulator.cli.listing import print_json, print_table

    found = [{"name": name, "key": key} for name, key in _public()]
    if as_json:
        print_json(found)
    else:
        print_table("", "keys", ("name", "key"), [list(one.values()) for one in found])


@app.command()
def new(name: Name) -> None:
    """Make a key for a pseudonym; the file is readable by its owner only."""
    typer.echo(str(_ring().create(name).vkey))


@app.command()
def show(name: Name) -> None:
    """Print the public key of a pseudonym."""
    typer.echo(str(_ring().read(name).vkey))


def _ring() -> Keyring:
    from simulator.store.home import find_home
    from simulator.store.keyring import Keyring

    home = find_home()
    home.prepare()
    return Keyring(home.keys)


def _public() -> list[tuple[str, str]]:
    ring = _ring()
    return [(name, str(ring.read(name).vkey)) for name in ring.names()]
