"""An error told to a person: what happened, where, why it matters, the one thing to do."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.errors import Place, ScenarioError, SimulatorError
from simulator.scenario.diagnostic import Diagnostic, render
from simulator.wording.voice import Voice


def tell_place(place: Place) -> str:
    """``scenario.yaml:14:7``, the form that editors and terminals can jump to."""
    parts = [place.file, *(str(number) for number in (place.line, place.column) if number)]
    return ":".join(parts)


def tell(error: SimulatorError, voice: Voice, sources: Mapping[str, str] | None = None) -> str:
    """Two to four lines; a scenario that did not compile shows each of its causes after them.

    The code stands in brackets after the first line, for ``simulator explain``.
    ``sources`` holds the text of the author's files by name: with it a cause shows
    the line it means.
    """
    stem = f"error.{error.code}"
    lines = [f"{voice.say(f'{stem}.what', **error.params)} [{error.code}]"]
    if error.place is not None:
        lines.append(f"  {tell_place(error.place)}")
    lines.extend(
        f"  {voice.say(code, **error.params)}"
        for code in (f"{stem}.why", f"{stem}.fix")
        if voice.knows(code)
    )
    if isinstance(error, ScenarioError):
        known = sources or {}
        lines.extend(
            render(cause, known.get(cause.place.file, ""), lambda code, of: voice.say(code, **of))
            for cause in error.diagnostics
            if isinstance(cause, Diagnostic)
        )
    return "\n".join(lines)
