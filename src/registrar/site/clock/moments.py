"""The moments of a term that are worth visiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.clock import HONG_KONG

MORNING = time(9, 0)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class TermMoment:
    """A moment to set the clock to, and what can be seen then."""

    at: datetime
    title: Any
    note: Any


def moments_of(term: Any) -> list[TermMoment]:
    """Return the moments of a term in the order of time."""

    def morning(day: Any) -> datetime:
        return datetime.combine(day, MORNING, HONG_KONG)

    moments = [
        TermMoment(_local(term.registration_from), _("Opening of registration"), _("Students choose their subjects.")),
        TermMoment(morning(term.starts_on), _("First day of teaching"), _("Timetables are complete.")),
        TermMoment(
            max(_local(term.add_drop_from), morning(_local(term.add_drop_from).date())),
            _("Opening of add/drop"),
            _("Subjects can be added, dropped and changed."),
        ),
        TermMoment(
            morning(_local(term.add_drop_to).date() - DAY),
            _("Last two days of add/drop"),
            _("Additional subjects can be added."),
        ),
        TermMoment(morning(term.fee_deadline), _("Deadline of fees"), _("Unpaid debit notes fall due today.")),
        TermMoment(
            morning(term.fee_deadline + DAY),
            _("The day after the fee deadline"),
            _("Registrations that were not paid for end."),
        ),
        TermMoment(morning(term.teaching_to), _("Last day of teaching"), _("Teachers enter grades.")),
        TermMoment(morning(term.exams_to + DAY), _("After the examinations"), _("Panels go through the grades.")),
        TermMoment(morning(term.results_final_on), _("Results are final"), _("The panels have settled the grades.")),
        TermMoment(
            morning(term.results_final_on + DAY),
            _("Release of subject results"),
            _("Students see their grades; the overall result awaits the board."),
        ),
        TermMoment(
            morning(term.board_meets_on or term.results_final_on + 7 * DAY),
            _("The Board of Examiners meets"),
            _("Once it has confirmed, students see GPA and standing."),
        ),
    ]
    return sorted(moments, key=lambda one: one.at)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(HONG_KONG)
