"""Grades that wait, on the home pages of those who have to settle them."""

import pytest
from tests import world

from registrar.areas.assessment.actions.enter_late_grade import enter_late_grade
from registrar.areas.assessment.actions.propose_rectification import propose_rectification
from registrar.areas.assessment.changes import Change
from registrar.areas.assessment.tests.test_late_grades import JANUARY, arrange, pending
from registrar.areas.platform import clock
from registrar.areas.studies.models import SubjectResult
from registrar.site.tests.test_home_boards import titles

pytestmark = pytest.mark.django_db
__all__ = ["pending"]
OVERDUE = "1 pending result is overdue or not arranged"


def test_a_pending_result_is_told_until_it_is_arranged_and_again_when_its_day_is_over(pending):
    office = world.user("office1", "department", department="COMP")
    elsewhere = world.user("office2", "department", department="EEE")
    clock.set_to(JANUARY)
    assert OVERDUE in titles(office)
    assert OVERDUE not in titles(elsewhere)
    # arranged until 31 January
    arrange(pending)
    assert OVERDUE not in titles(office)
    clock.set_to(world.at("2025-02-01 09:00"))
    assert OVERDUE in titles(office)


def test_a_late_grade_waits_for_another_panel_chair_than_its_author(pending):
    chair, author = world.user("chair1", "panel_chair"), world.user("chair2", "panel_chair")
    elsewhere = world.user("chair3", "panel_chair", department="EEE")
    clock.set_to(JANUARY)
    arrange(pending)
    assert "Settle 1 late grade" not in titles(chair)
    enter_late_grade(pending.pk, "B", actor=author, now=JANUARY)
    assert "Settle 1 late grade" in titles(chair)
    assert "Settle 1 late grade" not in titles(author) + titles(elsewhere)


def test_a_proposed_change_waits_for_a_second_person(pending):
    told = "Decide on 1 proposed change of a final result"
    chair, registry = world.user("chair1", "panel_chair"), world.user("registry1", "registry")
    clock.set_to(JANUARY)
    result = SubjectResult.objects.get()
    change = Change("rectified", "panel", "SARP 1/25", "Page overlooked", new_grade="A-")
    assert propose_rectification(result.pk, change, actor=chair, now=JANUARY).row is not None
    assert told in titles(registry)
    assert told not in titles(chair)
