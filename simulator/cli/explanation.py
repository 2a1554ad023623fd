"""What a code means: an error of handling, a rule, a competency, a finding, a message."""

from __future__ import annotations

from simulator.doctrine.competency import load_competencies
from simulator.doctrine.error import load_errors
from simulator.doctrine.rule import find_rule, load_rules
from simulator.errors import UsageError
from simulator.wording.voice import PLACEHOLDER, Voice


def explanation_of(code: str, voice: Voice) -> list[str]:
    """Lines of explanation. Raises ``UsageError("code-unknown")``."""
    for error in load_errors():
        if error.id == code.upper():
            rules = [find_rule(rule) for rule in error.rules]
            return [
                f"{error.id}  {voice.phrase(error.title())}",
                voice.phrase(error.instead()),
                voice.say(f"doctrine.severity.{error.severity.value}"),
                *(f"  {voice.phrase(r.cite())}: {voice.phrase(r.wording())}" for r in rules),
                f"  {error.competency} {voice.say(f'doctrine.competency.{error.competency}')}",
            ]
    for rule in load_rules():
        if rule.id.casefold() == code.casefold():
            return [voice.phrase(rule.cite()), voice.phrase(rule.wording())]
    for competency in load_competencies():
        if competency.id == code.upper():
            return [f"{competency.id} {voice.say(f'doctrine.competency.{competency.id}')}"]
    for lead in ("error", "custody"):
        parts = ("what", "why", "fix") if lead == "error" else ("says", "proves", "cannot")
        if voice.knows(f"{lead}.{code}.{parts[0]}"):
            said = [voice.say(f"{lead}.{code}.{part}") for part in parts]
            # What the sentence is about is known only where it was met.
            return [PLACEHOLDER.sub("…", sentence) for sentence in said]
    raise UsageError("code-unknown", word=code)
