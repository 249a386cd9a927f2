"""Orders of documents of the demonstration, in every state that a page shows."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from registrar.areas.awards.actions.cancel_order import cancel_order
from registrar.areas.awards.actions.dispatch_order import dispatch_order
from registrar.areas.awards.actions.order_document import order_document
from registrar.areas.awards.actions.prepare_order import prepare_order
from registrar.areas.awards.actions.raise_hold import raise_hold
from registrar.areas.awards.actions.resume_orders import resume_orders
from registrar.areas.awards.facts import Wanted
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine

# The two digits of a named student's number.
ORDINARY, NONLOCAL, PART_TIME, FINAL_YEAR = 1, 3, 5, 7
ADDRESS = "Admissions Office\nUniversity of Example\n1 Example Street\nLondon, United Kingdom"
CHECK = "https://university.example/check/"
# Graduates whose orders the registry and a Faculty office have before them.
GRADUATES = 6


@transaction.atomic
def order_some(opening: datetime) -> int:
    """Let named students and some graduates order documents; return how many orders there are.

    Everything goes through the actions: one is sent, some wait in the queue, one is unpaid, one is withheld, one needs
    the registry's decision, and true copies wait at the counter.
    """
    _check("DEFERRED")
    registry = apps.get_model("people", "User").objects.filter(username="registry").first()
    for number, days, wanted, how_far in (
        (ORDINARY, 5, Wanted("AR3", copies=2, delivery="registered_mail", address=ADDRESS), "sent"),
        (ORDINARY, 1, Wanted("AR4", delivery="collection"), "received"),
        (NONLOCAL, 1, Wanted("AR3", delivery="registered_mail", address=ADDRESS), "unpaid"),
        (FINAL_YEAR, 2, Wanted("AR3", delivery="collection"), "paid"),
    ):
        study = _named(number)
        if study is not None:
            _order(study, wanted, how_far, opening - timedelta(days=days), registry)
    for place, study in enumerate(_graduates()):
        wanted, how_far = _OF_GRADUATES[place]
        _order(study, wanted, how_far, opening - timedelta(days=1, hours=place), registry)
    _check("IMMEDIATE")
    return apps.get_model("awards", "DocumentOrder").objects.count()


_OF_GRADUATES = (
    (Wanted("AR106", delivery="registered_mail", address=ADDRESS, parchment="lost"), "paid"),
    (Wanted("AR5"), "received"),
    (Wanted("AR5", copies=2, reason="Two professional bodies ask for one each / 兩個專業團體各需一份"), "received"),
    (
        Wanted(
            "AR106",
            delivery="collection",
            parchment="held",
            reason="A consulate keeps the document it is shown / 領事館須保留文件",
        ),
        "asked",
    ),
    (Wanted("AR4", delivery="collection"), "withheld"),
    (Wanted("AR3", delivery="registered_mail", address=ADDRESS), "cancelled"),
)


def _check(when: str) -> None:
    """Say when the parts of documents are checked against each other: together at the end, or now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _studies() -> Any:
    return apps.get_model("studies", "Study").objects.select_related("student__person").order_by("pk")


def _named(number: int) -> Any:
    return _studies().filter(student_number__regex=rf"^\d\d0000{number:02d}[A-Z]$").first()


def _graduates() -> list[Any]:
    """The first graduates of the Faculty in which the named sign-ins work."""
    rows = _studies().filter(status="graduated", programme__department__faculty__departments="COMP")
    return list(rows[:GRADUATES])


def _order(study: Any, wanted: Wanted, how_far: str, at: datetime, registry: Any) -> None:
    """Take one order and bring it as far as told."""
    if how_far == "withheld":
        raise_hold(study.pk, ground="discipline", reference="SDC/2024/17", actor=registry, now=at)
    order = order_document(study.pk, wanted, actor=study.student, now=at).order
    if order is None:
        return
    if how_far == "cancelled":
        cancel_order(order.pk, actor=study.student, now=at + timedelta(hours=1))
    charge: Any = order.charge
    if how_far in ("paid", "sent") and charge is not None and charge.debit_note is not None:
        note, paid = charge.debit_note, at + timedelta(minutes=5)
        record_payment(BankLine(f"DEMO{note.number}", note.number, "visa", note.amount, paid), actor=None, now=paid)
        resume_orders(now=paid)
    if how_far == "sent":
        prepare_order(order.pk, address=CHECK, actor=registry, now=at + timedelta(days=1))
        sent = {"delivery": "registered_mail", "tracking_number": "RR123456789HK"}
        dispatch_order(order.pk, **sent, actor=registry, now=at + timedelta(days=2))
