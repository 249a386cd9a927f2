"""Looking ahead: what applying a bank file would do, line by line."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from registrar.areas.finance.actions.weigh_payments import Item, Weighed, weigh_payments
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.models import BankFileLine, DebitNote, Payment, UnmatchedPayment
from registrar.kernel import Outcome

Out = BankFileLine.Outcome
BATCH = 2000
BACKED = (Payment.State.ACCEPTED, Payment.State.HELD)


def check_bank_file(file_id: int) -> None:
    """Note on each line that has not been applied what is expected of it; nothing else is written.

    A fixed number of queries but for batches of two thousand lines. Money that comes between the look and the applying
    may change an answer; what counts is what applying does.
    """
    lines = list(BankFileLine.objects.filter(file_id=file_id, outcome="").order_by("place"))
    _expect(lines)
    BankFileLine.objects.bulk_update(lines, ["expected"], BATCH)


def _expect(lines: Sequence[BankFileLine]) -> None:
    keys = [line.reference for line in lines]
    counting = Payment.objects.exclude(state=Payment.State.TAKEN_OFF)
    payments = {one.bank_reference: one for one in counting.filter(bank_reference__in=keys)}
    prefetch_related_objects(list(payments.values()), "debit_note")
    waiting = {one.bank_reference: one for one in UnmatchedPayment.objects.filter(bank_reference__in=keys)}
    notes = {
        note.number: note
        for note in DebitNote.objects.filter(number__in={line.number for line in lines}).select_related("study")
    }
    fresh: list[tuple[BankFileLine, Item]] = []
    for line in lines:
        payment, stray = payments.get(line.reference), waiting.get(line.reference)
        if line.takes_back:
            line.expected = _reversal(payment, stray)
        elif payment or stray:
            line.expected = seen_before(line, payment, stray)
        elif line.number not in notes:
            line.expected = Out.UNMATCHED
        else:
            note = notes[line.number]
            fresh.append((line, Item(bank_line(line), note, note.study)))
    weighed = weigh_payments([item for _, item in fresh])
    for (line, _), one in zip(fresh, weighed, strict=True):
        line.expected = _weighed(one)
    _reversals_of_this_file(lines)


def bank_line(line: BankFileLine) -> BankLine:
    """Return a line of a file that can be read as a line of the bank."""
    if line.amount is None or line.credited_at is None:
        raise ValueError(f"line {line.place} can't be read")
    return BankLine(
        line.reference, line.number, line.channel, line.amount, line.credited_at, booked=True, currency=line.currency
    )


def seen_before(line: BankFileLine, payment: Payment | None, stray: UnmatchedPayment | None) -> str:
    """Return whether a line repeats what is on record, or says something else under the same reference."""
    if payment is not None:
        same = payment.amount + payment.handling == line.amount and payment.debit_note.number == line.number
    else:
        same = stray is not None and stray.amount == line.amount
    # Money that was matched by hand had quoted another number.
    if payment is not None and stray is not None:
        same = stray.amount == line.amount
    return Out.REPEATED.value if same else Out.CONFLICT.value


def _reversal(payment: Payment | None, stray: UnmatchedPayment | None) -> str:
    if payment is not None:
        if payment.state in BACKED:
            return Out.TAKEN_BACK.value
        if payment.state == Payment.State.REVERSED:
            return Out.REPEATED.value
    if stray is not None and stray.matched_to_id is None:
        return Out.TAKEN_BACK.value if stray.returned_at is None else Out.REPEATED.value
    return Out.NOTHING.value


def _weighed(one: Weighed) -> str:
    if one.held:
        return Out.HELD.value
    if one.decision.outcome == Outcome.UNDETERMINED:
        return Out.UNMATCHED.value
    return Out.ACCEPTED.value if one.decision.allowed else Out.REJECTED.value


def _reversals_of_this_file(lines: Sequence[BankFileLine]) -> None:
    """Expect a payment that comes and is taken back in one file to be taken back."""
    coming = set()
    for line in lines:
        if line.takes_back and line.expected == Out.NOTHING and line.reference in coming:
            line.expected = Out.TAKEN_BACK
        elif line.expected in (Out.ACCEPTED, Out.HELD, Out.UNMATCHED, Out.REJECTED):
            coming.add(line.reference)
