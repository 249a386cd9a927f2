"""The application window of a term in the demonstration: some apply, one is late, one forgets."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps

from registrar.areas.awards.actions.apply_for_graduation import apply_for_graduation
from registrar.areas.awards.actions.follow_windows import follow_windows
from registrar.areas.awards.graduation_deciding import window_of
from registrar.areas.awards.queries.graduation import elective_choices
from registrar.areas.platform.clock import HONG_KONG
from registrar.demo.sign_ins import STUDENTS

FORGETS = 2  # every so-manieth of those who don't apply in the window isn't late but forgets
LATE_REASON = "I was in hospital while the window was open."
NAMED, ONE_SHORT = (f"0000{STUDENTS[persona][0]:02d}" for persona in ("finishing", "one_condition"))


def open_window(term: Any) -> datetime:
    """Announce the window of a term and let most apply in it; return a morning on which it is open.

    The named student who finishes has not applied yet. Raises LookupError where no edition knows the window.
    """
    opens = window_of(term, term.starts_on).result.get("opens")
    if opens is None:
        raise LookupError(f"{term.key}: no verified edition knows its application window")
    first = datetime.combine(opens, datetime.min.time(), HONG_KONG) + timedelta(hours=6, minutes=40)
    follow_windows(now=first)
    for place, study in enumerate(_expected(term)):
        if place % 3 and NAMED not in study.student_number:
            _apply(study, term, first + timedelta(hours=5, minutes=place))
    return first + timedelta(days=3, hours=3)


def close_window(term: Any) -> datetime:
    """Let the window close: those left are reminded, and of them some ask late; return the day on which they did."""
    open_window(term)
    closes = window_of(term, term.starts_on).result["closes"]
    morning = datetime.combine(closes + timedelta(days=1), datetime.min.time(), HONG_KONG)
    follow_windows(now=morning + timedelta(hours=6, minutes=40))
    applied = apps.get_model("awards", "GraduationApplication").objects.filter(term=term).values("study_id")
    for place, study in enumerate(_expected(term).exclude(pk__in=applied)):
        if place % FORGETS == 0:
            _apply(study, term, morning + timedelta(days=2, hours=11), reason=LATE_REASON)
    return morning + timedelta(days=2, hours=11)


def finishers(term: Any) -> list[int]:
    """Return the studies that the demonstration brings to their end in a term, and the one that is a thing short."""
    named = apps.get_model("studies", "Study").objects.filter(student_number__contains=ONE_SHORT)
    return [*_expected(term).values_list("pk", flat=True), *named.values_list("pk", flat=True)]


def _expected(term: Any) -> Any:
    rows = apps.get_model("awards", "ExpectedFinish").objects.filter(term=term, expected=True)
    studies = apps.get_model("studies", "Study").objects.filter(pk__in=rows.values("study_id"))
    return studies.select_related("student", "programme").order_by("-student_number")


def _apply(study: Any, term: Any, at: datetime, reason: str = "") -> None:
    offer = elective_choices(study, term, at.date())
    chosen = [one.subject for one in offer.subjects if one.counted]
    apply_for_graduation(study.pk, term.key, chosen, reason=reason, actor=study.student, now=at)
