"""The reference of the command line, as ``--help`` prints it in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

from simulator.cli.app import app


def text() -> str:
    """Every command with its help, groups before their commands."""
    return "\n".join(_pages(typer.main.get_command(app), "simulator", None))


def names() -> list[str]:
    """``simulator``, ``simulator play``, ``simulator log verify`` and so on."""
    return [page.split("\n", 1)[0].strip("# `") for page in text().split("\n## ")]


def _pages(command: Any, name: str, parent: Any) -> Iterator[str]:
    context = command.context_class(
        command, info_name=name, parent=parent, terminal_width=80, max_content_width=80
    )
    yield f"## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"
    for inner, child in getattr(command, "commands", {}).items():
        yield from _pages(child, inner, context)
