"""What was registered for terms after the end of a study goes, by the rule, once, and the student is told."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world

from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.end_registrations import end_registrations
from registrar.areas.registration.models import Registration
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.studies.actions.change_status import change_status

pytestmark = pytest.mark.django_db
THIS, NEXT = "2024/25-S1", "2024/25-S2"
NOW = world.at("2025-01-10 02:00")


@pytest.fixture
def rows() -> tuple[Registration, Registration]:
    """A student's registrations of this term and of the next."""
    study, group = world.study(), taught("COMP1011")
    coming = world.group(world.subject("COMP1012"), world.term(NEXT, "2025-01-13"))
    return world.register(study, group), world.register(study, coming)


def states(rows: Any) -> list[str]:
    """Read the states again."""
    return [Registration.objects.get(pk=row.pk).state for row in rows]


@pytest.mark.parametrize(
    ("status", "key"),
    [("graduated", "graduation"), ("withdrawn", "leaving"), ("deregistered", "leaving")],
)
def test_only_what_comes_after_the_last_term_goes_and_only_once(rows: Any, status: str, key: str) -> None:
    # Given a study that ended with this term
    study = rows[0].study
    change_status([study.pk], status, term=THIS, reason="board", actor=None, now=NOW)
    # When the job runs twice
    first, second = end_registrations(actor=None, now=NOW), end_registrations(actor=None, now=NOW)
    # Then the later registration is gone, its place is free, and decision and notice say why, once
    assert (first, second) == (1, 0)
    assert states(rows) == ["registered", "removed"]
    rows[1].group.refresh_from_db()
    assert rows[1].group.seats_taken == 0
    stored = StoredDecision.objects.get()
    assert (stored.subject, stored.refusing) == (f"study:{study.pk}", ["polyu-2024-25:6J-02"])
    assert stored.body["findings"][0]["message"]["key"] == f"registration.later.removed_on_{key}"
    assert Registration.objects.get(pk=rows[1].pk).decision == stored
    assert Notice.objects.get().recipient_id == study.student_id


@pytest.mark.parametrize("status", ["active", "deferred", "nullified"])
def test_a_study_that_goes_on_keeps_everything(rows: Any, status: str) -> None:
    change_status([rows[0].study_id], status, term=THIS, reason="x", actor=None, now=NOW)
    assert end_registrations(actor=None, now=NOW) == 0
    assert states(rows) == ["registered", "registered"]
    assert StoredDecision.objects.count() == Notice.objects.count() == 0


def test_a_study_taken_up_again_is_not_ended_by_its_old_end(rows: Any) -> None:
    # Given a student who left, came back, and left again with the next term
    for status, term in (("withdrawn", THIS), ("active", THIS), ("withdrawn", NEXT)):
        change_status([rows[0].study_id], status, term=term, reason="x", actor=None, now=NOW)
    # When the job runs / Then the end that counts is the last
    assert end_registrations(actor=None, now=NOW) == 0
    assert states(rows) == ["registered", "registered"]


def test_the_queries_do_not_grow_with_the_students(rows: Any) -> None:
    others = [world.study(f"2410000{number}D") for number in range(6)]
    for other in others:
        world.register(other, rows[1].group)
    counts = []
    for studies in ([rows[0].study_id], [one.pk for one in others]):
        change_status(studies, "graduated", term=THIS, reason="board", actor=None, now=NOW)
        with CaptureQueriesContext(connection) as seen:
            end_registrations(actor=None, now=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]
