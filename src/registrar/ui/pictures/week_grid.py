"""The week as a timetable: where each meeting stands, and which ones clash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from registrar.ui.parts import Meeting
from registrar.ui.words import clock_time, in_reader_language, weekday

#: A row of the grid, in minutes; ``week.css`` has one class for each row.
STEP = 15
MOST_ROWS = 64
MOST_LANES = 4
_EARLIEST, _LATEST = 8 * 60, 18 * 60


@dataclass(frozen=True)
class Placed:
    """A meeting with its place: row and span in quarter hours, lane among its neighbours."""

    meeting: Meeting
    row: int
    span: int
    lane: int
    lanes: int
    clash: bool

    @property
    def width(self) -> str:
        """How much of the day's column it has: "whole", "half", or "sliver" where three or four share it."""
        return {1: "whole", 2: "half"}.get(self.lanes, "sliver")

    @property
    def said(self) -> str:
        """All of it in a line: a narrow column cuts long texts."""
        meeting = self.meeting
        pieces = (self.times, *(in_reader_language(one) for one in (meeting.title, meeting.note, meeting.room)))
        return " · ".join(piece for piece in pieces if piece)

    @property
    def times(self) -> str:
        """From when to when: "09:30–11:20"."""
        return f"{clock_time(self.meeting.start)}–{clock_time(self.meeting.end)}"


@dataclass(frozen=True)
class Day:
    """One column."""

    name: str
    short: str
    meetings: tuple[Placed, ...]


@dataclass(frozen=True)
class Week:
    """The whole grid."""

    hours: tuple[str, ...]
    days: tuple[Day, ...]
    clashes: int


def lay_out(meetings: Iterable[Meeting]) -> Week:
    """Place the meetings. Monday to Friday always show; Saturday and Sunday where needed.

    Two meetings clash when one begins before the other has ended on the same day; they
    then stand side by side. Meetings that merely touch don't clash.
    """
    every = sorted(meetings, key=lambda m: (m.weekday, m.start, m.end))
    first = min([_EARLIEST, *(m.start for m in every)]) // 60 * 60
    last = -(-max([_LATEST, *(m.end for m in every)]) // 60) * 60
    last = min(last, first + MOST_ROWS * STEP)
    shown_days = range(max([4, *(m.weekday for m in every)]) + 1)
    days = tuple(
        Day(weekday(number), weekday(number, short=True), _place([m for m in every if m.weekday == number], first))
        for number in shown_days
    )
    return Week(
        hours=tuple(clock_time(minute) for minute in range(first, last, 60)),
        days=days,
        clashes=sum(placed.clash for column in days for placed in column.meetings),
    )


def _place(meetings: Sequence[Meeting], first: int) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    for cluster in _clusters(meetings):
        lanes: list[int] = []  # when each lane is free again
        seats: list[int] = []
        for meeting in cluster:
            free = next((n for n, end in enumerate(lanes) if end <= meeting.start), None)
            if free is None and len(lanes) < MOST_LANES:
                free = len(lanes)
                lanes.append(0)
            elif free is None:
                free = MOST_LANES - 1
            lanes[free] = max(lanes[free], meeting.end)
            seats.append(free)
        for meeting, seat in zip(cluster, seats, strict=True):
            row = (meeting.start - first) // STEP
            span = max(-(-(meeting.end - meeting.start) // STEP), 2)
            clash = meeting.clash or (len(cluster) > 1 and _overlaps(meeting, cluster))
            placed.append(Placed(meeting, row, min(span, MOST_ROWS - row), seat + 1, len(lanes), clash))
    return tuple(placed)


def _overlaps(meeting: Meeting, others: Iterable[Meeting]) -> bool:
    return any(o is not meeting and o.start < meeting.end and meeting.start < o.end for o in others)


def _clusters(meetings: Sequence[Meeting]) -> list[list[Meeting]]:
    """Runs of meetings that overlap each other, directly or through a third."""
    clusters: list[list[Meeting]] = []
    until = -1
    for meeting in meetings:
        if clusters and meeting.start < until:
            clusters[-1].append(meeting)
            until = max(until, meeting.end)
        else:
            clusters.append([meeting])
            until = meeting.end
    return clusters


def tone_of(name: Any, tones: int = 6) -> int:
    """A colour number 1 to 6 that stays with a subject code wherever it is shown."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(str(name))) % tones + 1
