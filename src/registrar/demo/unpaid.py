"""Students of the demonstration who did not pay in time: registrations that ended, a credit transfer that is void."""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.void_unpaid_transfers import void_unpaid_transfers
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.registration.actions.file_reinstatement import file_reinstatement
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.registration.actions.record_transfer import record_transfer
from registrar.areas.registration.facts.transfer import TransferWish, WishedSubject
from registrar.areas.registration.queries.bills_of_term import bills_of_term
from registrar.demo.staff import HOME

# The two digits of a named student's number -> what the story is about.
FALLEN, TRANSFERRED = 14, 15
BILLED, DUE, FELL = timedelta(days=18), timedelta(days=5), timedelta(days=3)
GRANTED, VOID = timedelta(days=25), timedelta(days=10)
REASON = "I was in hospital when the deadline passed. 繳費期間住院，證明已交學系。"


@transaction.atomic
def leave_unpaid(term: str, opening: datetime) -> int:
    """Let two students of one department miss their deadline, and a transfer's fee stay unpaid; return how many.

    One of the two asks for reinstatement and pays its fee: the department has it to decide. Everything goes through
    the actions, so the books, notices and histories are those of a real day.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    fallen, applicant, transferred = _named(FALLEN), _applicant(), _named(TRANSFERRED)
    left = [study for study in (fallen, applicant) if study is not None]
    for study in left:
        _bill(study, term, opening)
    transfers = _transfer(transferred, term, opening) if transferred is not None else 0
    nullify_unpaid(actor=None, now=opening - FELL)
    if applicant is not None:
        _ask(applicant, opening - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return len(left) + transfers


def _named(number: int) -> Any:
    rows = apps.get_model("studies", "Study").objects.select_related("student", "programme")
    return rows.filter(student_number__regex=rf"^\d\d0000{number:02d}[A-Z]$").first()


def _applicant() -> Any:
    """The first second-year student of the department with subjects whom nothing else is told of."""
    rows = apps.get_model("studies", "Study").objects.select_related("student", "programme")
    plain = rows.filter(status="active", programme__department=HOME, programme__funding="ugc", cohort="2023/24")
    return plain.exclude(student_number__regex=r"^\d\d0000\d\d").filter(registrations__state="registered").first()


def _bill(study: Any, term: str, opening: datetime, deadline: date | None = None) -> None:
    then = opening - BILLED
    bills = bills_of_term(term, then.date(), study.pk)
    due = deadline or (opening - DUE).date()
    raise_debit_notes(bills, term=term_by_key(term), actor=None, now=then, deadline=due)


def _ask(study: Any, now: datetime) -> None:
    filed = file_reinstatement(study.pk, reason=REASON, actor=study.student, now=now)
    charge = filed.reinstatement.charge if filed.reinstatement is not None else None
    if charge is not None and charge.debit_note is not None:
        note = charge.debit_note
        record_payment(BankLine(f"DEMO{note.number}", note.number, "fps", note.amount, now), actor=None, now=now)


def _transfer(study: Any, term: str, opening: datetime) -> int:
    """Record a transfer that came late for an exchange; who pays by credits is charged, and lets it pass."""
    then = opening - GRANTED
    taken = set(study.results.values_list("subject_id", flat=True))
    taken |= set(study.registrations.values_list("offering__subject_id", flat=True))
    places = apps.get_model("catalogue", "CurriculumSubject").objects.filter(programme=study.programme)
    codes = list(
        places.exclude(subject__in=taken).order_by("stage", "subject").values_list("subject_id", flat=True)[:2]
    )
    _bill(study, term, opening - timedelta(days=10), term_by_key(term).fee_deadline)
    wish = TransferWish(
        study=study.pk,
        kind="credit_transfer",
        source="exchange",
        institution="Partner University / 夥伴大學",
        lines=tuple(WishedSubject(code) for code in codes),
        filed_on=then.date() - timedelta(days=7),
        approved_on=then.date(),
        completed_in="2023/24",
        late_reason="exchange",
        declared=True,
    )
    recorded = record_transfer(wish, actor=None, now=then)
    mark_overdue(actor=None, now=opening - VOID)
    void_unpaid_transfers(now=opening - VOID)
    return int(recorded.transfer is not None)
