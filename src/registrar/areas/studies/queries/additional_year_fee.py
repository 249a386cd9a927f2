"""What the additional self-financing year of a double major or double degree costs."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.kernel import Citation, Decision, Money
from registrar.rulebook import decide

FULL_TIME = "full_time"


def additional_year_fee(study: Any, purpose: str, term: str, today: date) -> Decision:
    """Return the fee rule's decision on a term of that year (polyu-2024-25:4M-10); the study comes with its programme.

    The result has `annual_fee` where the schedule prices full-time study, `credit_fee` where it is by credits.
    """
    facts = {
        "term": term,
        "cohort": study.cohort,
        "funding": study.programme.funding,
        "level": study.programme.level,
        "residency": study.residency,
        "mode": "part_time" if study.mode == "part_time" else FULL_TIME,
        "additional_year_for": purpose,
    }
    return decide("finance.ugc_fee", facts, as_of=today, university=settings.UNIVERSITY)


def price_told(decision: Decision) -> tuple[Money, Citation] | None:
    """Return the price of the year, or of a credit, with the clause that gives it; None where no table does."""
    price = decision.result.get("annual_fee") or decision.result.get("credit_fee")
    if not isinstance(price, Money):
        return None
    return price, next(item.clause for item in decision.findings if price in item.message.args.values())
