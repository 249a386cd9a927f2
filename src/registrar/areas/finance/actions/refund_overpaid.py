"""Refunds of a billing run: tuition paid for credits that were not taken."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from registrar.areas.finance.actions.grant_refunds import grant_refunds
from registrar.areas.finance.models import Refund
from registrar.areas.finance.pricing import Priced, Pricer
from registrar.areas.finance.queries.paid_tuition import Tuition, paid_tuition
from registrar.areas.finance.refunds import NewRefund
from registrar.kernel import Decision, Money
from registrar.rulebook import decide


def refund_overpaid(
    answers: Sequence[Priced], studies: Mapping[int, Any], pricer: Pricer, *, actor: Any, notify: bool
) -> dict[int, Decision]:
    """Grant what the answers say was charged too much and has been paid (polyu-2024-25:8A-17, 8B-02).

    Call it in a transaction with the studies locked; a fixed number of statements. Returns study -> the refusal where
    too much was charged and is not paid yet: that is a question for the Finance Office. A second run finds what was
    refunded counted against the charges, so it refunds nothing.
    """
    over = [answer for answer in answers if answer.refund > 0]
    if not over:
        return {}
    term = pricer.term.key
    tuition = paid_tuition([answer.bill.study_id for answer in over], term)
    before = _earlier([answer.bill.study_id for answer in over], term)
    decided: dict[str, Decision] = {}
    new, refused = [], {}
    for answer in over:
        study = answer.bill.study_id
        known = tuition.get((study, term), Tuition())
        facts = _facts(known, answer, pricer)
        key = repr(facts)
        if key not in decided:  # equal facts are decided once
            decided[key] = _decide(facts, pricer)
        decision = decided[key]
        if not decision.allowed:
            refused[study] = decision
            continue
        reference = f"fewer_credits:{study}:{term}:{before.get(study, 0) + 1}"
        clause = str(decision.findings[0].clause)
        amount = decision.result["amount"].amount
        kind = Refund.Kind.FEWER_CREDITS
        new.append(NewRefund(studies[study], kind, amount, clause, decision, reference, known.source, term))
    grant_refunds(new, actor=actor, now=pricer.now, notify=notify)
    return refused


def _decide(facts: dict[str, Any], pricer: Pricer) -> Decision:
    return decide("finance.credit_overpayment", facts, as_of=pricer.now.date(), university=settings.UNIVERSITY)


def _facts(known: Tuition, answer: Priced, pricer: Pricer) -> dict[str, Any]:
    # What waits for a second person is charged still, and not to be given back a second time.
    charged = known.charged - (known.refunded - known.proposed)
    return {
        "term": pricer.term.key,
        "charged": Money(charged),
        "paid": Money(known.kept),
        "due": Money(charged - answer.refund),
    }


def _earlier(studies: Sequence[int], term: str) -> dict[int, int]:
    """Return study -> how many refunds of this kind it has had for the term, cancelled ones counted."""
    counts: dict[int, int] = {}
    rows = Refund.objects.filter(study_id__in=studies, term_id=term, kind=Refund.Kind.FEWER_CREDITS)
    for study in rows.values_list("study_id", flat=True):
        counts[study] = counts.get(study, 0) + 1
    return counts
