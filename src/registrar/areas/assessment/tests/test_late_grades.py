"""Pending results: the actual grade goes into the attempt that was pending."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.assessment.actions.arrange_late import arrange_late
from registrar.areas.assessment.actions.confirm_late_grade import confirm_late_grade
from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.enter_late_grade import enter_late_grade
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.queries.incomplete_studies import incomplete_studies
from registrar.areas.assessment.queries.pending import pending_lines
from registrar.areas.assessment.queries.rectified_since import rectified_since
from registrar.areas.assessment.tests.marking import NOW, keys, marked_sheet
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.studies.actions.record_results import NewResult, record_results
from registrar.areas.studies.models import SubjectResult
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db

JANUARY = world.at("2025-01-20 10:00")


@pytest.fixture
def people():
    return {name: world.user(name, role) for name, role in (("marker", "teacher"), ("chair1", "panel_chair"))}


@pytest.fixture
def pending():
    """A final sheet on which the first of two is pending."""
    sheet = marked_sheet(scheme=False)
    enter_grades(sheet.pk, dict(zip(keys(sheet), ("I", "B"), strict=True)), actor=None, now=NOW)
    submit_sheet(sheet.pk, actor=None, now=NOW)
    finalise_sheet(sheet.pk, actor=None, now=NOW)
    return sheet.entries.get(grade="I")


def arrange(entry, permitted=True):
    return arrange_late(entry.pk, permitted=permitted, method="Oral", due_on=date(2025, 1, 31), actor=None, now=JANUARY)


def results():
    rows = SubjectResult.objects.order_by("study__student_number", "attempt")
    return list(rows.values_list("study__student_number", "grade", "attempt", "failed", "released_on"))


def test_the_actual_grade_takes_the_pending_attempt(pending, people):
    # given an arranged late assessment (HB24-6H-03/1)
    assert [row[0] for row in results()] == ["24000002D"]
    assert pending.registration.study_id in incomplete_studies("2024/25-S1")
    arrange(pending)
    # when the teacher enters F and the panel's chair confirms it
    assert enter_late_grade(pending.pk, "f", actor=people["marker"], now=JANUARY).allowed
    assert len(results()) == 1
    assert confirm_late_grade(pending.pk, actor=people["chair1"], now=JANUARY) == "final"
    # then it is the first attempt, out at once, with two retakes left
    assert results()[0] == ("24000001D", "F", 1, True, date(2025, 1, 20))
    facts = {"term": "2024/25-S2", "subject": "COMP1011", "attempts": 1, "latest_grade": "F"}
    assert decide("registration.retake", facts, as_of=JANUARY.date(), university="polyu").result["retakes_left"] == 2
    assert pending.registration.study_id not in incomplete_studies("2024/25-S1")
    assert StoredDecision.objects.get(rule="assessment.late_grade").body["result"]["retakes_used"] == 0
    # and a second time changes nothing
    assert confirm_late_grade(pending.pk, actor=people["chair1"], now=JANUARY) == "done"
    assert len(results()) == 2
    # and a board learns of it
    assert [(one.old, one.new) for one in rectified_since("2024/25-S1", NOW)] == [("", "F")]


def test_before_the_release_day_it_comes_out_with_the_others(pending, people):
    # given
    arrange(pending)
    enter_late_grade(pending.pk, "A+", actor=people["marker"], now=NOW)
    # when it is settled in December, without a cap
    confirm_late_grade(pending.pk, actor=people["chair1"], now=NOW)
    # then
    assert results()[0] == ("24000001D", "A+", 1, False, date(2025, 1, 11))
    assert Notice.objects.count() == 0


def test_nobody_confirms_the_grade_that_they_entered(pending, people):
    # given
    arrange(pending)
    enter_late_grade(pending.pk, "B", actor=people["marker"], now=JANUARY)
    # when / then
    assert confirm_late_grade(pending.pk, actor=people["marker"], now=JANUARY) == "own_grade"
    assert len(results()) == 1


def test_nothing_is_entered_before_it_is_arranged_nor_off_the_scale(pending, people):
    # when / then
    assert enter_late_grade(pending.pk, "B", actor=people["marker"], now=JANUARY) is None
    arrange(pending, permitted=False)
    assert confirm_late_grade(pending.pk, actor=people["chair1"], now=JANUARY) == "not_graded"
    assert not enter_late_grade(pending.pk, "I", actor=people["marker"], now=JANUARY).allowed
    assert not enter_late_grade(pending.pk, "Q", actor=people["marker"], now=JANUARY).allowed
    # and without a permitted one the grade is given in the normal way (HB24-6H-03/2)
    decision = enter_late_grade(pending.pk, "F", actor=people["marker"], now=JANUARY)
    assert (decision.allowed, decision.result["late_assessment"]) == (True, False)


def test_the_department_sees_what_is_pending(pending):
    # given
    office = world.user("office1", "department", department="COMP")
    other = world.user("office2", "department", department="EEE")
    # when / then
    assert [line.pk for line in pending_lines(office)] == [pending.pk]
    assert list(pending_lines(other)) == []


TERMS = (("2023/24-S1", "2023-09-04", "F"), ("2023/24-S2", "2024-01-15", "F"), ("2024/25-S1", "2024-09-02", "D"))


@given(order=st.permutations(TERMS))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_in_which_results_arrive_makes_no_difference(order):
    # given three attempts that arrive in any order, as late grades may
    with transaction.atomic():
        study, subject = world.study("24000077D"), world.subject()
        for key, starts, grade in order:
            new = NewResult(study.pk, "compulsory", grade, None, grade == "F", 0 if grade == "F" else 3)
            record_results(subject, world.term(key, starts), [new], released_on=date(2025, 1, 1))
        # then they are numbered by their terms
        rows = SubjectResult.objects.filter(study=study).order_by("attempt").values_list("term_id", "attempt", "grade")
        assert list(rows) == [("2023/24-S1", 1, "F"), ("2023/24-S2", 2, "F"), ("2024/25-S1", 3, "D")]
        transaction.set_rollback(True)
