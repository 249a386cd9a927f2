"""Raising debit notes for many students at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.refund_overpaid import refund_overpaid
from registrar.areas.finance.bills import Bill, BillingSummary
from registrar.areas.finance.models import BillingQuestion
from registrar.areas.finance.pricing import Billed, Priced, Pricer
from registrar.areas.finance.queries.billed import billed
from registrar.areas.finance.queries.payment_schedule import DAYS_TO_PAY, schedule_of
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.jobs import Progress

CHUNK = 2000


def raise_debit_notes(
    bills: Sequence[Bill],
    *,
    term: Any,
    actor: Any,
    now: datetime,
    progress: Progress | None = None,
    deadline: date | None = None,
    notify: bool = True,
) -> BillingSummary:
    """Charge every bill by its rules and put the charges of each student on one numbered note.

    `term` is the catalogue's Term row. Works in portions, each its own transaction with a fixed number of statements:
    a run that stops half-way is simply run again. What has been charged is never charged twice, so a second run
    changes nothing. What was paid for credits that were not taken becomes a refund. What no rule can price, and what
    was charged too much and is not paid yet, becomes an open question for the Finance Office. Notes are due on
    `deadline`; without one on the term's fee deadline, or two weeks from today once that has passed; those of further
    credits no sooner than the payment schedule has published (polyu-2024-25:8A-16, 8A-20).
    """
    progress = progress or Progress()
    progress.expect(len(bills))
    pricer = Pricer(term, now)
    due = Due(deadline, deadline) if deadline else _due(term, now)
    done = BillingSummary()
    ordered = sorted(bills, key=lambda bill: bill.study_id)
    for start in range(0, len(ordered), CHUNK):
        part = ordered[start : start + CHUNK]
        with transaction.atomic():
            done += _portion(part, pricer, due, actor, notify)
        progress.advance(len(part))
    return done


class Due(NamedTuple):
    """The deadline of a run's notes, and that of notes of further credits."""

    first: date
    further: date


def _due(term: Any, now: datetime) -> Due:
    today = now.astimezone(HONG_KONG).date()
    first = term.fee_deadline if term.fee_deadline >= today else today + timedelta(days=DAYS_TO_PAY)
    published = [
        note["due_from"]
        for note in schedule_of(term).result.get("notes", ())
        if note["kind"] == "further_credits" and note["due_from"] is not None
    ]
    return Due(first, max([first, *published]))


def _portion(part: Sequence[Bill], pricer: Pricer, due: Due, actor: Any, notify: bool) -> BillingSummary:
    """Charge one portion: lock the students, see what they have been charged, decide, write."""
    studies = locking.lock({"studies.Study": [bill.study_id for bill in part]})["studies.Study"]
    known = billed(list(studies), pricer.term.key)
    answers = [pricer.price(bill, known.get(bill.study_id, Billed())) for bill in part if bill.study_id in studies]
    notes = [
        NewNote(studies[answer.bill.study_id], answer.bill.funding, answer.lines) for answer in answers if answer.lines
    ]
    first = [note for note in notes if not _further(note)]
    for deadline, some in ((due.first, first), (due.further, [note for note in notes if _further(note)])):
        issue_notes(some, term=pricer.term, deadline=deadline, actor=actor, now=pricer.now, notify=notify)
    refused = refund_overpaid(answers, studies, pricer, actor=actor, notify=notify)
    answers = [
        replace(answer, question=refused[answer.bill.study_id]) if answer.bill.study_id in refused else answer
        for answer in answers
    ]
    _ask(answers, pricer, actor)
    return sum((answer.summary() for answer in answers), BillingSummary())


def _further(note: NewNote) -> bool:
    return any(line.kind.startswith("tuition_further") for line in note.lines)


def _ask(answers: Sequence[Priced], pricer: Pricer, actor: Any) -> None:
    """Open a question for every bill that could not be priced, once; settle those that now could."""
    term, now = pricer.term, pricer.now
    of_term = BillingQuestion.objects.filter(
        term_id=term.key, settled_at=None, study_id__in=[answer.bill.study_id for answer in answers]
    )
    answered = [answer.bill.study_id for answer in answers if answer.question is None]
    of_term.filter(study_id__in=answered).update(settled_at=now)
    open_already = set(of_term.values_list("study_id", flat=True))
    fresh = [a for a in answers if a.question is not None and a.bill.study_id not in open_already]
    rows = decisions.store_many(
        [(f"study:{answer.bill.study_id}", answer.question) for answer in fresh if answer.question],
        actor=actor,
        now=now,
    )
    BillingQuestion.objects.bulk_create(
        [
            BillingQuestion(study_id=answer.bill.study_id, term_id=term.key, decision=row, raised_at=now)
            for answer, row in zip(fresh, rows, strict=True)
        ]
    )
