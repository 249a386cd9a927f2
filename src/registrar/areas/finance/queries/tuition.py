"""What a bill's tuition would come to."""

from datetime import date

from django.conf import settings

from registrar.areas.finance.bills import Bill
from registrar.areas.finance.facts import fee_facts, fee_rule
from registrar.kernel import Decision
from registrar.rulebook import decide


def tuition(bill: Bill, term: str, today: date) -> Decision:
    """Return the fee rule's decision on a bill as if its subjects were final; nothing is read or written.

    `amount` in the result is Money, or is missing where no table prices the student.
    """
    return decide(fee_rule(bill), fee_facts(bill, term, load_known=True), as_of=today, university=settings.UNIVERSITY)
