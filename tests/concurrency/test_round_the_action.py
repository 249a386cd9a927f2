"""Programs that write straight into the table of registrations, without action or lock, sell no place twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import psycopg
import pytest
from tests.concurrency.sessions import own_session
from tests.concurrency.test_seats import at_once, rivals, seats, submits, taught

from registrar.areas.registration.models import SubjectGroup
from registrar.areas.studies.models import Study

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def goes_round(study: Study, group: SubjectGroup) -> Callable[[], str]:
    """Return the work of a program that knows no action and no lock: it writes the row, in a session of its own.

    It answers "registered", or the constraint that refused it.
    """
    values = [study.pk, group.offering_id, group.pk]
    insert = (
        "INSERT INTO registration_registration (study_id, offering_id, group_id, state, kind, category, credits,"
        " registered_at) VALUES (%s, %s, %s, 'registered', 'normal', 'compulsory', 3, now())"
    )

    def write() -> str:
        with own_session() as session:
            try:
                session.execute(insert, values)
            except psycopg.errors.CheckViolation as refused:
                session.rollback()
                return str(refused.diag.constraint_name)
            return "registered"

    return write


def test_many_programs_that_go_round_the_action_sell_no_place_twice() -> None:
    # Given five places, and sixteen programs that write straight into the table
    group, students = taught("COMP1011", quota=5), rivals()
    # When all write at the same moment
    outcomes = at_once([goes_round(study, group) for study in students])
    # Then five got through and the others were refused by the constraint
    assert Counter(outcomes) == {"registered": 5, "never_oversold": 11}
    assert seats(group) == (5, 5)


def test_the_action_and_those_who_go_round_it_share_the_places() -> None:
    # Given five places, eight students at the page and eight programs at the table
    group, students = taught("COMP1011", quota=5), rivals()
    # When all come at the same moment
    outcomes = at_once([(submits if place % 2 else goes_round)(study, group) for place, study in enumerate(students)])
    # Then nobody met a fault, and the places went to five of them
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    written = [
        outcome == "registered" if isinstance(outcome, str) else bool(outcome.registered) for outcome in outcomes
    ]
    assert sum(written) == 5
    assert seats(group) == (5, 5)
