"""Everything that decisions on registration rest on, read at once for any number of students."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from registrar.areas.catalogue.queries.curriculum_places import CurriculumPlace, curriculum_places
from registrar.areas.catalogue.queries.requisites import Requisites, requisites
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.registration.facts.offered_group import OfferedGroup, offered_groups, weekly_meetings
from registrar.areas.registration.models import Registration
from registrar.areas.studies.queries.approvals_in_force import InForce, approvals_in_force
from registrar.areas.studies.queries.enrolments import Enrolment, enrolments
from registrar.areas.studies.queries.latest_results import LatestResult, latest_results
from registrar.areas.studies.queries.standings_before import on_probation
from registrar.rules.registration.timetable_clash import WeeklyMeeting


class UnknownGroups(ValueError):
    """Groups that don't exist, or that aren't all of one term."""


class UnknownStudy(ValueError):
    """A study that doesn't exist."""


@dataclass(slots=True)
class Taken:
    """A live registration of the term."""

    pk: int | None
    offering: int
    group: int
    group_code: str
    subject: str
    credits: int
    kind: str
    meetings: tuple[WeeklyMeeting, ...] = ()


@dataclass(slots=True)
class Student:
    """One study as registration sees it. `taken` grows while a basket is judged."""

    enrolment: Enrolment
    taken: list[Taken] = field(default_factory=list)
    results: dict[str, LatestResult] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    probation: bool = False
    approvals: list[InForce] = field(default_factory=list)

    @property
    def credits(self) -> int:
        """Credits registered in the term."""
        return sum(one.credits for one in self.taken)

    @property
    def assigned_credits(self) -> int:
        """Credits that the department assigned in the term."""
        return sum(one.credits for one in self.taken if one.kind == Registration.Kind.ASSIGNED)

    def approval(self, kind: str, subject: str | None = None) -> InForce | None:
        """Return the approval of a kind that is in force, for the subject where it names one; the latest if several."""
        fitting = [
            one for one in self.approvals if one.kind == kind and (one.subject is None or one.subject == subject)
        ]
        return fitting[-1] if fitting else None


@dataclass(slots=True)
class Picture:
    """The term, the groups wanted and the students, as they are in one moment."""

    term: Any
    groups: dict[int, OfferedGroup]
    students: dict[int, Student]
    requisites: dict[str, Requisites]
    places: dict[tuple[str, str], CurriculumPlace]

    def place(self, student: Student, subject: str) -> CurriculumPlace | None:
        """Return where a subject stands in the student's curriculum."""
        return self.places.get((student.enrolment.programme, subject))


def picture(studies: Collection[int], groups: Collection[int], today: date, term_key: str | None = None) -> Picture:
    """Read what deciding about these studies and groups of one term needs; eleven queries, however many they are.

    The term is that of the groups, unless it is given (needed where there are no groups). Raises UnknownGroups for
    groups that don't exist or aren't of that one term, UnknownStudy, and Term.DoesNotExist.
    """
    wanted = offered_groups(groups)
    terms = {group.term for group in wanted.values()} | ({term_key} if term_key else set())
    if len(wanted) != len(set(groups)) or len(terms) != 1:
        raise UnknownGroups("a basket holds existing groups of one term")
    term = term_by_key(terms.pop())
    subjects = {group.subject for group in wanted.values()}
    asked = requisites(subjects) if subjects else {}
    relevant = subjects.union(*(one.others for one in asked.values()))
    students = {key: Student(enrolment) for key, enrolment in enrolments(studies).items()}
    if len(students) != len(set(studies)):
        raise UnknownStudy("a study that doesn't exist")
    _add_registrations(students, term, relevant, today)
    held = {one.group for student in students.values() for one in student.taken}
    meetings = weekly_meetings(held | set(wanted))
    for group in wanted.values():
        group.meetings = meetings.get(group.pk, ())
    for student in students.values():
        for one in student.taken:
            one.meetings = meetings.get(one.group, ())
    for key, approvals in approvals_in_force(list(students), term.pk).items():
        students[key].approvals = approvals
    for key in on_probation(list(students), term.ordinal, today):
        students[key].probation = True
    programmes = {student.enrolment.programme for student in students.values()}
    return Picture(term, wanted, students, asked, curriculum_places(programmes, subjects))


def _add_registrations(students: dict[int, Student], term: Any, relevant: set[str], today: date) -> None:
    """Add the term's registrations, the results in the relevant subjects, and what is still without one."""
    for key, results in latest_results(list(students), today, relevant).items():
        students[key].results = results
    rows = Registration.objects.filter(
        Q(offering__term_id=term.pk) | Q(offering__subject_id__in=relevant, offering__term__ordinal__lt=term.ordinal),
        study_id__in=students,
        state=Registration.State.REGISTERED,
    )
    values = rows.order_by("offering__term__ordinal", "pk").values_list(
        "study_id",
        "offering__term_id",
        "offering__term__ordinal",
        "pk",
        "offering_id",
        "group_id",
        "group__code",
        "offering__subject_id",
        "credits",
        "kind",
    )
    for study, of_term, ordinal, *row in values:
        place: Any = row
        one = Taken(*place)
        if of_term == term.pk:
            students[study].taken.append(one)
            continue
        known = students[study].results.get(one.subject)
        if known is None or known.ordinal < ordinal:
            students[study].pending.add(one.subject)
