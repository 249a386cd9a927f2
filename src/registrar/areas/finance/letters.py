"""The finance documents on paper: debit notes and receipts, in both languages."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from registrar.areas.finance.advice import pay_by
from registrar.areas.finance.models import DebitNote, Receipt
from registrar.areas.finance.wording import basis_title, channel_title, line_title
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Bilingual, Citation
from registrar.rulebook import load_rulebook
from registrar.rulebook.places import universities_directory
from registrar.ui.pdf import render_typst
from registrar.ui.wording import citation_text
from registrar.ui.words import term


def debit_note_pdf(note: DebitNote) -> bytes:
    """Return a debit note (lines fetched with it) as a PDF: lines with clauses, deadline, ways to pay.

    The same note always gives the same bytes: what is printed was fixed when it was issued.
    """
    advice = pay_by(note).result
    data = _head(note) | {
        "number": note.number,
        "issued": note.issued_on,
        "deadline": note.deadline,
        "pay_by": {"hong_kong": advice.get("hong_kong"), "outside": advice.get("outside")},
        "amount": str(note.amount),
        "term": _both(lambda: term(note.term_id)),
        "lines": [_line(line) for line in note.lines.all()],
    }
    return _render("debit-note.typ", data, datetime.combine(note.issued_on, time(0), HONG_KONG))


def receipt_pdf(receipt: Receipt) -> bytes:
    """Return a receipt as a PDF; the same receipt always gives the same bytes."""
    payment = receipt.payment
    note = payment.debit_note
    data = _head(note) | {
        "number": receipt.number,
        "note": note.number,
        "issued": receipt.issued_at.astimezone(HONG_KONG).date(),
        "received": payment.received_at.astimezone(HONG_KONG).date(),
        "channel": _said(channel_title(payment.channel)),
        "reference": payment.bank_reference,
        "amount": str(payment.amount),
        "term": _both(lambda: term(note.term_id)),
        "lines": [_line(line) for line in note.lines.all()],
    }
    return _render("receipt.typ", data, receipt.issued_at)


def _head(note: DebitNote) -> dict[str, Any]:
    study = note.study
    return {
        "university": load_rulebook().university(settings.UNIVERSITY).title,
        "student": f"{study.student.person} {study.student.person.name_zh}".strip(),
        "student_number": study.student_number,
        "programme": Bilingual(study.programme.title_en, study.programme.title_zh),
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "title": _both(lambda: line_title(line.kind)),
        "subject": line.subject_id or "",
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
