"""AR150s that are overdue go to the advisor and to the department (polyu-2024-25:6C-05)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from registrar.areas.advising.models import StudyPlanForm
from registrar.areas.people.queries.office_holders import office_holders
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.notices import Draft, send
from registrar.kernel import Bilingual
from registrar.rulebook.message_values import said

SUBJECT = Bilingual("AR150 overdue: {student}", "AR150 逾期：{student}")
BODY = Bilingual(
    "The study plan of {student} was due on {day}. What is missing: {missing}. A late form is still taken.",
    "{student} 的修讀計劃須於{day}或以前遞交，尚欠：{missing}。逾期的表格仍會接受。",
)
FORM, MEETING = Bilingual("the form", "表格"), Bilingual("the meeting", "會面紀錄")


def tell_overdue_forms(*, now: datetime) -> int:
    """Tell once of every form whose day is over without form and meeting; return how many."""
    today = now.astimezone(HONG_KONG).date()
    rows = StudyPlanForm.objects.filter(due_on__lt=today, told_overdue_at=None, term__ends_on__gte=today)
    forms = [
        form
        for form in rows.select_related("study__student__person", "study__advisor", "study__programme")
        if not form.settled
    ]
    holders = office_holders("department", {form.study.programme.department_id for form in forms})
    send((draft for form in forms for draft in _drafts(form, holders)), now=now)
    StudyPlanForm.objects.filter(pk__in=[form.pk for form in forms]).update(told_overdue_at=now)
    return len(forms)


def _drafts(form: StudyPlanForm, holders: dict[str, list[Any]]) -> Iterator[Draft]:
    student = f"{form.study.student.person.in_full} {form.study.student_number}"
    missing = FORM if form.handed_in_at is None else MEETING
    told = [form.study.advisor, *holders.get(form.study.programme.department_id, [])]
    for recipient in dict.fromkeys(one for one in told if one is not None):
        en, zh = said(form.due_on, "en"), said(form.due_on, "zh-hant")
        yield Draft(
            recipient=recipient,
            kind="advising",
            subject=Bilingual(SUBJECT.en.format(student=student), SUBJECT.zh.format(student=student)),
            body=Bilingual(
                BODY.en.format(student=student, day=en, missing=missing.en),
                BODY.zh.format(student=student, day=zh, missing=missing.zh),
            ),
            link=f"/students/{form.study_id}/advising/",
        )
