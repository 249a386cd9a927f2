"""The finance documents on paper: debit notes and receipts, in both languages."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from registrar.areas.finance.advice import Way, channels_for, pay_by, ways_to_pay
from registrar.areas.finance.facts import ends_status
from registrar.areas.finance.figures import figure
from registrar.areas.finance.fps import fps_code
from registrar.areas.finance.models import DebitNote, RaisedCharge, Receipt
from registrar.areas.finance.offices import office_title, whom_to_ask
from registrar.areas.finance.queries.held import due_on, held_before
from registrar.areas.finance.queries.statement import Statement
from registrar.areas.finance.queries.taken_back import receipt_taken_off, receipt_void_on
from registrar.areas.finance.statement_words import statement_title
from registrar.areas.finance.wording import basis_title, channel_title, line_title
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Bilingual, Citation
from registrar.rulebook import load_rulebook
from registrar.rulebook.places import universities_directory
from registrar.ui.joining import bracketed
from registrar.ui.pdf import render_typst
from registrar.ui.wording import citation_text
from registrar.ui.words import term

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


def debit_note_pdf(note: DebitNote, today: date) -> bytes:
    """Return a debit note (lines and payments fetched with it) as a PDF: lines with clauses, deadline, ways to pay.

    The same note in the same state always gives the same bytes before its deadline, and others after it: it says then
    that the day has passed. The FPS code stands on it while it asks for money that the bank may still take. A charge of
    an office says its reason, who raised it and whom to ask.
    """
    tuition = ends_status(line.kind for line in note.lines.all())
    over = note.state in OPEN and note.deadline < today
    advice = pay_by(note).result
    ways = () if over and tuition else ways_to_pay(note, channels_for(note, note.issued_on), note.issued_on)
    data = _head(note) | {
        "number": note.number,
        "issued": note.issued_on,
        "deadline": note.deadline,
        "pay_by": {"hong_kong": advice.get("hong_kong"), "outside": advice.get("outside")},
        "amount": str(note.amount),
        "due": str(due_on(note) if note.state in OPEN else note.amount),
        "term": _both(lambda: term(note.term_id)),
        "lines": [_line(line) for line in note.lines.all()],
        "raised": _raised(getattr(note, "raised_charge", None)),
        "ends_status": tuition,
        "over": over,
        "fps": None if over and tuition else _fps(note),
        "channels": [_channel(one) for one in ways],
    }
    return _render("debit-note.typ", data, datetime.combine(note.issued_on, time(0), HONG_KONG))


def bank_in_slip_pdf(note: DebitNote) -> bytes | None:
    """Return the slip that goes with a cheque or cash (polyu-2024-25:8C-11); None where no edition has one."""
    account = figure("finance.collection_account", note.issued_on)
    if account is None:
        return None
    data = _head(note) | {
        "number": note.number,
        "issued": note.issued_on,
        "deadline": note.deadline,
        "amount": str(due_on(note)),
        "account": account,
    }
    return _render("bank-in-slip.typ", data, datetime.combine(note.issued_on, time(0), HONG_KONG))


def _raised(row: RaisedCharge | None) -> dict[str, Any] | None:
    """Return what an office says of its charge: itself, the reason, its reference, and whom to ask."""
    if row is None:
        return None
    office = _both(lambda: bracketed(office_title(row.office), row.department))
    return {"office": office, "reason": row.reason, "reference": row.reference, "ask": whom_to_ask(row.office)}


def _fps(note: DebitNote) -> dict[str, Any] | None:
    """Return the FPS code with the text that stands for it where it can't be seen."""
    code = fps_code(note, note.issued_on)
    if code is None:
        return None
    amount = due_on(note)
    asked = f"HK${amount:,.2f}"
    alt = f"FPS QR code: {asked}, debit note {note.number}. 轉數快二維碼：{asked}，繳費通知單{note.number}。"
    return {"svg": code.svg(), "alt": alt, "amount": str(amount), "demonstration": code.demonstration}


