"""What the sandbox bank does with an order: pays, fails, delays, doubles, loses or reverses."""

from datetime import datetime, time, timedelta
from secrets import token_hex

from registrar.areas.finance.models import BankOrder, SandboxPayment
from registrar.areas.finance.queries.held import held_on
from registrar.areas.finance.sandbox import Sandbox
from registrar.areas.platform.clock import HONG_KONG

MORNING = time(10, 0)
SOON = timedelta(minutes=2)
# Outcomes that bring no money; every other plan pays.
WITHOUT_MONEY = ("declined", "abandoned")
AMOUNTS = {"short": -1, "over": 1}


def act_as_bank(order: BankOrder, plan: str, *, now: datetime) -> SandboxPayment:
    """Do what the payer chose on the sandbox page: exact, short, over, late, declined, abandoned, delayed, twice, lost,
    late_call or reversed; return the bank's own record of it. Choosing again for the same order changes nothing.
    """
    outcome = plan if plan in WITHOUT_MONEY else "paid"
    # What is credited is net of the handling that a transfer adds (polyu-2024-25:8C-14).
    due = order.debit_note.amount - held_on([order.debit_note_id]).get(order.debit_note_id, 0)
    credited = _credited(order, plan, now)
    calls = _calls(plan, outcome, credited, order, now)
    known, _made = SandboxPayment.objects.get_or_create(
        token=order.token,
        defaults={
            "outcome": outcome,
            "reference": f"{Sandbox.prefix}{token_hex(8).upper()}",
            "amount": due + AMOUNTS.get(plan, 0),
            "credited_at": credited,
            "calls": [[moment.isoformat(), told] for moment, told in calls],
            "next_call_at": calls[0][0] if calls else None,
        },
    )
    return known


def _credited(order: BankOrder, plan: str, now: datetime) -> datetime:
    if plan != "late":
        return now
    return max(now, _day_after_deadline(order))


def _day_after_deadline(order: BankOrder) -> datetime:
    day = order.debit_note.deadline + timedelta(days=1)
    return datetime.combine(day, MORNING, HONG_KONG)


def _calls(plan: str, outcome: str, credited: datetime, order: BankOrder, now: datetime) -> list[tuple[datetime, str]]:
    """Return when the bank calls the university, and what it says."""
    if plan == "lost":
        return []
    if plan == "delayed":
        return [(now + SOON, outcome)]
    if plan == "late_call":
        return [(max(now, _day_after_deadline(order)), outcome)]
    if plan == "twice":
        return [(now, outcome), (now, outcome), (now + SOON, outcome)]
    if plan == "reversed":
        return [(now, outcome), (now + SOON, "reversed")]
    return [(now, outcome)]
