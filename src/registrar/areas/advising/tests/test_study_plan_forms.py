"""AR150: opened by probation, handed in by the student, settled by the meeting (HB24-6C-04, HB24-6C-05)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.advising.actions.hand_in_study_plan import Handed, hand_in_study_plan
from registrar.areas.advising.actions.open_study_plan_forms import open_study_plan_forms
from registrar.areas.advising.actions.record_meeting import record_meeting
from registrar.areas.advising.actions.tell_overdue_forms import tell_overdue_forms
from registrar.areas.advising.models import StudyPlanForm
from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import Approval, TermStanding
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force

pytestmark = pytest.mark.django_db
HANDED = Handed("COMP1011, AMA1110", "I took too much on.")
RESULTS = world.at("2025-01-10 09:00")


@pytest.fixture
def study() -> Any:
    """A student put on probation by the results announced on 10 January 2025, with an advisor."""
    first = world.term()
    world.term("2024/25-S2", "2025-01-13")
    made = world.study(advisor=world.user("advisor", "advisor"))
    TermStanding.objects.create(
        study=made, term=first, gpa="1.40", semester_gpa="1.40", standing="probation", released_on=date(2025, 1, 10)
    )
    return made


def ceiling_of(study: Any) -> list[int | None]:
    """Return the figures of the load on probation that registration reads."""
    found = approvals_in_force([study.pk], "2024/25-S2", date(2025, 1, 20))[study.pk]
    return [one.number for one in found if one.kind == "probation_load"]


def test_probation_opens_the_form_once_and_it_is_due_in_a_week(study: Any) -> None:
    """HB24-6C-05: due seven days after the announcement; HB24-6C-04: the task is the student's and the advisor's."""
    (form,) = open_study_plan_forms(now=RESULTS)

    assert (form.term_id, form.due_on) == ("2024/25-S2", date(2025, 1, 17))
    assert open_study_plan_forms(now=RESULTS) == []
    assert StudyPlanForm.objects.count() == 1
    assert list(Notice.objects.values_list("recipient", flat=True)) == [study.student_id]
    assert "due on 17 January 2025" in Notice.objects.get().subject_en
    assert "2025年1月17日" in Notice.objects.get().subject_zh


def test_no_probation_no_form(study: Any) -> None:
    """HB24-6C-05/2: a student who isn't on probation (any more) has no task."""
    TermStanding.objects.update(standing="progressing")

    assert open_study_plan_forms(now=RESULTS) == []
    assert not StudyPlanForm.objects.exists()


def test_form_and_meeting_close_the_task_and_set_the_ceiling(study: Any) -> None:
    """HB24-6C-04/1: AR150 uploaded, the advisor records 15 credits agreed: closed, ceiling 15."""
    (form,) = open_study_plan_forms(now=RESULTS)
    hand_in_study_plan(form.pk, HANDED, actor=study.student, now=world.at("2025-01-14 10:00"))

    settled = record_meeting(
        form.pk,
        met_on=date(2025, 1, 15),
        credits=15,
        subjects="COMP1011",
        actor=study.advisor,
        now=world.at("2025-01-15 16:00"),
    )

    assert isinstance(settled, StudyPlanForm)
    assert settled.settled
    assert ceiling_of(study) == [15]


def test_without_a_meeting_the_task_stays_open(study: Any) -> None:
    """HB24-6C-04/2: AR150 uploaded, no meeting recorded: open, and the load isn't raised."""
    (form,) = open_study_plan_forms(now=RESULTS)

    handed = hand_in_study_plan(form.pk, HANDED, actor=study.student, now=world.at("2025-01-14 10:00"))

    assert not handed.settled
    assert not handed.late
    assert ceiling_of(study) == []


def test_a_late_form_is_taken_and_flagged(study: Any) -> None:
    """HB24-6C-05/1: results on 10 January 2025, AR150 on 18 January: late, accepted."""
    (form,) = open_study_plan_forms(now=RESULTS)

    handed = hand_in_study_plan(form.pk, HANDED, actor=study.student, now=world.at("2025-01-18 10:00"))

    assert handed.late
    assert handed.handed_in_at == world.at("2025-01-18 10:00")


