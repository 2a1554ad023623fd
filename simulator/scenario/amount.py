"""Durations, ranges, sizes, hours and dates as an author writes them.

Every function raises ``ValueError`` with a diagnostic code; the caller knows the place.
"""

from __future__ import annotations

import re
from datetime import datetime

from simulator.scenario.plan import Span
from simulator.terms.casetime import parse_clock, parse_duration

SPAN = r"(?:\d+\s*[a-z]*\s+to\s+)?\d+\s*[a-z]*"
"""Pattern of a duration or a range of durations, to be used inside larger phrases."""

_EPOCH = datetime(1970, 1, 1)
_UNITS = {"KIB": 1 << 10, "MIB": 1 << 20, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_WORDS = {"minutes": "min", "minute": "min", "seconds": "s", "second": "s", "hours": "h",
          "hour": "h", "days": "d", "day": "d"}  # fmt: skip


def seconds(text: str) -> int:
    """``7 min``, ``90 s``, ``2 h`` → seconds. A number without a unit is refused."""
    match = re.fullmatch(r"(\d{1,6})\s*([a-z]+)", text.strip().lower())
    if match is None:
        raise ValueError("duration-unclear")
    value = parse_duration(match[1] + _WORDS.get(match[2], match[2]))
    if value is None:
        raise ValueError("duration-unclear")
    if value > 30 * 86400:
        raise ValueError("duration-long")
    return value


def span(text: str) -> Span:
    """``7 min`` or ``12 to 13 min`` → a span in seconds; the unit may stand once, at the end."""
    low, word, high = text.strip().lower().partition(" to ")
    if not word:
        value = seconds(low)
        return Span(value, value)
    if low.strip().isdigit():
        low += " " + "".join(char for char in high if char.isalpha())
    found = Span(seconds(low), seconds(high))
    if found.low > found.high:
        raise ValueError("range-reversed")
    return found


def percent(text: str) -> Span:
    """``41 %`` or ``30 to 45 %`` → a span of percent."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    found = Span(numbers[0], numbers[-1])
    if found.high > 100:
        raise ValueError("percent-range")
    if found.low > found.high:
        raise ValueError("range-reversed")
    return found


def size(text: str) -> int:
    """``32 GB`` (decimal, as printed on a device) or ``8 MiB`` (binary) → bytes."""
    match = re.fullmatch(r"(\d{1,6})\s*([A-Za-z]+)", text.strip())
    if match is None or match[2].upper() not in _UNITS:
        raise ValueError("size-unclear")
    return int(match[1]) * _UNITS[match[2].upper()]


def hours(text: str) -> int:
    """``06:40`` → seconds since midnight."""
    value = parse_clock(text) if ":" in text else None
    if value is None:
        raise ValueError("clock-unclear")
    return value


def moment(text: str) -> int:
    """``2026-02-11 09:30`` (or a day alone, then noon) → seconds since 1970 of that clock."""
    for pattern, extra in (("%Y-%m-%d %H:%M:%S", 0), ("%Y-%m-%d %H:%M", 0), ("%Y-%m-%d", 43200)):
        try:
            found = datetime.strptime(text.strip(), pattern)
        except ValueError:
            continue
        # FAT counts years from 1980 (Microsoft FAT specification 1.03, date format; E).
        if not 1980 <= found.year <= 2107:
            raise ValueError("date-range")
        return int((found - _EPOCH).total_seconds()) + extra
    raise ValueError("date-unclear")
