"""What the tests of orders share: people, an order, its payment, a graduate, a debt."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from tests import world

from registrar.areas.awards.actions.order_document import order_document
from registrar.areas.awards.actions.resume_orders import resume_orders
from registrar.areas.awards.facts import Wanted
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import DebitNote
from registrar.areas.studies.models import StatusChange

NOW = world.at("2024-10-02 10:00")
CHECK = "https://u.example/check/"
State = DocumentOrder.State
POSTED = {"delivery": "registered_mail", "address": "1 Example Street\nLondon"}


def student(number: str = "24000001D", **fields: Any) -> Any:
    """Return a student of the current semester."""
    world.term()
    return world.study(number, **fields)


def graduate(number: str = "20000001D", *, at: str = "2024-07-15 09:00") -> Any:
    """Return a graduate whose award is on record."""
    study = student(number, cohort="2020/21", status="graduated")
    StatusChange.objects.create(
        study=study, before="active", after="graduated", term=world.term(), reason="award", at=world.at(at)
    )
    return study


def ordered(study: Any, form: str = "AR3", *, now: datetime = NOW, **fields: Any) -> DocumentOrder:
    """Order a document that the rule allows, and return the order as it is stored."""
    done = order_document(study.pk, Wanted(form, **fields), actor=study.student, now=now)
    assert done.order is not None, done.decision
    return stored(done.order)


def stored(order: DocumentOrder) -> DocumentOrder:
    """Return the order as it stands in the database."""
    return DocumentOrder.objects.select_related("charge__debit_note").get(pk=order.pk)


def pay(
    order: DocumentOrder, *, channel: str = "visa", amount: str | None = None, now: datetime = NOW
) -> PaymentAnswer:
    """Pay an order's fee and let the job see it."""
    note = stored(order).charge.debit_note
    line = BankLine(f"B{note.number}{channel}", note.number, channel, Decimal(amount or note.amount), now)
    answer = record_payment(line, actor=None, now=now)
    resume_orders(now=now)
    return answer


def overdue_debt(study: Any) -> DebitNote:
    """Charge a library fine that is past its deadline at NOW."""
    cause = Cause("library_overdue", study.pk, "LIB-1", reason="late", office="library", amount=Decimal("120.00"))
    (raised,) = raise_charges([cause], actor=None, now=NOW - timedelta(days=30))
    return raised.charge.debit_note


def pay_note(note: DebitNote) -> None:
    """Pay a debit note through a channel that takes it."""
    record_payment(BankLine(f"B{note.number}", note.number, "fps", note.amount, NOW), actor=None, now=NOW)


def text_of(file: Any) -> str:
    """Return what a stored PDF says."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(bytes(file.content))).pages)
