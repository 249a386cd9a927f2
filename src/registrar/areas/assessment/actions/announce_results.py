"""Students are told that subject results are out."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.assessment.notices import subject_results_notices
from registrar.areas.assessment.overall import overall_result
from registrar.areas.assessment.queries.meeting_days import NEVER, MeetingDays, meeting_days
from registrar.areas.platform.locking import lock
from registrar.areas.platform.notices import Draft, send


@transaction.atomic
def announce_results(*, now: datetime) -> int:
    """Tell every student of the grades that came out and were not told of yet; returns how many were told.

    One notice a student and term, whatever the number of subjects; a sheet that the panel settles late is told of by a
    notice of its own. It says when the Board of Examiners meets, because the overall result comes from there
    (polyu-2024-25:6I-01). Run twice, the second time tells nobody.
    """
    due = GradeSheet.objects.filter(
        stage=GradeSheet.Stage.FINAL, announced_at=None, releases_on__lte=now.date()
    ).values_list("pk", flat=True)
    sheets = [one for one in lock({"assessment.GradeSheet": due})["assessment.GradeSheet"].values() if _untold(one)]
    if not sheets:
        return 0
    told = send(_drafts([sheet.pk for sheet in sheets], now), now=now)
    GradeSheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(announced_at=now)
    return len(told)


def _untold(sheet: GradeSheet) -> bool:
    return sheet.announced_at is None


def _drafts(sheets: list[int], now: datetime) -> Iterator[Draft]:
    """A notice for each student and term; two queries."""
    entries = (
        GradeEntry.objects.filter(sheet__in=sheets)
        .exclude(grade="I")
        .select_related("registration__study__student", "sheet__offering__term")
        .order_by("sheet__offering__term__ordinal", "registration__study")
    )
    subjects: Counter[tuple[str, int]] = Counter()
    people: dict[int, Any] = {}
    terms: dict[str, Any] = {}
    for entry in entries:
        study, term = entry.registration.study, entry.sheet.offering.term
        people[study.pk], terms[term.key] = study.student, term
        subjects[term.key, study.pk] += 1
    days = meeting_days(list(people), list(terms))
    alike: dict[tuple[str, MeetingDays], dict[Any, int]] = {}
    for (key, who), count in subjects.items():
        alike.setdefault((key, days.get((who, key), NEVER)), {})[people[who]] = count
    for (key, when), counts in alike.items():
        overall = overall_result(
            terms[key],
            confirmed=when.confirmed,
            meets=when.meets,
            subject_results_on=now.date(),
            today=now.date(),
        )
        yield from subject_results_notices(key, counts, overall)
