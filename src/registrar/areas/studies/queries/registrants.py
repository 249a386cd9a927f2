"""Studies as registration sees them: programme, standing and approvals in one reading."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from registrar.areas.platform.reading import Question, Rows, ask
from registrar.areas.studies.models import TermStanding
from registrar.areas.studies.queries.approvals_in_force import InForce
from registrar.areas.studies.queries.enrolments import Enrolment

# The standing is the one after the last term before the one asked for, once it is released (polyu-2024-25:6C-01).
_SQL = """
    SELECT s.id, s.student_id, s.status, s.cohort, s.stage, s.self_paced, s.programme_id,
           p.level, p.mode,
           coalesce((SELECT o.normal_semesters FROM studies_studyoption o WHERE o.study_id = s.id
                     AND o.kind = 'second_major' AND o.given_up_at IS NULL), p.normal_duration) AS semesters,
           p.has_pattern,
           (SELECT json_agg(x.subject) FROM (
                SELECT n.subject_id AS subject FROM catalogue_minor_subjects n WHERE n.minor_id = s.minor_id
                UNION SELECT unnest(o.subjects) FROM studies_studyoption o
                      WHERE o.study_id = s.id AND o.given_up_at IS NULL) x) AS minor,
           (SELECT b.standing FROM studies_termstanding b JOIN catalogue_term t ON t.key = b.term_id
            WHERE b.study_id = s.id AND t.ordinal < %s AND b.released_on <= %s ORDER BY t.ordinal DESC LIMIT 1),
           (SELECT json_agg(json_build_array(a.kind, a.form, a.subject_id, a.number, a.granted_at, a.id,
                                             coalesce(nullif(concat_ws(' ', upper(h.family_name), h.given_names,
                                                                       nullif(h.name_zh, '')), ''), u.username),
                                             coalesce(a.ends_on, e.ends_on))
                            ORDER BY a.granted_at, a.id)
            FROM studies_approval a
            JOIN people_user u ON u.id = a.granted_by_id LEFT JOIN people_person h ON h.user_id = u.id
            LEFT JOIN catalogue_term e ON e.key = a.term_id
            WHERE a.study_id = s.id AND a.revoked_at IS NULL AND (a.term_id = %s OR a.term_id IS NULL)
              AND (a.ends_on IS NULL OR a.ends_on >= %s))
    FROM studies_study s JOIN catalogue_programme p ON p.code = s.programme_id WHERE s.id = ANY(%s)
"""


class Registrant(NamedTuple):
    """A study with its programme's traits, whether it is on academic probation, and what was approved for the term."""

    enrolment: Enrolment
    probation: bool
    approvals: list[InForce]


def registrants(studies: Collection[int], term: str, ordinal: int, today: date) -> dict[int, Registrant]:
    """Return study -> what registering in a term depends on; one query. Studies that don't exist are missing."""
    return dict(*ask(registrants_question(studies, term, ordinal, today)))


def registrants_question(studies: Collection[int], term: str, ordinal: int, today: date) -> Question:
    """Return what `registrants` asks, for those who ask more at the same time."""
    return Question(_SQL, [ordinal, today, term, today, list(studies)], _by_study)


def _by_study(rows: Rows) -> dict[int, Registrant]:
    found = {}
    for *traits, minor, standing, approvals in rows:
        found[traits[0]] = Registrant(
            Enrolment(*traits)._replace(minor_subjects=frozenset(minor or ())),
            standing == TermStanding.Standing.PROBATION,
            [_in_force(one) for one in approvals or ()],
        )
    return found


def _in_force(row: Any) -> InForce:
    kind, form, subject, number, granted_at, key, granted_by, until = row
    ends = date.fromisoformat(until) if until else None
    return InForce(kind, form, subject, number, datetime.fromisoformat(granted_at), key, granted_by, ends)
