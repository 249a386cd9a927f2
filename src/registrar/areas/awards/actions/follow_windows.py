"""What happens around the application window: who is expected to finish is found, told, and reminded."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.advising.queries.audits import audits_of
from registrar.areas.awards.graduation_deciding import decide_window, window_of
from registrar.areas.awards.graduation_telling import APPLY, draft
from registrar.areas.awards.models import ExpectedFinish, GraduationApplication
from registrar.areas.catalogue.queries.terms_around import terms_around
from registrar.areas.platform import locking, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.near_the_end import near_the_end
from registrar.areas.studies.queries.study_keys import studies_with_people

CHUNK = 500


def follow_windows(*, now: datetime) -> dict[str, int]:
    """Announce windows that have opened, and remind those who did not apply when they have closed.

    Set-based and idempotent: each student is told once of each (polyu-2024-25:6K-04, 6K-05, 4M-13). A day late it
    does the same.
    """
    told = {"announced": 0, "reminded": 0}
    today = now.astimezone(HONG_KONG).date()
    for term in terms_around(now):
        window = window_of(term, today)
        opens, closes = window.result.get("opens"), window.result.get("closes")
        if opens is None or closes is None or today < opens:
            continue
        told["announced"] += announce(term, closes, now)
        if today > closes:
            told["reminded"] += remind(term, now)
    return told


@transaction.atomic
def announce(term: Any, closes: date, now: datetime) -> int:
    """Find who is expected to finish in a term, and mail them that they may apply; those told before are left out."""
    today = now.astimezone(HONG_KONG).date()
    known = set(ExpectedFinish.objects.filter(term=term).values_list("study_id", flat=True))
    fresh = [study for study in _expected(term, today) if study.pk not in known]
    open_to = [study for study in fresh if decide_window(study, term, today).outcome != "NOT_APPLICABLE"]
    made = ExpectedFinish.objects.bulk_create(
        [ExpectedFinish(study=study, term=term, found_at=now, announced_at=now) for study in open_to],
        ignore_conflicts=True,
    )
    if today <= closes:
        notices.send([draft("window_open", study.student, APPLY, day=closes) for study in open_to], now=now)
    return len(made)


@transaction.atomic
def remind(term: Any, now: datetime) -> int:
    """Remind those who are still expected to finish and have not applied, once; the others are taken off the list."""
    applied = GraduationApplication.objects.filter(term=term).values("study_id")
    waiting = ExpectedFinish.objects.filter(term=term, expected=True, reminded_at=None).exclude(study_id__in=applied)
    keys = sorted(waiting.order_by().values_list("study_id", flat=True))
    locking.hold({"studies.Study": keys})
    rows = {row.study_id: row for row in waiting.filter(study_id__in=keys)}
    if not rows:
        return 0
    still = {study.pk: study for study in _expected(term, now.astimezone(HONG_KONG).date(), list(rows))}
    for key, row in rows.items():
        row.expected, row.reminded_at = key in still, now if key in still else None
    ExpectedFinish.objects.bulk_update(rows.values(), ["expected", "reminded_at"], batch_size=CHUNK)
    notices.send([draft("not_applied", study.student, APPLY) for study in still.values()], now=now)
    return len(still)


def _expected(term: Any, today: date, among: list[int] | None = None) -> list[Any]:
    """Return the studies that have met everything once what they have registered is passed."""
    keys = near_the_end(term) if among is None else among
    found = [
        study for study, audit in audits_of(keys, term=term.key, as_of=today) if audit.result.get("complete_if_passed")
    ]
    return studies_with_people(found)
