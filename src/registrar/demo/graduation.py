"""Awards of the demonstration: last summer's graduates, one with a penalty, and forms AR84c on their way."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction

from registrar.areas.awards.actions.enter_penalty import enter_penalty
from registrar.areas.awards.actions.specific_award import file_specific_award, forward_specific_award
from registrar.areas.awards.actions.take_over_award import Past, take_over_award
from registrar.kernel import Bilingual

BOARD, CONFIRMED, CONFERRED = date(2024, 6, 20), date(2024, 6, 24), date(2024, 7, 15)
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
TITLES = (("A", "Master's degree", "碩士學位"), ("B", "Postgraduate diploma", "深造文憑"))


@transaction.atomic
def graduate_some(term: str, opening: datetime) -> int:
    """Put last summer's awards on record, keep one parchment back, and file AR84c; return how many awards there are."""
    registry = apps.get_model("people", "User").objects.filter(username="registry").first()
    graduates = [_taken_over(study, gpa, registry, opening) for study, gpa in _graduates()]
    if graduates:
        penalty: dict[str, Any] = {
            "reference": "SDC/2024/11",
            "decided_on": date(2024, 6, 28),
            "ends_on": date(2024, 10, 31),
        }
        enter_penalty(graduates[0], "withhold_parchment", **penalty, actor=registry, now=opening - timedelta(days=60))
    _forms(term, opening)
    return len(graduates)


def _graduates() -> list[tuple[Any, Any]]:
    """Return graduates with the GPA after their last term."""
    rows = apps.get_model("studies", "TermStanding").objects.filter(study__status="graduated").exclude(gpa=None)
    last = rows.order_by("study_id", "-term__ordinal").distinct("study_id").select_related("study__programme")
    return [(row, row.gpa) for row in last[:GRADUATES]]


def _taken_over(standing: Any, gpa: Decimal, registry: Any, opening: datetime) -> int:
    classes = CLASSES.get(standing.study.programme.level, CLASSES[""])
    code, title = next((code, title) for line, code, title in classes if gpa >= Decimal(line))
    past = Past(standing.term_id, code, title, gpa, BOARD, CONFIRMED, CONFERRED)
    take_over_award(standing.study_id, past, actor=registry, now=opening - timedelta(days=50))
    return int(standing.study_id)


def _forms(term: str, opening: datetime) -> None:
    """Let postgraduates ask for one of two awards: one form has gone to the board."""
    office = apps.get_model("people", "User").objects.filter(username="registry").first()
    studies = apps.get_model("studies", "Study").objects.filter(
        status="active", programme__level="taught_postgraduate", programme__department_id="COMP"
    )
    others = apps.get_model("studies", "Study").objects.filter(status="active", programme__level="taught_postgraduate")
    stream = apps.get_model("catalogue", "Stream")
    for place, study in enumerate([*studies.order_by("pk"), *others.order_by("pk")][:FORMS]):
        for code, en, zh in TITLES:
            stream.objects.get_or_create(
                programme_id=study.programme_id, code=code, defaults={"title_en": en, "title_zh": zh}
            )
        at = opening - timedelta(hours=3 + place)
        filed = file_specific_award(study.pk, term, "B", actor=study.student, now=at).application
        if filed is not None and place:
            forward_specific_award(filed.pk, comment="", actor=office, now=at + timedelta(hours=1))
