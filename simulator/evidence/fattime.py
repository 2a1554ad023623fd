"""Dates and times as a FAT directory entry keeps them: local, without a zone.

Creation has 10 ms steps, modification 2 s, access a day only. A recipe's 0 means "not
set" and is kept as the empty field.
"""

from __future__ import annotations

from calendar import timegm
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = 315_532_800
"""1980-01-01T00:00, the first second FAT can hold."""
LAST = 4_354_819_199
"""2107-12-31T23:59:59, the last one."""


def fits(seconds: int) -> bool:
    """Whether FAT can hold this time (0 counts as "not set")."""
    return seconds == 0 or FIRST <= seconds <= LAST


def pack(seconds: int) -> tuple[int, int, int]:
    """``(date, time, hundredths)`` of whole seconds since 1970; out of range is brought in."""
    if seconds == 0:
        return 0, 0, 0
    moment = _EPOCH + timedelta(seconds=max(FIRST, min(LAST, seconds)))
    date = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    return date, time, moment.second % 2 * 100


def unpack(date: int, time: int = 0, hundredths: int = 0) -> int:
    """Whole seconds since 1970; an empty or impossible date gives 0."""
    month, day = date >> 5 & 15, date & 31
    hour, minute, second = time >> 11, time >> 5 & 63, (time & 31) * 2
    if not (1 <= month <= 12 and day >= 1 and hour < 24 and minute < 60 and second < 60):
        return 0
    try:
        moment = datetime(1980 + (date >> 9), month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return 0
    return timegm(moment.timetuple()) + min(hundredths, 199) // 100
