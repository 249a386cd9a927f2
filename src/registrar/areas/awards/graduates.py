"""What the Graduates List prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings

from registrar.kernel import Bilingual
from registrar.rulebook import decide
from registrar.rulebook.message_values import said

TITLE = Bilingual("Graduates List", "畢業生名單")
ORDER = (
    "study__programme__department__faculty_id",
    "study__programme_id",
    "study__student__person__family_name",
    "study__student__person__given_names",
    "study__student_number",
)


@dataclass(frozen=True)
class Listed:
    """One graduate as printed; the class is empty where the list doesn't say it."""

    name: Bilingual
    title: Bilingual
    award_class: Bilingual


def listed(award: Any) -> Listed:
    """Return what the list says of an award (polyu-2024-25:4C-14, polyu-2018-19:3D-07)."""
    person = award.study.student.person
    shown = shows_class(award.award_class, award.confer_on) or shows_class(award.award_class, award.confirmed_on)
    return Listed(
        Bilingual(str(person), person.name_zh or str(person)),
        Bilingual(award.title_en, award.title_zh),
        Bilingual(award.class_en, award.class_zh) if shown else Bilingual("", ""),
    )


@lru_cache(maxsize=256)
def shows_class(award_class: str, day: date) -> bool:
    """Whether the list prints a class, by the edition in force on a day; where none covers it, no class is printed.

    The list is that of its day of conferment; a day that no edition covers leaves the law of the confirmation.
    """
    decision = decide(
        "award.graduates_list", {"classification": award_class}, as_of=day, university=settings.UNIVERSITY
    )
    return bool(decision.result.get("show_class"))


def graduates_data(rows: Iterable[Any], university: Bilingual, day: date) -> dict[str, Any]:
    """Return the data of the letter `graduates-list.typ`; rows come in ORDER, a heading for each programme."""
    parts = [
        {"title": both, "graduates": [_printed(award) for award in group]}
        for both, group in (
            ({"en": en, "zh": zh}, list(group))
            for (en, zh), group in groupby(rows, key=lambda award: (award.title_en, award.title_zh))
        )
    ]
    return {
        "university": {"en": university.en, "zh": university.zh},
        "title": {"en": TITLE.en, "zh": TITLE.zh},
        "day": {"en": said(day, "en"), "zh": said(day, "zh-hant")},
        "programmes": parts,
    }


def _printed(award: Any) -> dict[str, Any]:
    one = listed(award)
    return {
        "name": {"en": one.name.en, "zh": one.name.zh},
        "class": {"en": one.award_class.en, "zh": one.award_class.zh},
    }
