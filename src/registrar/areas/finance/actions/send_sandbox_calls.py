"""The sandbox bank calls the university."""

from datetime import datetime

from django.db import transaction

from registrar.areas.finance.actions.answer_bank_order import answer_bank_order
from registrar.areas.finance.models import SandboxPayment
from registrar.areas.finance.sandbox import as_told, write
from registrar.areas.finance.signing import signature
from registrar.areas.platform import locking

MOST = 500


def send_sandbox_calls(*, now: datetime) -> int:
    """Send the messages of the sandbox bank that are due, signed as a real bank's would be; return how many."""
    due = SandboxPayment.objects.filter(next_call_at__lte=now).order_by("next_call_at", "pk")
    return sum(_call(key, now) for key in list(due.values_list("pk", flat=True)[:MOST]))


@transaction.atomic
def _call(key: int, now: datetime) -> int:
    """Send what is due of one payment; a second session that does the same waits and finds nothing."""
    known: SandboxPayment = locking.lock({"finance.SandboxPayment": [key]})["finance.SandboxPayment"][key]
    sent = 0
    while known.sent < len(known.calls) and datetime.fromisoformat(known.calls[known.sent][0]) <= now:
        outcome = known.calls[known.sent][1]
        body = write(as_told(known, outcome))
        answer_bank_order(body, signature(body), now=now)
        known.outcome, known.sent, sent = outcome, known.sent + 1, sent + 1
    left = known.calls[known.sent :]
    known.next_call_at = datetime.fromisoformat(left[0][0]) if left else None
    known.save(update_fields=["outcome", "sent", "next_call_at"])
    return sent
