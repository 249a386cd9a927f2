"""Applying for graduation: the window, the free electives, who forgot, and the department."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.awards.actions.answer_application import answer_application, settle_application
from registrar.areas.awards.actions.apply_for_graduation import NotToChoose, apply_for_graduation
from registrar.areas.awards.actions.follow_windows import follow_windows
from registrar.areas.awards.actions.set_window import set_window, taken
from registrar.areas.awards.graduation_facts import standing_at
from registrar.areas.awards.models import ExpectedFinish, GraduationApplication, GraduationWindow
from registrar.areas.awards.queries.graduation import not_applied
from registrar.areas.platform.models import Notice
from registrar.kernel import Outcome

from .graduating import TERM, degree, finishing, terms

pytestmark = pytest.mark.django_db
# Add/drop of Semester Two ends on 26 January 2025.
INSIDE = world.at("2025-01-27 09:00")
State = GraduationApplication.State


def applied(study, electives=("AMA2011",), *, now=INSIDE, reason=""):
    return apply_for_graduation(study.pk, TERM, electives, reason=reason, actor=study.student, now=now)


def clerk():
    """Somebody of the department."""
    return world.user("office1", "department", department="COMP")


def running(number="21000002D", **fields):
    """A student who finishes once the project that is registered is passed."""
    study = finishing(number, without="COMP4913", **fields)
    group = world.group(world.subject("COMP4913"), terms()[1], code=number[-4:-1])
    world.register(study, group, "2025-01-14 10:00")
    return study


def test_on_the_first_day_after_add_drop_it_is_recorded():
    # given (HB24-4M-13/1, HB24-6K-04/1, HB24-6K-05/1)
    study = finishing()
    # when
    done = applied(study)
    # then
    assert done.decision.outcome is Outcome.ALLOWED
    assert (done.application.state, done.application.free_electives) == (State.RECORDED, ["AMA2011"])
    assert not done.application.changed


def test_before_the_end_of_add_drop_it_is_not_open_yet():
    # given (HB24-4M-13/2, HB18-3O-06/2)
    study = finishing()
    # when
    done = applied(study, now=world.at("2025-01-20 09:00"))
    # then
    assert [f.message.key for f in done.decision.refusals] == ["award.application.not_open"]
    assert not GraduationApplication.objects.exists()


def test_choosing_the_surplus_subject_changes_the_gpa_for_award():
    # given: A's everywhere, and a C in the surplus subject
    study = finishing()
    term = terms()[1]
    before = standing_at(study, term, date(2025, 6, 12)).classification.result["award_gpa"]
    # when
    done = applied(study, ["AMA2012"])
    # then
    after = standing_at(study, term, date(2025, 6, 12)).classification.result["award_gpa"]
    assert done.application.changed
    assert (before, after) == (Decimal("4.00"), Decimal("3.60"))


@pytest.mark.parametrize("electives", [[], ["COMP1011"], ["HIST9999"]])
def test_what_cannot_count_or_leaves_the_requirement_short_is_refused(electives):
    # given
    study = finishing()
    # when, then
    with pytest.raises(NotToChoose), transaction.atomic():
        applied(study, electives)
    assert not GraduationApplication.objects.exists()


def test_a_higher_diploma_student_has_nothing_to_apply_for():
    # given (HB24-6K-04/3)
    study = finishing(programme=degree("60001", level="higher_diploma"))
    # when
    done = applied(study)
    # then
    assert (done.decision.outcome, done.application) == (Outcome.NOT_APPLICABLE, None)


def test_after_the_window_it_goes_to_the_department_with_a_reason_only():
    # given (HB24-6K-05/3): the window of fourteen days ends on 9 February
    study = finishing()
    late = world.at("2025-02-10 09:00")
    # when
    refused, asked = applied(study, now=late), applied(study, now=late, reason="I was in hospital")
    # then
    assert (refused.application, asked.application.state) == (None, State.LATE)
    row = answer_application(asked.application.pk, taken=True, answer="", actor=clerk(), now=late)
    assert row.state == State.TAKEN_LATE
    assert Notice.objects.filter(kind="award.late_answered", recipient=study.student).count() == 1


def test_declining_needs_a_reason_in_the_action_and_in_the_database():
    # given
    row = applied(finishing(), now=world.at("2025-02-10 09:00"), reason="late").application
    officer = clerk()
    # when, then
    with pytest.raises(ValueError, match="reason"):
        answer_application(row.pk, taken=False, answer=" ", actor=officer, now=INSIDE)
    with pytest.raises(IntegrityError), transaction.atomic():
        GraduationApplication.objects.update(state="declined", answered_by=officer)
    assert GraduationApplication.objects.get().state == State.LATE
    with pytest.raises(DatabaseError), transaction.atomic():
        GraduationApplication.objects.all().delete()


def test_the_registry_sets_seven_days_but_not_twenty():
    # given (HB24-6K-05/1)
    terms()
    officer = world.user("registry1", "registry")
    # when
    seven = set_window(TERM, 7, actor=officer, now=INSIDE)
    twenty = set_window(TERM, 20, actor=officer, now=INSIDE)
    # then
    assert (taken(seven), seven.result["closes"]) == (True, date(2025, 2, 2))
    assert (taken(twenty), GraduationWindow.objects.get().length_days) == (False, 7)
    with pytest.raises(IntegrityError), transaction.atomic():
        GraduationWindow.objects.update(length_days=0)


def test_who_is_expected_to_finish_is_told_reminded_and_listed_once():
    # given (HB24-6K-04/2, HB24-4M-13/3): one applies, one forgets, one is far from the end
    keen, forgetful = running(), running("21000003D")
    world.study("24000009D", programme=degree())
    # when: the window opens, and the job runs twice
    told = [follow_windows(now=INSIDE), follow_windows(now=INSIDE)]
    applied(keen)
    after = world.at("2025-02-10 06:40")
    told += [follow_windows(now=after), follow_windows(now=after)]
    # then
    assert [one["announced"] for one in told] == [2, 0, 0, 0]
    assert [one["reminded"] for one in told] == [0, 0, 1, 0]
    assert [row.study_id for row in not_applied()] == [forgetful.pk]
    assert Notice.objects.filter(kind="award.window_open").count() == 2
    assert Notice.objects.get(kind="award.not_applied").recipient == forgetful.student


def test_the_department_settles_the_subjects_of_who_did_not_apply():
    # given (HB24-6K-04)
    study = running()
    follow_windows(now=INSIDE)
    row = ExpectedFinish.objects.get()
    # when
    made = settle_application(row.pk, actor=clerk(), now=world.at("2025-02-12 09:00"))
    # then
    assert (made.state, made.free_electives) == (State.SETTLED, ["AMA2011"])
    assert not not_applied().exists()
    assert Notice.objects.filter(kind="award.settled", recipient=study.student).count() == 1
