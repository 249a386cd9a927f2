"""The term as a strip: its periods beside one another, and where today is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.platform.clock import HONG_KONG

WIDTH = 1000


@dataclass(frozen=True)
class Stretch:
    """A period of the term: place and width in the picture, and where it begins and ends (a day, or a moment)."""

    label: str
    kind: str
    start: date
    end: date
    x: str
    width: str
    now: bool
    over: bool


@dataclass(frozen=True)
class Mark:
    """A day of the term that matters."""

    label: str
    day: date
    x: str
    over: bool


@dataclass(frozen=True)
class TermStrip:
    """A term ready to be drawn; `today_x` is None outside it. `events` are all of it in the order of time."""

    key: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    today_x: str | None
    width: int = WIDTH

    @property
    def events(self) -> list[tuple[date, date | None, str, str]]:
        """First and last day, label, and state (over, now, ahead)."""
        rows: list[tuple[date, date | None, str, str]] = [
            (s.start, s.end, s.label, "over" if s.over else "now" if s.now else "ahead") for s in self.stretches
        ]
        rows += [(mark.day, None, mark.label, "over" if mark.over else "ahead") for mark in self.marks]
        return sorted(rows, key=lambda row: _day(row[0]))


def term_strip(term: Any, now: datetime) -> TermStrip:
    """Lay out a term between the opening of registration and the day on which its results are final."""
    today = now.astimezone(HONG_KONG).date()
    first, last = _day(term.registration_from), term.results_final_on + timedelta(days=14)
    whole = (last - first).days

    def x(day: date) -> float:
        return WIDTH * (day - first).days / whole

    def stretch(label: str, kind: str, start: date, end: date) -> Stretch:
        begins, ends = _day(start), _day(end)
        width = x(ends + timedelta(days=1)) - x(begins)
        return Stretch(
            label, kind, start, end, f"{x(begins):.1f}", f"{width:.1f}", begins <= today <= ends, ends < today
        )

    stretches = (
        stretch(_("Registration"), "registration", term.registration_from, term.registration_to),
        stretch(_("Teaching"), "teaching", term.starts_on, term.teaching_to),
        stretch(_("Add/drop"), "add-drop", term.add_drop_from, term.add_drop_to),
        stretch(_("Examinations"), "exams", term.exams_from, term.exams_to),
    )
    marks = tuple(
        Mark(label, day, f"{x(day):.1f}", day < today)
        for label, day in ((_("Fee deadline"), term.fee_deadline), (_("Results final"), term.results_final_on))
    )
    inside = first <= today <= last
    return TermStrip(term.key, stretches, marks, f"{x(today):.1f}" if inside else None)


def _day(edge: date) -> date:
    return edge.astimezone(HONG_KONG).date() if isinstance(edge, datetime) else edge
