"""The books of some days, as a general ledger takes them over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from registrar.areas.finance.models import Entry
from registrar.areas.finance.queries.books import LINE, RECEIVABLE, house_accounts
from registrar.kernel import Period

ZERO = Decimal("0.00")
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry: its posting, its account, and its amount in HK$ on one of the two sides.

    `student` is the student number where the account is a receivable, else empty.
    """

    number: int
    day: date
    kind: str
    reference: str
    code: str
    name_en: str
    name_zh: str
    student: str
    debit: Decimal | None
    credit: Decimal | None


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """One account over some days; balances are debits minus credits, in HK$, at the start and the end of them."""

    code: str
    name_en: str
    name_zh: str
    opening: Decimal
    debit: Decimal
    credit: Decimal

    @property
    def closing(self) -> Decimal:
        """The balance at the end of the last day."""
        return self.opening + self.debit - self.credit


def ledger_rows(period: Period) -> Iterator[LedgerRow]:
    """Yield every entry posted in the period, oldest first, without holding them all; one query."""
    receivable = Q(account__study__isnull=False)
    rows = (
        Entry.objects.filter(transaction__posted_on__range=(period.start, period.end))
        .order_by("transaction__posted_on", "transaction_id", "id")
        .annotate(student=Coalesce("account__study__student_number", Value("")))
        .annotate(en=Case(When(receivable, then=Value(RECEIVABLE[0])), default=F("account__name_en")))
        .annotate(zh=Case(When(receivable, then=Value(RECEIVABLE[1])), default=F("account__name_zh")))
        .values_list(
            "transaction_id",
            "transaction__posted_on",
            "transaction__kind",
            "transaction__reference",
            "account__code",
            "en",
            "zh",
            "student",
            "side",
            "amount",
        )
    )
    for *about, side, amount in rows.iterator(chunk_size=CHUNK):
        sides = (amount, None) if side == Entry.Side.DEBIT else (None, amount)
        yield LedgerRow(*about, *sides)


def account_summary(period: Period) -> list[AccountSummary]:
    """Return every account with anything posted up to the end of the period; two queries.

    The receivables of all students are one line, as in the trial balance: its balances are the closing ones.
    """
    before, within = Q(transaction__posted_on__lt=period.start), Q(transaction__posted_on__gte=period.start)
    debit, credit = Q(side=Entry.Side.DEBIT), Q(side=Entry.Side.CREDIT)
    rows = (
        Entry.objects.filter(transaction__posted_on__lte=period.end)
        .annotate(line=LINE)
        .order_by("line")
        .values_list("line")
        .annotate(had=_sum(before & debit), gave=_sum(before & credit))
        .annotate(debits=_sum(within & debit), credits=_sum(within & credit))
    )
    own = house_accounts()
    found = []
    for code, had, gave, debits, credits_ in rows:
        account = own.get(code)
        names = (account.name_en, account.name_zh) if account else RECEIVABLE
        found.append(AccountSummary(code, *names, had - gave, debits, credits_))
    return found


def _sum(which: Q) -> Any:
    return Coalesce(Sum("amount", filter=which), Value(ZERO), output_field=DecimalField())
