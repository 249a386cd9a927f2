"""What advisors and students of the demonstration have agreed: AR150s, an exception, a plan that breaks, notes."""

from datetime import datetime
from typing import Any

from django.apps import apps

from registrar.areas.advising.actions.change_plan import change_plan
from registrar.areas.advising.actions.open_study_plan_forms import open_study_plan_forms
from registrar.areas.advising.actions.record_exception import ExceptionWish, record_exception
from registrar.areas.advising.actions.write_note import write_note
from registrar.areas.advising.queries.degree import outlook
from registrar.areas.advising.queries.plan_ground import PlanGround, plan_ground
from registrar.demo.sign_ins import STUDENTS
from registrar.kernel import Decision

WAIVER = ExceptionWish(
    requirement="electives",
    kind="lower",
    clause="polyu-2024-25:5B-10",
    authority="Head of Department",
    reason="Credits of an exchange semester recognised as an elective",
    credits=3,
    survives="programme",
)
NOTE = "Means to spread the electives over both semesters; look at the load again in January."


def fill_advising(opening: datetime) -> dict[str, int]:
    """Open the AR150s of those on probation and settle the agreed ones; give three named students their stories."""
    forms = open_study_plan_forms(now=opening)
    return {
        "study plans on probation": len(forms),
        "of them settled": _settle(opening),
        "plans to graduation": _plans(opening),
        "exceptions from requirements": _exceptions(opening),
    }


def _settle(opening: datetime) -> int:
    """Those whose load is agreed have handed in and met; the form says what the approval says."""
    forms = apps.get_model("advising", "StudyPlanForm").objects.select_related("term", "study")
    approvals = apps.get_model("studies", "Approval").objects.filter(kind="probation_load", revoked_at=None)
    agreed = {(one.study_id, one.term_id): one for one in approvals.order_by("pk")}
    settled = []
    for form in forms:
        approval = agreed.get((form.study_id, form.term_id))
        if approval is not None:
            form.handed_in_at = approval.granted_at
            form.late = approval.granted_at.date() > form.due_on
            form.met_on, form.met_by_id = approval.granted_at.date(), approval.granted_by_id
            form.agreed_credits, form.approval = approval.number, approval
            settled.append(form)
    fields = ["handed_in_at", "late", "met_on", "met_by", "agreed_credits", "approval"]
    forms.model.objects.bulk_update(settled, fields, batch_size=500)
    return len(settled)


def _named(persona: str) -> Any | None:
    """Return the study of a named student, where the university is large enough to have one."""
    ending = f"0000{STUDENTS[persona][0]:02d}"
    studies = apps.get_model("studies", "Study").objects.select_related("student", "advisor")
    return studies.filter(student_number__contains=ending).order_by("pk").first()


def _plans(opening: datetime) -> int:
    """One has a plan that works, another one whose pre-requisite stands too late."""
    made, when = 0, outlook(opening.date())
    for persona in ("ordinary", "planner"):
        study = _named(persona)
        if study is None or when is None:
            continue
        there = plan_ground(study.pk, when, opening.date())
        pairs = there.suggested()
        if persona == "planner":
            pairs = _broken(pairs, there)
        change_plan(study.pk, pairs, actor=study.student, now=opening)
        made += 1
    return made


def _broken(pairs: list[tuple[str, str]], there: PlanGround) -> list[tuple[str, str]]:
    """Put a pre-requisite into the semester of what asks for it."""
    then = dict(pairs)
    for code, term in pairs:
        asks = there.there.asks.get(code)
        for group in asks.prerequisites if asks else ():
            for other, _ in group:
                if other in then and then[other] != term:
                    return [(one, term if one == other else at) for one, at in pairs]
    return pairs


def _exceptions(opening: datetime) -> int:
    """The Head lets one student off an elective, and the advisor keeps a note about it."""
    study = _named("final_year")
    head = apps.get_model("people", "User").objects.filter(username="head").first()
    if study is None or head is None:
        return 0
    made = record_exception(study.pk, WAIVER, actor=head, now=opening)
    if study.advisor is not None:
        write_note(study.pk, NOTE, readers="student", actor=study.advisor, now=opening)
    return 0 if isinstance(made, Decision) else 1
