"""Charges outside tuition that offices have raised before the demonstration opens."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.demo.plan import Plan

# One in so many students, and at most so many of a kind: lists to look at, however large the university.
EVERY = {"library": 37, "hall": 41, "card": 83, "laboratory": 59}
MOST = 40
# A student that the sign-ins name, with one charge of each of two offices.
NAMED = "retaker"
EARLIER = timedelta(days=6)
FINES = ("12.00", "28.50", "45.00", "60.00")


def fill_charges(plan: Plan, first_study: int, opening: datetime) -> int:
    """Let the library, the halls, the registry and a laboratory charge some students; return how many charges stand."""
    active = [first_study + place for place, student in enumerate(plan.students) if student.status == "active"]
    named = [first_study + place for place, student in enumerate(plan.students) if student.persona == NAMED]
    users = {user.username: user for user in _staff()}
    now = opening - EARLIER
    raised = 0
    # The books balance only when a posting is whole; the rest of the demonstration is checked row by row.
    _check("DEFERRED")
    for net_id, causes in (
        ("library", [_fine(study, at) for at, study in enumerate(_some(active, "library") + named)]),
        ("affairs", [_hall(study) for study in _some(active, "hall")]),
        ("registry", [_card(study) for study in _some(active, "card") + named]),
        ("office", [_breakage(study, at) for at, study in enumerate(_some(active, "laboratory"))]),
    ):
        raised += len(raise_charges(causes, actor=users.get(net_id), now=now, notify=False))
    _check("IMMEDIATE")
    return raised


def _check(when: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _staff() -> Any:
    return apps.get_model("people", "User").objects.filter(username__in=("library", "affairs", "registry", "office"))


def _some(active: list[int], kind: str) -> list[int]:
    return active[EVERY[kind] :: EVERY[kind]][:MOST]


def _fine(study: int, at: int) -> Cause:
    amount = Decimal(FINES[at % len(FINES)])
    return Cause(
        "library_overdue",
        study,
        f"LIB-24-{at + 1:04d}",
        reason="Item returned after its due date / 逾期歸還館藏",
        office="library",
        amount=amount,
    )


def _hall(study: int) -> Cause:
    rooms = ("hung_hom_double", "homantin_double", "homantin_triple")
    return Cause(
        "hall_semester",
        study,
        f"HALL-S1-{study}",
        reason="Semester One 2024/25 / 2024/25學年第一學期",
        office="student_affairs",
        facts={"room": rooms[study % len(rooms)]},
    )


def _card(study: int) -> Cause:
    return Cause("identity_card", study, f"ar2:{study}", reason="Card lost / 遺失學生證", office="registry")


def _breakage(study: int, at: int) -> Cause:
    return Cause(
        "laboratory_breakage",
        study,
        f"COMP-LAB-{at + 1:03d}",
        reason="Development board damaged / 開發板損壞",
        office="department",
        department="COMP",
        amount=Decimal(180 + 20 * (at % 5)),
    )