def _channel(one: Way) -> dict[str, Any]:
    return {
        "title": _said(one.title),
        "by": one.pay_by,
        "en": " ".join(step.en for step in one.steps),
        "zh": "".join(step.zh for step in one.steps),
    }


def receipt_pdf(receipt: Receipt) -> bytes:
    """Return a receipt as a PDF; the same receipt in the same state always gives the same bytes.

    One whose payment the bank took back says at its top that it is void, and since when.
    """
    payment = receipt.payment
    note = payment.debit_note
    earlier = held_before(payment)
    data = _head(note) | {
        "number": receipt.number,
        "void": receipt_void_on(receipt),
        "taken_off": receipt_taken_off(receipt),
        "note": note.number,
        "issued": receipt.issued_at.astimezone(HONG_KONG).date(),
        "received": payment.received_at.astimezone(HONG_KONG).date(),
        "channel": _said(channel_title(payment.channel)),
        "reference": payment.bank_reference,
        "amount": str(sum((part.amount for part in earlier), payment.amount)),
        "now": str(payment.amount),
        "earlier": [
            {
                "amount": str(part.amount),
                "received": part.received_at.astimezone(HONG_KONG).date(),
                "channel": _said(channel_title(part.channel)),
                "reference": part.bank_reference,
            }
            for part in earlier
        ],
        "term": _both(lambda: term(note.term_id)),
        "lines": [_line(line) for line in note.lines.all()],
    }
    return _render("receipt.typ", data, receipt.issued_at)


def statement_pdf(study: Any, found: Statement, now: datetime) -> bytes:
    """Return the statement of a study (person and programme fetched with it) over some days as a PDF."""
    data = _student(study) | {
        "issued": now.astimezone(HONG_KONG).date(),
        "first": found.period.start,
        "last": found.period.end,
        "opening": str(found.opening),
        "closing": str(found.closing),
        "lines": [
            {
                "day": line.day,
                "title": _both(lambda line=line: statement_title(line)),
                "note": line.number,
                "clause": _clause(line.clause) if line.clause else None,
                "debit": str(line.debit) if line.debit is not None else None,
                "credit": str(line.credit) if line.credit is not None else None,
                "balance": str(line.balance),
            }
            for line in found.lines
        ],
    }
    return _render("statement.typ", data, datetime.combine(data["issued"], time(0), HONG_KONG))


def _head(note: DebitNote) -> dict[str, Any]:
    return _student(note.study)


def _student(study: Any) -> dict[str, Any]:
    return {
        "university": load_rulebook().university(settings.UNIVERSITY).title,
        "student": f"{study.student.person} {study.student.person.name_zh}".strip(),
        "student_number": study.student_number,
        "programme": Bilingual(study.programme.title_en, study.programme.title_zh),
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "title": _both(lambda: line_title(line.kind)),
        "subject": line.subject_id or line.reference,
        "basis": _both(lambda: basis_title(line.basis)),
        "quantity": f"{line.quantity.normalize():f}",
        "unit_price": str(line.unit_price),
        "amount": str(line.amount),
        "clause": _clause(line.clause),
    }


def _clause(text: str) -> Bilingual:
    """Return a clause as it is cited on paper."""
    return _both(lambda: citation_text(Citation.parse(text)))


def _both(word: Any) -> Bilingual:
    """Return a translated word in both languages."""
    with translation.override("en"):
        english = str(word())
    with translation.override("zh-hant"):
        return Bilingual(english, str(word()))


def _said(title: Any) -> Bilingual:
    return title if isinstance(title, Bilingual) else Bilingual(str(title), str(title))


def _render(name: str, data: dict[str, Any], created: datetime) -> bytes:
    path: Path = universities_directory() / settings.UNIVERSITY / "letters" / name
    return render_typst(path, data, created=created)
