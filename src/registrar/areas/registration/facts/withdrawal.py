"""Facts of leaving a subject after add/drop."""

from datetime import date
from typing import Any

from registrar.areas.finance.queries.notes_to_pay import owes_tuition
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Registration, WithdrawalRequest
from registrar.rules.registration.subject_withdrawal import SubjectWithdrawalFacts
from registrar.rules.registration.withdrawal_window import WithdrawalWindowFacts


def withdrawal_window_facts(row: Registration, filed_on: date) -> WithdrawalWindowFacts:
    """Return between which days a request about a registration can be filed."""
    term = row.offering.term
    return WithdrawalWindowFacts(
        term=term.pk,
        cohort=row.study.cohort,
        filed_on=filed_on,
        add_drop_ends_on=last_day(term.add_drop_to),
        exams_from=term.exams_from,
        departmental_deadline=row.offering.withdraw_by,
    )


def withdrawal_facts(row: Registration, request: WithdrawalRequest | None = None) -> SubjectWithdrawalFacts:
    """Return what was decided so far, and whether the term's tuition is settled."""
    opinions: dict[str, Any] = {}
    if request is not None:
        opinions = {one.step: "agreed" if one.agreed else "refused" for one in request.opinions.all()}
    return SubjectWithdrawalFacts(
        term=row.offering.term_id,
        cohort=row.study.cohort,
        subject=row.offering.subject_id,
        tuition_settled=not owes_tuition(row.study_id, row.offering.term_id),
        strong_reasons=True if opinions else None,
        teacher=opinions.get("subject_teacher"),
        leader=opinions.get("programme_leader"),
    )
