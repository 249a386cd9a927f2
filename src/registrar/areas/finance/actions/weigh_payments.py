"""Deciding what each payment does to its note, without writing anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.facts import document_of, ends_status
from registrar.areas.finance.models import Charge, DebitNote
from registrar.areas.finance.queries.held import held_on
from registrar.areas.platform import clock
from registrar.kernel import Decision, Money
from registrar.rulebook import decide

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Item:
    """A bank line with the note that it quotes and the note's study, both locked by a caller who will write."""

    line: BankLine
    note: DebitNote
    study: Any


@dataclass(frozen=True)
class Weighed:
    """A payment and the decision about it."""

    item: Item
    decision: Decision

    @property
    def held(self) -> bool:
        """Whether it is a short transfer that is held towards its note (polyu-2024-25:8C-15)."""
        return bool(self.decision.result.get("kept"))

    @property
    def handling(self) -> Decimal:
        """What it brought besides the amount and stays as bank handling (polyu-2024-25:8C-14), in HK$."""
        kept = self.decision.result.get("handling_kept")
        return kept.amount if isinstance(kept, Money) else ZERO

    @property
    def booked(self) -> bool:
        """Whether its money goes to the student's account."""
        return self.decision.allowed or self.held


def weigh_payments(items: Sequence[Item]) -> list[Weighed]:
    """Decide each payment in turn, in order: of two for one note the first that fits settles it.

    Two queries, however many. The notes in memory are marked as settled, their rows are not touched.
    """
    kinds = _kinds(items)
    held = held_on(item.note.pk for item in items)
    weighed = []
    for item in items:
        facts = _facts(item, kinds[item.note.pk], held.get(item.note.pk, ZERO))
        decision = decide(
            "finance.payment_acceptance", facts, as_of=facts["credited_on"], university=settings.UNIVERSITY
        )
        one = Weighed(item, decision)
        if decision.allowed:
            item.note.state = DebitNote.State.PAID
        elif one.held:
            held[item.note.pk] = held.get(item.note.pk, ZERO) + item.line.amount
        weighed.append(one)
    return weighed


def _kinds(items: Sequence[Item]) -> dict[int, set[str]]:
    """Return note -> the kinds of its lines."""
    found: dict[int, set[str]] = {item.note.pk: set() for item in items}
    for note, kind in Charge.objects.filter(debit_note_id__in=list(found)).values_list("debit_note_id", "kind"):
        found[note].add(kind)
    return found


def _facts(item: Item, kinds: set[str], held: Decimal) -> dict[str, Any]:
    return {
        "term": item.note.term_id,
        "note_amount": item.note.amount,
        "amount": item.line.amount,
        "credited_on": item.line.credited_at.astimezone(clock.HONG_KONG).date(),
        "deadline": item.note.deadline,
        "channel": item.line.channel,
        "tuition": any(kind.startswith("tuition") for kind in kinds),
        "document": document_of(kinds),
        "ends_status": ends_status(kinds),
        "note_state": item.note.state,
        "refused_by_bank": item.line.refused,
        "held": held,
        "currency": item.line.currency,
    }
