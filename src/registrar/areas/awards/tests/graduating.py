"""What the tests of graduation share: a small degree, a student who finishes, a board that decides."""

from datetime import timedelta
from typing import Any

from tests import world

from registrar.areas.awards.actions.confirm_award import Board, Confirmed, confirm_award
from registrar.areas.catalogue.models import CurriculumSubject

FIRST, TERM, SUMMER = "2024/25-S1", "2024/25-S2", "2024/25-ST"
NOW = world.at("2025-06-12 10:00")
BOARD = Board(world.at("2025-06-10 14:00"), "first", "first")
CORE = ("COMP1011", "COMP1012", "COMP2011", "COMP4913")


def degree(code: str = "61435", **fields: Any) -> Any:
    """Make a degree of four compulsory subjects and one free elective: 15 credits."""
    made = world.programme(code, credits_required=15, **fields)
    for one in (*CORE, "AMA2011"):
        CurriculumSubject.objects.get_or_create(
            programme=made,
            subject=world.subject(one),
            defaults={"category": "compulsory" if one in CORE else "free_elective", "stage": 1, "semester": "S1"},
        )
    return made


def terms() -> tuple[Any, Any]:
    """Make Semesters One and Two."""
    return world.term(FIRST), world.term(TERM, "2025-01-13")


def finishing(
    number: str = "21000001D", *, grade: str = "A", points: str = "4.0", without: str = "", **fields: Any
) -> Any:
    """Return a student with every requirement met by the end of Semester Two; the result `without` is left out."""
    first, second = terms()
    made = world.study(number, cohort="2021/22", programme=fields.pop("programme", None) or degree(), **fields)
    for code in CORE[:2]:
        world.result(made, world.subject(code), first, grade, points)
    for code in set(CORE[2:]) - {without}:
        world.result(made, world.subject(code), second, grade, points)
    world.result(made, world.subject("AMA2011"), first, grade, points, category="free_elective")
    world.result(made, world.subject("AMA2012"), first, "C", "2.0", category="free_elective")
    return made


def confirmed(study: Any, *, board: Board = BOARD, now: Any = NOW, actor: Any = None) -> Confirmed:
    """Confirm a study's award as a board decided it."""
    return confirm_award(study.pk, TERM, board, actor=actor, now=now)


def later_term() -> Any:
    """Make the Summer Term."""
    return world.term(SUMMER, "2025-06-02")


def days(count: int) -> timedelta:
    """Return so many days."""
    return timedelta(days=count)
