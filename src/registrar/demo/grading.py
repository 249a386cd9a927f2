"""Assessment in the demonstration: schemes, a first quiz, and a pending, a rectified and a disqualified result."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from registrar.areas.assessment.actions.arrange_late import arrange_late
from registrar.areas.assessment.actions.decide_rectification import decide_rectification
from registrar.areas.assessment.actions.enter_marks import enter_marks
from registrar.areas.assessment.actions.file_notice import file_notice
from registrar.areas.assessment.actions.propose_rectification import propose_rectification
from registrar.areas.assessment.actions.set_panel import set_panel
from registrar.areas.assessment.actions.set_scheme import set_scheme
from registrar.areas.assessment.changes import Change
from registrar.areas.assessment.scheme_draft import ComponentDraft, SchemeDraft
from registrar.demo.staff import HOME

SPRING = "2023/24-S2"
WHOLE = Decimal(100)
EXAMINED = SchemeDraft(
    (
        ComponentDraft(1, "QUIZ", "Quizzes", "測驗", Decimal(10), Decimal(20)),
        ComponentDraft(2, "PROJECT", "Group project", "小組專題習作", Decimal(30), WHOLE),
        ComponentDraft(3, "EXAM", "Examination", "考試", Decimal(60), WHOLE, Decimal(30)),
    )
)
COURSEWORK = SchemeDraft(
    (
        ComponentDraft(1, "QUIZ", "Quizzes", "測驗", Decimal(20), Decimal(20)),
        ComponentDraft(2, "LAB", "Laboratory work", "實驗", Decimal(40), WHOLE, Decimal(40)),
        ComponentDraft(3, "REPORT", "Report", "報告", Decimal(40), WHOLE),
    ),
    pass_mark=Decimal(45),
)
CORRECTED = Change("rectified", "panel", "SARP/COMP/2024-07", "One page of the script had not been marked.")
STRUCK = Change("disqualified", "discipline", "SDC/2024/11", "Plagiarism in the final report.", treatment="zero_points")
TOLD = (
    "My mother was taken to hospital on the first day of term and I look after my brother until she is back, so I may "
    "miss classes and the first quiz."
)
HARMED = 1


def grade_some(term: str, opening: datetime) -> int:
    """Give the home department its schemes, one quiz and a panel, and three results a story; return the schemes.

    Everything but the sheet of a past term goes through the actions, so decisions and histories are those of real days.
    """
    users = apps.get_model("people", "User").objects.in_bulk(
        ["teacher", "panel", "office", "registry"], field_name="username"
    )
    if len(users) < 4:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever checked at once before, inside a transaction around all of this, isn't to decide for the schemes.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        offerings = _offerings(term)
        for place, offering in enumerate(offerings):
            draft = COURSEWORK if place % 3 == 1 else EXAMINED
            set_scheme(offering.pk, draft, actor=users["office"], now=opening - timedelta(days=6))
        _quiz(offerings, users["teacher"], opening - timedelta(hours=1))
        meets = date(2025, 1, 6)
        set_panel(HOME, term, meets_on=meets, members=["leader", "advisor"], actor=users["panel"], now=opening)
        _changed(users, opening - timedelta(days=20))
        _pending(users, opening - timedelta(days=60))
        _notice(term, opening - timedelta(hours=2))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return len(offerings)


def _offerings(term: str) -> list[Any]:
    rows = apps.get_model("registration", "Offering").objects.filter(
        term=term, subject__department=HOME, state="open", subject__graded=True
    )
    return list(rows.select_related("subject").order_by("subject"))


def _quiz(offerings: list[Any], teacher: Any, now: datetime) -> None:
    """The marks of a first quiz in the first subject that the named teacher teaches."""
    taught = [one for one in offerings if one.groups.filter(teacher=teacher).exists()]
    if not taught:
        return
    offering = taught[0]
    sheet = apps.get_model("assessment", "GradeSheet").objects.create(offering=offering)
    lines = offering.registrations.filter(state="registered").order_by("study__student_number")
    entries = [apps.get_model("assessment", "GradeEntry")(sheet=sheet, registration=one, grade="") for one in lines]
    apps.get_model("assessment", "GradeEntry").objects.bulk_create(entries)
    quiz = offering.assessment_scheme.components.get(code="QUIZ")
    marks = {
        (one.pk, quiz.pk): "ABS" if place % 17 == 16 else str(Decimal(8 + place * 7 % 13) - Decimal(place % 2) / 2)
        for place, one in enumerate(lines)
    }
    enter_marks(sheet.pk, marks, actor=teacher, now=now)


def _changed(users: dict[str, Any], now: datetime) -> None:
    """A grade of last semester that was corrected, and one that was disqualified, both of students who have left.

    Nobody's average that is still shown rests on them.
    """
    results = apps.get_model("studies", "SubjectResult").objects.filter(term=SPRING, origin="taken", failed=False)
    left = results.exclude(study__status="active").filter(points__gte=1, points__lt=4)
    own = left.filter(subject__department=HOME).order_by("pk")
    graded = [*own, *left.exclude(subject__department=HOME).order_by("pk")][:2]
    for result, change in zip(graded, (CORRECTED, STRUCK), strict=False):
        asked = change if change is STRUCK else Change(**{**vars(change), "new_grade": "A-"})
        row = propose_rectification(result.pk, asked, actor=users["panel"], now=now).row
        if row is not None:
            decide_rectification(row.pk, accept=True, actor=users["registry"], now=now + timedelta(days=1))


def _pending(users: dict[str, Any], settled: datetime) -> None:
    """A sheet of last semester on which one student's grade is still open."""
    results = apps.get_model("studies", "SubjectResult").objects.filter(
        term=SPRING, origin="taken", subject__department=HOME, subject__graded=True
    )
    first = results.order_by("subject", "pk").first()
    if first is None:
        return
    own = list(results.filter(subject=first.subject_id).select_related("study").order_by("study__student_number")[:12])
    studies = apps.get_model("studies", "Study").objects.filter(programme__department=HOME, status="active")
    taken = results.model.objects.filter(subject=first.subject_id).values("study")
    ill = studies.exclude(pk__in=taken).exclude(cohort="2024/25").order_by("-student_number").first()
    offering = apps.get_model("registration", "Offering").objects.create(subject=first.subject, term_id=SPRING)
    group = apps.get_model("registration", "SubjectGroup").objects.create(
        offering=offering, code="2001", quota=40, teacher=users["teacher"]
    )
    sheet = apps.get_model("assessment", "GradeSheet").objects.create(
        offering=offering,
        stage="submitted",
        submitted_by=users["teacher"],
        submitted_at=settled - timedelta(days=9),
        reviewed_by=users["panel"],
        reviewed_at=settled - timedelta(days=2),
    )
    people = [(one.study, one.grade) for one in own] + ([(ill, "I")] if ill is not None else [])
    _lines(sheet, group, people, users["teacher"], settled)
    sheet.stage, sheet.finalised_by, sheet.finalised_at = "final", users["panel"], settled
    sheet.releases_on, sheet.announced_at = first.released_on, settled
    sheet.save()
    if ill is not None:
        entry = sheet.entries.get(grade="I")
        due = settled.date() + timedelta(days=80)
        arrange_late(
            entry.pk,
            permitted=True,
            method="Written paper of two hours",
            due_on=due,
            actor=users["office"],
            now=settled + timedelta(days=5),
        )


def _lines(sheet: Any, group: Any, people: list[tuple[Any, str]], teacher: Any, settled: datetime) -> None:
    """Whoever was registered, with the grade that stands on the sheet."""
    for study, grade in people:
        line = apps.get_model("registration", "Registration").objects.create(
            study=study,
            offering=sheet.offering,
            group=group,
            credits=sheet.offering.subject.credits,
            registered_at=settled - timedelta(days=180),
        )
        apps.get_model("assessment", "GradeEntry").objects.create(
            sheet=sheet,
            registration=line,
            grade=grade,
            entered_by=teacher,
            entered_at=settled - timedelta(days=10),
        )


def _notice(term: str, now: datetime) -> None:
    """A named student tells of trouble at home."""
    studies = apps.get_model("studies", "Study").objects.filter(student_number__regex=rf"^\d\d0000{HARMED:02d}[A-Z]$")
    study = studies.select_related("student").first()
    if study is not None:
        file_notice(study.pk, term, subject=None, statement=TOLD, actor=study.student, now=now)
