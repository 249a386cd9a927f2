"""Setting probation opens the task of AR150 for student and advisor (polyu-2024-25:6C-04)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from registrar.areas.advising.models import StudyPlanForm
from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.notices import Draft, send
from registrar.areas.studies.queries.probation import probations_since
from registrar.kernel import Bilingual, Term
from registrar.rulebook import decide
from registrar.rulebook.message_values import said

RULE = "assessment.probation_form"
SUBJECT = Bilingual("AR150: your study plan is due on {day}", "AR150：請於{day}或以前遞交修讀計劃")
BODY = Bilingual(
    "You are on academic probation. Hand in your study plan by {day} and meet your Academic Advisor to agree on the "
    "subjects and credits of next semester.",
    "你正接受學業察看。請於{day}或以前遞交修讀計劃，並與學業導師會面，商定下一學期的科目及學分。",
)


def open_study_plan_forms(*, now: datetime) -> list[Any]:
    """Open a form for everybody whose latest released standing is probation and who has none for it yet.

    Running it twice opens nothing twice. The form is due as `assessment.probation_form` says for the announcement.
    """
    today = now.astimezone(HONG_KONG).date()
    terms = {Term.parse(one.pk): one for one in all_terms()}
    made = []
    known = set(StudyPlanForm.objects.values_list("study_id", "announced_on"))
    for study, student, after, announced in probations_since(today):
        following = Term.parse(after).next()
        following = following.next() if following.is_summer else following
        if (study, announced) in known or following not in terms:
            continue
        facts = {"on_probation": True, "announced_on": announced}
        decision = decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)
        if "due_on" not in decision.result:
            continue
        form = StudyPlanForm(
            study_id=study, term=terms[following], announced_on=announced, due_on=decision.result["due_on"]
        )
        made.append((form, student))
    StudyPlanForm.objects.bulk_create([form for form, _ in made], ignore_conflicts=True)
    send(_drafts([(form, student) for form, student in made if form.due_on >= today]), now=now)
    wanted = {(form.study_id, form.term_id) for form, _ in made}
    rows = StudyPlanForm.objects.filter(study_id__in=[study for study, _ in wanted]).order_by("pk")
    return [form for form in rows if (form.study_id, form.term_id) in wanted]


def _drafts(pairs: list[tuple[StudyPlanForm, Any]]) -> Iterator[Draft]:
    for form, student in pairs:
        en, zh = said(form.due_on, "en"), said(form.due_on, "zh-hant")
        yield Draft(
            recipient=student,
            kind="advising",
            subject=Bilingual(SUBJECT.en.format(day=en), SUBJECT.zh.format(day=zh)),
            body=Bilingual(BODY.en.format(day=en), BODY.zh.format(day=zh)),
            link="/my/advising/",
        )
