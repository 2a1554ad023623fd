"""The command line: thin commands; whatever goes wrong ends in a sentence and an exit code.

Imports at the top of command modules stay light, so that ``--help`` answers at once; a
command imports what it needs when it runs.
"""

from __future__ import annotations

import os
import sys

import typer

from simulator.cli import (
    attempts,
    checkup,
    frameworks,
    keys,
    logs,
    playing,
    reviews,
    scenarios,
    stores,
)
from simulator.cli.console import prepare
from simulator.errors import SimulatorError

INTERRUPTED = 130
_BROKEN_PIPE = 141

app = typer.Typer(
    name="simulator",
    help="Train the handling of electronic evidence: play, check the log, read the debrief.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
playing.register(app)
attempts.register(app)
reviews.register(app)
app.add_typer(logs.app, name="log")
app.add_typer(scenarios.app, name="scenario")
app.add_typer(scenarios.packs, name="pack")
app.add_typer(frameworks.app, name="framework")
app.add_typer(keys.app, name="keys")
app.add_typer(stores.app, name="store")
checkup.register(app)


def main() -> int:
    """Run the command line; returns the exit code."""
    prepare()
    try:
        app()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except Exception as error:
        return _told(error)
    return 0


def _told(error: Exception) -> int:
    """An error of ours becomes sentences; anything else is a fault of the program."""
    from simulator.cli.voices import voice_for
    from simulator.wording.error import tell

    if not isinstance(error, SimulatorError):
        error = _fault(error)
    sys.stderr.write(tell(error, voice_for("")) + "\n")
    return error.exit_code


def _fault(error: Exception) -> SimulatorError:
    """What the system refused, as an error of ours; a fault of the program is raised again."""
    import errno

    from simulator.errors import HostError

    if isinstance(error, OSError):
        code = "disk-full" if error.errno == errno.ENOSPC else "host-refused"
        return HostError(code, name=str(error.filename or ""), detail=error.strerror or "")
    raise error
