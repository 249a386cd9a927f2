"""What the pages show of debit notes, payments and receipts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.facts import ends_status
from registrar.areas.finance.fps import fps_code
from registrar.areas.finance.models import DebitNote, Payment
from registrar.areas.finance.queries.held import due_on, held_before
from registrar.areas.finance.queries.taken_back import taken_back_on
from registrar.areas.finance.queries.under_way import awaited, begun_on, open_orders
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.finance.wording import COLOURS, basis_title, channel_title, line_title
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Bilingual, Money
from registrar.ui.joining import bracketed
from registrar.ui.parts import Link, Row, Tag
from registrar.ui.words import day, moment, money, term

TOLD = timedelta(days=60)


def state_tag(row: DebitNote | Payment) -> Tag:
    """Return the state of a note or payment as a tag."""
    return Tag(row.get_state_display(), COLOURS[row.state])


def subject_title(subject: Any) -> Bilingual:
    """Return a subject's title."""
    return Bilingual(subject.title_en, subject.title_zh)


def lines_of(note: DebitNote) -> list[dict[str, Any]]:
    """Return the lines of a note as the templates print them; each opens its decision."""
    return [
        {
            "title": line_title(line.kind),
            "subject": line.subject,
            "subject_title": subject_title(line.subject) if line.subject else None,
            "quantity": line.quantity.normalize(),
            "basis": basis_title(line.basis),
            "unit_price": Money(line.unit_price),
            "amount": Money(line.amount),
            "clause": line.clause,
            "decision": line.decision.body,
        }
        for line in note.lines.all()
    ]


def past_paying(note: DebitNote, today: date) -> bool:
    """Whether the rule turns down whatever is paid now; what is no fee of the semester may be paid late."""
    return note.deadline < today and ends_status(line.kind for line in note.lines.all())


def deadline_over(note: DebitNote, now: datetime) -> bool:
    """Whether what follows an unpaid note is to be told: not while a payment begun in time is under way."""
    begun = begun_on(note, now)
    return past_paying(note, now.astimezone(HONG_KONG).date()) and (begun is None or begun > note.deadline)


def under_way_part(note: DebitNote, now: datetime) -> list[dict[str, Any]]:
    """Return the payments begun for a note whose outcome the bank has not told, as the pages say it."""
    return [
        {
            "amount": Money(order.amount),
            "channel": channel_title(order.channel),
            "begun": order.opened_at,
            "given_up": not awaited(order, now),
        }
        for order in open_orders(note)
    ]


def goes_back_part(notes: Iterable[DebitNote], now: datetime) -> list[dict[str, Any]]:
    """Return the rejected payments of notes with what becomes of their money, the newest first.

    Those that the Finance Office holds are told of until they are sent back, the others for two months: their money
    went back at the bank, and nobody tells Registrar when it arrives.
    """
    rejected = [
        _going_back(item, note)
        for note in notes
        for item in note.payments.all()
        if item.state == Payment.State.REJECTED
    ]
    told = [one for one in rejected if one["when"] > now - TOLD or (one["kept"] and not one["returned"])]
    return sorted(told, key=lambda one: one["when"], reverse=True)


def _going_back(item: Payment, note: DebitNote) -> dict[str, Any]:
    kept = getattr(item, "waiting", None)
    return {
        "number": note.number,
        "amount": Money(item.amount),
        "when": item.received_at,
        "reference": item.bank_reference,
        "kept": kept is not None,
        "returned": kept.returned_at.astimezone(HONG_KONG).date() if kept is not None and kept.returned_at else None,
    }


def payments_of(note: DebitNote) -> list[dict[str, Any]]:
    """Return the payments offered for a note, accepted or not, each with its decision and receipt."""
    return [
        {
            "payment": item,
            "when": item.received_at,
            "amount": Money(item.amount),
            "channel": channel_title(item.channel),
            "state": state_tag(item),
            "decision": item.decision.body,
            "receipt": getattr(item, "receipt", None),
            "taken_back": taken_back_on(item),
            "taken_off": item.state == Payment.State.TAKEN_OFF,
            "undone": _undone(item),
        }
        for item in note.payments.all()
    ]


def _undone(item: Payment) -> dict[str, str] | None:
    """Return why a payment was taken off its note, and where its money is to be seen; for the Finance Office."""
    if item.state != Payment.State.TAKEN_OFF:
        return None
    money = item.undone.waiting
    if money.matched_to_id is None and money.returned_at is None:
        link = reverse("finance:match_unmatched", args=[money.pk])
    else:
        search = {"state": "matched" if money.matched_to_id else "returned", "q": item.bank_reference}
        link = f"{reverse('finance:unmatched')}?{urlencode(search)}"
    return {"reason": item.undone.reason, "link": link}


def fps_part(note: DebitNote, today: date) -> dict[str, Any] | None:
    """Return the FPS code of a note as the pages show it, with the text that stands for its picture."""
    code = fps_code(note, today)
    if code is None:
        return None
    amount = Money(due_on(note))
    said = {"asked": money(amount), "number": note.number}
    return {
        "amount": amount,
        "text": code.text,
        "demonstration": code.demonstration,
        "alternative": _("FPS QR code for %(asked)s, debit note %(number)s") % said,
    }


def note_rows(note: DebitNote, *, staff: bool = False) -> list[Row]:
    """Return the particulars of a note."""
    study = note.study
    student: Any = study.student_number
    if staff:
        student = Link(student, reverse("finance:account", args=[study.pk]))
    return [
        Row(_("Debit note number"), note.number),
        Row(_("Student"), student),
        Row(_("Programme"), Bilingual(study.programme.title_en, study.programme.title_zh)),
        Row(_("Term"), term(note.term_id)),
        Row(_("Issued"), day(note.issued_on)),
        Row(_("Amount"), Money(note.amount)),
        Row(_("Last day of payment"), day(note.deadline)),
        Row(_("State"), state_tag(note)),
    ]


def receipt_rows(receipt: Any) -> list[Row]:
    """Return the particulars of a receipt."""
    payment = receipt.payment
    note = payment.debit_note
    earlier = held_before(payment)
    whole = sum((part.amount for part in earlier), payment.amount)
    before = [Row(_("Of this received before"), bracketed(money(Money(p.amount)), p.bank_reference)) for p in earlier]
    return [
        Row(_("Receipt number"), receipt.number),
        Row(_("Received from"), bracketed(person_name(note.study.student.person), note.study.student_number)),
        Row(_("Debit note"), Link(note.number, reverse("finance:note", args=[note.number]))),
        Row(_("Amount received"), Money(whole)),
        *before,
        Row(_("Paid through"), channel_title(payment.channel)),
        Row(_("Received"), moment(payment.received_at)),
        Row(_("Bank reference"), payment.bank_reference),
    ]
