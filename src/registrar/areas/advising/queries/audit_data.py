"""Everything that the degree audit needs of many studies, read set-based."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from registrar.areas.advising.models import AuditException, RecordedElement
from registrar.areas.catalogue.queries.curricula import CurriculumRow, curricula
from registrar.areas.catalogue.queries.subject_particulars import SubjectParticulars, subject_particulars
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.queries.running_subjects import RunningSubject, running_subjects
from registrar.areas.studies.queries.audited_studies import AuditedStudy, audited_studies
from registrar.areas.studies.queries.passed_results import PassedResult, passed_results

CHUNK = 2000


@dataclass
class StudyRecord:
    """One study's part of it."""

    study: AuditedStudy
    results: list[PassedResult] = field(default_factory=list)
    running: list[RunningSubject] = field(default_factory=list)
    exceptions: list[Any] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)


@dataclass
class AuditData:
    """Studies with their records, and the catalogue that they are checked against."""

    records: list[StudyRecord]
    curricula: dict[str, tuple[CurriculumRow, ...]]
    subjects: dict[str, SubjectParticulars]


def audit_data(
    studies: Collection[int],
    as_of: date,
    *,
    unreleased_until: int | None = None,
    subjects: dict[str, SubjectParticulars] | None = None,
    programmes: Collection[str] = (),
) -> AuditData:
    """Return what was on record at the end of a day, for any number of studies; seven queries at most.

    `unreleased_until` is the ordinal of a term up to which results count that aren't released yet. `subjects` is the
    catalogue where the caller has read it already; `programmes` are more whose curricula are needed.
    """
    found = [StudyRecord(study) for study in audited_studies(studies, as_of)]
    keys = [one.study.key for one in found]
    results = passed_results(keys, as_of, unreleased_until)
    running = running_subjects(keys, as_of, unreleased_until)
    exceptions, elements = _exceptions(keys, as_of), _elements(keys, as_of)
    for one in found:
        key = one.study.key
        one.results, one.running = results[key], running[key]
        one.exceptions, one.elements = exceptions[key], elements[key]
    needed = sorted({one.study.programme for one in found} | set(programmes))
    return AuditData(found, curricula(needed), subject_particulars() if subjects is None else subjects)


def _on_record(at: datetime) -> Q:
    return Q(entered_at__lt=at) & (Q(revoked_at=None) | Q(revoked_at__gte=at))


def end_of(day: date) -> datetime:
    """Return the first moment after a day in Hong Kong."""
    return datetime.combine(day + timedelta(days=1), time(), HONG_KONG)


def _exceptions(keys: Collection[int], as_of: date) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in AuditException.objects.filter(_on_record(end_of(as_of)), study_id__in=keys).order_by("pk"):
        found[row.study_id].append(row)
    return found


def _elements(keys: Collection[int], as_of: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = RecordedElement.objects.filter(_on_record(end_of(as_of)), study_id__in=keys, met_on__lte=as_of)
    for study, element in rows.order_by("pk").values_list("study_id", "element"):
        found[study].append(element)
    return found
