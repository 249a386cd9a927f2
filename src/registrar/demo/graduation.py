"""Awards of the demonstration: graduates and graduands of last summer, penalties, a retraction, forms AR84c."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction

from registrar.areas.awards.actions.enter_penalty import enter_penalty
from registrar.areas.awards.actions.retract_award import propose_retraction
from registrar.areas.awards.actions.specific_award import file_specific_award, forward_specific_award
from registrar.areas.awards.actions.take_over_award import Past, take_over_award
from registrar.areas.platform.clock import HONG_KONG
from registrar.demo.sign_ins import STUDENTS
from registrar.kernel import Bilingual

# When the board met, when awards were confirmed, and the day of conferment: after Semester Two and the Summer Term.
JULY = date(2024, 6, 20), date(2024, 6, 24), date(2024, 7, 15)
OCTOBER = date(2024, 8, 7), date(2024, 8, 9), date(2024, 10, 15)
AUGUST = datetime(2024, 8, 15, 10, 0, tzinfo=HONG_KONG)
SPRING = datetime(2024, 2, 5, 10, 0, tzinfo=HONG_KONG)
# Classes of the demonstration's own requirement documents, by the GPA from which they are given.
CLASSES = {
    "bachelor": (
        ("3.60", "first", Bilingual("First Class Honours", "一級榮譽")),
        ("3.00", "upper_second", Bilingual("Second Class Honours (Division I)", "二級甲等榮譽")),
        ("2.40", "lower_second", Bilingual("Second Class Honours (Division II)", "二級乙等榮譽")),
        ("0.00", "third", Bilingual("Third Class Honours", "三級榮譽")),
    ),
    "": (
        ("3.60", "distinction", Bilingual("Distinction", "優異")),
        ("3.00", "credit", Bilingual("Credit", "良好")),
        ("0.00", "pass", Bilingual("Pass", "及格")),
    ),
}
GRADUATES, FORMS = 400, 2
NONLOCAL = f"0000{STUDENTS['nonlocal'][0]:02d}G"
UNDERGRADUATE, SPRING_TERM = "bachelor", "2023/24-S2"
LOWERED = "upper_second"
RETRACTION = {
    "reason": "A transcript of the school that admission rested on turned out to be forged.",
    "authority": "Senate",
    "reference": "SEN/2024/31",
}
TITLES = (("A", "Master's degree", "碩士學位"), ("B", "Postgraduate diploma", "深造文憑"))


@transaction.atomic
def graduate_some(term: str, opening: datetime) -> int:
    """Put last summer's awards on record, with what became of some, and file AR84c; return how many awards there are.

    One parchment is kept back, one class was lowered, and for one award a second person's word on its retraction is
    awaited.
    """
    registry = apps.get_model("people", "User").objects.filter(username="registry").first()
    second = apps.get_model("people", "User").objects.filter(username="records").first() or registry
    standings = _graduates()
    graduated = (row for row in standings if row.study.status == "graduated")
    lowered = next((row.study_id for row in graduated if _class(row)[0] == LOWERED), 0)
    awards = [_taken_over(row, registry, opening, lowered=row.study_id == lowered) for row in standings]
    conferred = [award for award in awards if award.state == "conferred" and award.study_id != lowered]
    if conferred:
        penalty: dict[str, Any] = {
            "reference": "SDC/2024/11",
            "decided_on": date(2024, 6, 28),
            "ends_on": date(2024, 10, 31),
        }
        enter_penalty(
            conferred[0].study_id, "withhold_parchment", **penalty, actor=registry, now=opening - timedelta(days=60)
        )
        propose_retraction(conferred[-1].pk, **RETRACTION, actor=second, now=opening - timedelta(days=5))
    _collect(conferred[1:-1:2], registry)
    _apply_in_spring([award for award in awards if award.study.programme.level == UNDERGRADUATE])
    _forms(term, opening)
    return len(awards)


def _graduates() -> list[Any]:
    """Return the standing of graduates and graduands after their last term."""
    rows = apps.get_model("studies", "TermStanding").objects.filter(study__status__in=("graduated", "graduand"))
    last = rows.exclude(gpa=None).order_by("study_id", "-term__ordinal").distinct("study_id")
    return list(last.select_related("study__programme")[:GRADUATES])


def _class(standing: Any, *, steps: int = 0) -> tuple[str, Bilingual]:
    """Return the class of a GPA, or the one so many steps below."""
    classes = CLASSES.get(standing.study.programme.level, CLASSES[""])
    place = next(place for place, (line, _, _) in enumerate(classes) if standing.gpa >= Decimal(line))
    _, code, title = classes[min(place + steps, len(classes) - 1)]
    return code, title


def _taken_over(standing: Any, registry: Any, opening: datetime, *, lowered: bool) -> Any:
    code, title = _class(standing, steps=int(lowered))
    days = JULY if standing.study.status == "graduated" else OCTOBER
    past = Past(standing.term_id, code, title, standing.gpa, *days, decided_class=_class(standing)[0])
    award = take_over_award(standing.study_id, past, actor=registry, now=opening - timedelta(days=20))
    if lowered:
        entered = opening - timedelta(days=100)
        given: dict[str, Any] = {"reference": "SDC/2024/7", "decided_on": date(2024, 5, 17), "ends_on": None}
        penalty = enter_penalty(standing.study_id, "lower_class", **given, actor=registry, now=entered)
        penalty.used_on = award
        penalty.save(update_fields=["used_on"])
    return award


def _collect(awards: list[Any], registry: Any) -> None:
    """Let some graduates have collected their parchments in the middle of August, one by a representative."""
    ending = apps.get_model("awards", "ParchmentEnding")
    for place, award in enumerate(awards):
        ending.objects.create(
            award=award,
            how="graduate" if place else "representative",
            representative="" if place else "CHAN Siu Ming",
            decision=award.decision,
            ended_at=AUGUST + timedelta(minutes=7 * place),
            ended_by=registry,
        )


def _apply_in_spring(awards: list[Any]) -> None:
    """Put the applications of last semester on record: one came late and was taken, one the department settled."""
    office = apps.get_model("people", "User").objects.filter(username="office").first()
    application = apps.get_model("awards", "GraduationApplication")
    for place, award in enumerate(awards):
        state = {1: "taken_late", 2: "settled"}.get(place, "recorded")
        at = SPRING + timedelta(days=9 if place in (1, 2) else 0, minutes=place)
        application.objects.create(
            study=award.study,
            term_id=SPRING_TERM,
            state=state,
            decision=award.decision,
            reason="I was on exchange when the window was open." if state == "taken_late" else "",
            applied_at=at,
            answered_at=None if state == "recorded" else at + timedelta(days=1),
            answered_by=None if state == "recorded" else office,
        )


def _forms(term: str, opening: datetime) -> None:
    """Let postgraduates ask for one of two awards: one form has gone to the board, and somebody can still file one."""
    office = apps.get_model("people", "User").objects.filter(username="registry").first()
    studies = apps.get_model("studies", "Study").objects.filter(
        status="active", programme__level="taught_postgraduate", programme__department_id="COMP"
    )
    others = apps.get_model("studies", "Study").objects.filter(status="active", programme__level="taught_postgraduate")
    stream = apps.get_model("catalogue", "Stream")
    first = [*studies.order_by("pk"), *others.order_by("pk")]
    named = others.filter(student_number__endswith=NONLOCAL)
    for place, study in enumerate([*first[:FORMS], *named]):
        for code, en, zh in TITLES:
            stream.objects.get_or_create(
                programme_id=study.programme_id, code=code, defaults={"title_en": en, "title_zh": zh}
            )
        if place >= FORMS:
            continue
        at = opening - timedelta(hours=3 + place)
        filed = file_specific_award(study.pk, term, "B", actor=study.student, now=at).application
        if filed is not None and place:
            forward_specific_award(filed.pk, comment="", actor=office, now=at + timedelta(hours=1))
