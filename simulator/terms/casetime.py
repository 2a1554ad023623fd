"""Case time: whole seconds since midnight of the scenario's first day.

The simulated clock is the only time that enters signed bytes. Times past midnight
simply go on counting (25:10 is 90600 s).
"""

from __future__ import annotations

MINUTE = 60
HOUR = 3600
DAY = 86400


def clock(seconds: int) -> str:
    """``24000`` → ``06:40``; the day is left out."""
    return f"{seconds // HOUR % 24:02d}:{seconds % HOUR // MINUTE:02d}"


def parse_clock(text: str) -> int | None:
    """``06:40``, ``6.40``, ``0640`` → seconds since midnight; anything else → ``None``."""
    text = text.strip().replace(".", ":")
    if ":" in text:
        hours, _, minutes = text.partition(":")
    elif len(text) in (3, 4):
        hours, minutes = text[:-2], text[-2:]
    else:
        return None
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return None
    if len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * HOUR + int(minutes) * MINUTE


def parse_duration(text: str) -> int | None:
    """``5``, ``5 min``, ``30m``, ``20s``, ``20 s``, ``2 h`` → seconds; a bare number is minutes."""
    text = text.strip().replace(" ", "")
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = text[len(digits) :]
    factor = {"": MINUTE, "m": MINUTE, "min": MINUTE, "s": 1, "sec": 1, "h": HOUR, "d": DAY}
    if not (digits.isascii() and digits.isdigit()) or unit not in factor or len(digits) > 6:
        return None
    return int(digits) * factor[unit]
