"""Everything that decisions on registration rest on, read at once for any number of students."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from registrar.areas.catalogue.queries.curriculum_places import CurriculumPlace
from registrar.areas.catalogue.queries.requisites import Requisites, requisites_question
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform.locking import holding
from registrar.areas.platform.reading import Question, Rows, ask, few, together
from registrar.areas.registration.facts.offered_group import (
    OfferedGroup,
    add_reserves,
    offered_groups,
    weekly_meetings,
)
from registrar.areas.registration.facts.seats import Offer, Seat, seat_for
from registrar.areas.registration.models import Registration, WaitingEntry
from registrar.areas.studies.queries.approvals_in_force import InForce
from registrar.areas.studies.queries.enrolments import Enrolment
from registrar.areas.studies.queries.latest_results import LatestResult, latest_results_question
from registrar.areas.studies.queries.registrants import registrants_question
from registrar.rules.registration.timetable_clash import WeeklyMeeting

# Of earlier terms only what bears on the wanted subjects; meetings matter in the term itself only.
_SQL = """
    SELECT r.study_id, o.term_id, t.ordinal, r.id, r.offering_id, r.group_id, g.code, o.subject_id, r.credits, r.kind,
           CASE WHEN o.term_id = %s THEN
               (SELECT json_agg(json_build_array(m.weekday, m.starts_at, m.ends_at, m.weeks)
                                ORDER BY m.weekday, m.starts_at)
                FROM registration_meeting m WHERE m.group_id = r.group_id) END
    FROM registration_registration r
    JOIN registration_offering o ON o.id = r.offering_id
    JOIN registration_subjectgroup g ON g.id = r.group_id
    JOIN catalogue_term t ON t.key = o.term_id
    WHERE r.study_id = ANY(%s) AND r.state = %s
      AND (o.term_id = %s OR (t.ordinal < %s AND o.subject_id = ANY(
          %s::text[] || ARRAY(SELECT q.other_id::text FROM catalogue_subjectrequisite q WHERE q.subject_id = ANY(%s)))))
    ORDER BY t.ordinal, r.id
"""
# By study, so that nobody needs to know the programmes first.
_PLACES = """
    SELECT c.programme_id, c.subject_id, c.category, c.stage, c.semester FROM catalogue_curriculumsubject c
    WHERE c.programme_id IN (SELECT s.programme_id FROM studies_study s WHERE s.id = ANY(%s)) AND c.subject_id = ANY(%s)
"""


class UnknownGroups(ValueError):
    """Groups that don't exist, or that aren't all of one term."""


class UnknownStudy(ValueError):
    """A study that doesn't exist."""


class Outline(NamedTuple):
    """What groups are of: the term, its place in time, and the subjects. None of it changes while a group exists."""

    term: str
    ordinal: int
    subjects: frozenset[str]


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
    offers: dict[int, Offer] = field(default_factory=dict)

    @property
    def credits(self) -> int:
        """Credits registered in the term."""
        return sum(one.credits for one in self.taken)

    @property
    def assigned_credits(self) -> int:
        """Credits that the department assigned in the term."""
        return sum(one.credits for one in self.taken if one.kind == Registration.Kind.ASSIGNED)

    def seat_in(self, group: OfferedGroup, now: datetime) -> Seat:
        """Return the place of a group that the student would get; an offer that ran out gives none."""
        offer = self.offers.get(group.pk)
        return seat_for(self.enrolment, offer if offer and now <= offer.until else None, group.reserves)

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
    also: list[Any] = field(default_factory=list)

    def place(self, student: Student, subject: str) -> CurriculumPlace | None:
        """Return where a subject stands in the student's curriculum."""
        return self.places.get((student.enrolment.programme, subject))

    def corequisites(self, subject: str) -> frozenset[str]:
        """Return the subjects that a subject asks for beside it, alternatives included."""
        asked = self.requisites.get(subject)
        return (
            frozenset(one for alternatives in asked.corequisites for one, _ in alternatives) if asked else frozenset()
        )


