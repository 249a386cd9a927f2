"""A ballot to click through: an open round for next term, and some lists, made from what is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from registrar.areas.catalogue.queries.term import upcoming_term
from registrar.areas.registration.actions.open_ballot import Unsuitable, open_ballot
from registrar.areas.registration.actions.plan_group import plan_group
from registrar.areas.registration.actions.submit_wishes import submit_wishes
from registrar.areas.studies.queries.study_of_user import study_of_user

# A fixed seed: the demonstration comes out the same each time.
SEED = "demonstration"
DAY = timedelta(days=1)
# How many lists, of how many wishes; a persona's basket has one more.
LISTS, WISHES = 120, 5
# Where three and more want a group, half of them can have it, so that there is something to draw.
_SHORTEN = """
    UPDATE registration_subjectgroup g SET quota = g.seats_taken + g.held + wished.count / 2
    FROM (SELECT group_id, count(*) FROM registration_ballotwish GROUP BY group_id HAVING count(*) > 2) wished
    WHERE wished.group_id = g.id
"""
_WISHERS = """
    SELECT s.id FROM studies_study s WHERE s.status = 'active' AND s.student_id <> ALL(%s) ORDER BY s.id LIMIT %s
"""
# The own programme's subjects of the term that are not passed yet, those of the own year first.
_CHOICES = """
    SELECT g.id FROM (
        SELECT o.id, min(abs(c.stage - s.stage)) AS off, md5(concat(s.id, o.subject_id)) AS lot
        FROM studies_study s JOIN catalogue_curriculumsubject c ON c.programme_id = s.programme_id
        JOIN registration_offering o ON o.subject_id = c.subject_id AND o.term_id = %s AND o.state = 'open'
        WHERE s.id = %s AND NOT EXISTS (
            SELECT FROM studies_subjectresult r
            WHERE r.study_id = s.id AND r.subject_id = o.subject_id AND NOT r.failed
        )
        GROUP BY s.id, o.id, o.subject_id ORDER BY off, md5(concat(s.id, o.subject_id)) LIMIT %s
    ) chosen
    JOIN LATERAL (
        SELECT id FROM registration_subjectgroup WHERE offering_id = chosen.id ORDER BY (id + %s) %% 7, id LIMIT 1
    ) g ON true ORDER BY chosen.off, chosen.lot
"""


class NoTerm(Exception):
    """There is no next term, or it has a round already; the message says which."""


@dataclass(frozen=True)
class DemoBallot:
    """What was made."""

    term: str
    ballot: int
    lists: int


@transaction.atomic
def make_ballot(personas: list[Any], now: datetime) -> DemoBallot:
    """Give the next term a round that is open for three days, and lists; fill the personas' baskets.

    The same database gives the same round, except for the tickets. Raises NoTerm.
    """
    following = upcoming_term(now)
    if following is None:
        raise NoTerm("the calendar has no next term")
    made = open_ballot(
        following.pk,
        opens_at=now - DAY,
        closes_at=now + 3 * DAY,
        results_at=now + 4 * DAY,
        now=now,
        seed=SEED,
    )
    if isinstance(made, Unsuitable):
        raise NoTerm(f"{following.pk} has a round already")
    accounts = [user.pk for user in personas]
    lists = 0
    for (study,) in _rows(_WISHERS, [accounts, LISTS]):
        groups = _choices(following.pk, study, WISHES)
        lists += submit_wishes(study, made.pk, groups, actor=None, now=now - DAY / 2).decision.allowed
    with connection.cursor() as cursor:
        cursor.execute(_SHORTEN)
    for user in personas:
        own = study_of_user(user)
        if own is None:
            continue
        for group in _choices(following.pk, own.pk, WISHES + 1):
            plan_group(own.pk, group, now=now)
    return DemoBallot(following.pk, made.pk, lists)


def _choices(term: str, study: int, count: int) -> list[int]:
    return [key for (key,) in _rows(_CHOICES, [term, study, count, study])]


def _rows(sql: str, parameters: list[Any]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