def test_an_overdue_form_goes_to_advisor_and_department_once(study: Any) -> None:
    """HB24-6C-05: overdue tasks are told once; on the last day nobody is told."""
    office = world.user("office", "department", department="COMP")
    open_study_plan_forms(now=RESULTS)
    Notice.objects.all().delete()

    assert tell_overdue_forms(now=world.at("2025-01-17 23:00")) == 0
    assert tell_overdue_forms(now=world.at("2025-01-18 01:00")) == 1
    assert tell_overdue_forms(now=world.at("2025-01-19 01:00")) == 0

    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {office.pk, study.advisor_id}


def test_a_second_figure_replaces_the_first(study: Any) -> None:
    """What was agreed can be corrected; the approval before it is taken back, not changed."""
    (form,) = open_study_plan_forms(now=RESULTS)
    for credits, day in ((15, "2025-01-15"), (12, "2025-01-16")):
        record_meeting(
            form.pk,
            met_on=date.fromisoformat(day),
            credits=credits,
            subjects="",
            actor=study.advisor,
            now=world.at(f"{day} 16:00"),
        )

    assert ceiling_of(study) == [12]
    assert Approval.objects.filter(study=study).count() == 2


def test_a_meeting_to_come_is_refused_and_nothing_changes(study: Any) -> None:
    """A meeting is recorded once it has taken place."""
    (form,) = open_study_plan_forms(now=RESULTS)

    with pytest.raises(ValueError, match="takes place"):
        record_meeting(
            form.pk,
            met_on=date(2025, 1, 16),
            credits=15,
            subjects="",
            actor=study.advisor,
            now=world.at("2025-01-15 09:00"),
        )

    form.refresh_from_db()
    assert form.met_on is None
    assert ceiling_of(study) == []


def test_only_the_advisor_and_the_department_record_a_meeting(study: Any) -> None:
    """Another advisor finds nothing; another student can't hand the form in."""
    (form,) = open_study_plan_forms(now=RESULTS)
    clock.set_to(world.at("2025-01-15 10:00"))
    other_study = world.study("24000002D")

    def status(user: Any, name: str) -> int:
        client = Client()
        client.force_login(user)
        return client.get(reverse(f"advising:{name}", args=[form.pk])).status_code

    assert status(study.advisor, "meeting") == 200
    assert status(world.user("other", "advisor"), "meeting") == 404
    assert status(study.student, "hand-in") == 200
    assert status(other_study.student, "hand-in") == 404


def test_the_advisor_sees_that_a_student_is_on_probation(study: Any) -> None:
    """HB24-6C-02/4: the status is shown on the advisee's page, in either language."""
    clock.set_to(world.at("2025-01-15 10:00"))
    client = Client()
    client.force_login(study.advisor)
    address = reverse("advising:advising", args=[study.pk])

    assert "On academic probation." in client.get(address).content.decode()
    client.cookies["registrar_language"] = "zh-hant"
    assert "學業察看" in client.get(address).content.decode()


def test_subjects_that_are_none_are_told_and_nothing_is_handed_in(study: Any) -> None:
    """Codes may be written with any commas; the ones that the catalogue doesn't have are named."""
    open_study_plan_forms(now=RESULTS)
    clock.set_to(RESULTS)
    form, client = StudyPlanForm.objects.get(), Client()
    client.force_login(study.student)
    world.subject("COMP1011")
    address = reverse("advising:hand-in", args=[form.pk])

    wrong = client.post(address, {"subjects": "comp1011、XXXX9999", "reflection": "r"})

    assert wrong.status_code == 422
    assert wrong.context_data["form"].errors["subjects"] == ["There is no subject XXXX9999."]
    form.refresh_from_db()
    assert form.handed_in_at is None
    right = client.post(address, {"subjects": "comp1011、COMP1011 ", "reflection": "r"})
    assert right.status_code == 303
    form.refresh_from_db()
    assert form.subjects == "COMP1011"