def picture(
    studies: Collection[int],
    groups: Collection[int],
    today: date,
    term_key: str | None = None,
    *,
    hold: bool = False,
    outline: Outline | None = None,
    also: Sequence[Question] = (),
) -> Picture:
    """Read what deciding about these studies and groups of one term needs: two statements for a few studies, six for
    many, however many they are, and two more where a group holds places.

    With `hold` the studies and the groups are locked first, as by `platform.locking.hold`. With an `outline`, which
    tells beforehand what the groups would, there is one journey less. Questions in `also` come along. The term is that
    of the groups, unless it is given (needed where there are no groups). Raises UnknownGroups for groups that don't
    exist or aren't of that one term, UnknownStudy, and Term.DoesNotExist.
    """
    locks = [holding({"studies.Study": studies, "registration.SubjectGroup": groups})] if hold else []
    told = _asked(locks, [offered_groups(groups), *_questions(studies, outline, today, also)], studies)
    wanted, terms = told.pop(0)
    keys = set(terms) | ({term_key} if term_key else set())
    if len(wanted) != len(set(groups)) or len(keys) != 1:
        raise UnknownGroups("a basket holds existing groups of one term")
    term = terms.get(key := keys.pop()) or term_by_key(key)
    seen = Outline(term.pk, term.ordinal, frozenset(group.subject for group in wanted.values()))
    if seen != outline:
        told = _asked([], _questions(studies, seen, today, also), studies)
    asked, found, results, taken, places, *beside = told
    if len(found) != len(set(studies)):
        raise UnknownStudy("a study that doesn't exist")
    students = {
        key: Student(one.enrolment, probation=one.probation, approvals=one.approvals, results=results[key])
        for key, one in found.items()
    }
    _add_registrations(students, term, taken)
    if any(group.held for group in wanted.values()):
        add_reserves(wanted)
        _add_offers(students, wanted)
    return Picture(term, wanted, students, asked, places, beside)


def _asked(locks: list[Question], questions: list[Question], studies: Collection[int]) -> list[Any]:
    """Ask in one journey, and as one statement where it is about a few; return the answers to the questions."""
    if few(studies):
        return list(ask(*locks, together(*questions))[-1])
    return ask(*locks, *questions)[len(locks) :]


def _questions(
    studies: Collection[int], outline: Outline | None, today: date, also: Sequence[Question]
) -> list[Question]:
    """Return what is asked once term and subjects are known; nothing before."""
    if outline is None:
        return []
    term, ordinal, subjects = outline.term, outline.ordinal, sorted(outline.subjects)
    state = Registration.State.REGISTERED.value
    return [
        requisites_question(subjects),
        registrants_question(studies, term, ordinal, today),
        latest_results_question(studies, today, subjects, and_requisites=True),
        Question(_SQL, [term, list(studies), state, term, ordinal, subjects, subjects]),
        Question(_PLACES, [list(studies), subjects], _by_place),
        *also,
    ]


def _by_place(rows: Rows) -> dict[tuple[str, str], CurriculumPlace]:
    return {(programme, subject): CurriculumPlace(*place) for programme, subject, *place in rows}


def _add_offers(students: dict[int, Student], groups: Collection[int]) -> None:
    rows = WaitingEntry.objects.filter(
        study__in=students, group__in=groups, state=WaitingEntry.State.OFFERED
    ).values_list("study_id", "group_id", "pk", "reserve_id", "offer_ends_at")
    for study, group, entry, reserve, until in rows:
        if until is not None:
            students[study].offers[group] = Offer(entry, reserve, until)


def _add_registrations(students: dict[int, Student], term: Any, rows: Rows) -> None:
    """Add the term's registrations, and what earlier ones are still without a result."""
    for study, of_term, ordinal, *row, meetings in rows:
        place: Any = row
        one = Taken(*place)
        one.meetings = weekly_meetings(meetings)
        if of_term == term.pk:
            students[study].taken.append(one)
            continue
        known = students[study].results.get(one.subject)
        if known is None or known.ordinal < ordinal:
            students[study].pending.add(one.subject)
