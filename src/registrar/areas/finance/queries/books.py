"""The books as a whole."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Case, F, QuerySet, Sum, Value, When

from registrar.areas.finance.models import Account, Entry, Transaction

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class BalanceLine:
    """One line of the trial balance; the receivables of all students are one line."""

    code: str
    name_en: str
    name_zh: str
    kind: str
    debit: Decimal
    credit: Decimal

    @property
    def balance(self) -> Decimal:
        """Debits minus credits."""
        return self.debit - self.credit


RECEIVABLE = ("Receivable from students", "應收學生款項")
# The line an entry is counted on: the receivables of all students are one.
LINE = Case(When(account__study__isnull=False, then=Value("receivable")), default=F("account__code"))


def trial_balance(as_at: date | None = None) -> list[BalanceLine]:
    """Return the accounts with the sums of their sides up to the end of a day (None: of everything); two queries."""
    entries = Entry.objects.all() if as_at is None else Entry.objects.filter(transaction__posted_on__lte=as_at)
    rows = entries.annotate(line=LINE).order_by().values_list("line", "side").annotate(total=Sum("amount"))
    sums: dict[str, dict[str, Decimal]] = {}
    for line, side, total in rows:
        sums.setdefault(line, {})[side] = total
    own = house_accounts()
    found = []
    for code in sorted(sums):
        account = own.get(code)
        debit, credit = (sums[code].get(side, ZERO) for side in ("debit", "credit"))
        names = (account.name_en, account.name_zh) if account else RECEIVABLE
        found.append(BalanceLine(code, *names, account.kind if account else "asset", debit, credit))
    return found


def house_accounts() -> dict[str, Account]:
    """Return code -> account of the university's own accounts; one query."""
    return {account.code: account for account in Account.objects.filter(study=None)}


@dataclass(frozen=True)
class Proof:
    """What the books must show: transactions that do not balance, charges and notes that do not agree with them."""

    transactions: int
    unbalanced: int
    charges_off: int
    notes_off: int

    @property
    def holds(self) -> bool:
        """Whether nothing is off."""
        return not (self.unbalanced or self.charges_off or self.notes_off)


PROOF = """
    SELECT (SELECT count(*) FROM finance_transaction),
    (SELECT count(*) FROM (
        SELECT t.id FROM finance_transaction t LEFT JOIN finance_entry e ON e.transaction_id = t.id GROUP BY t.id
        HAVING count(e.id) < 2 OR sum(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END) <> 0) off),
    (SELECT count(*) FROM finance_charge c WHERE c.amount <> (
        SELECT sum(e.amount) FROM finance_entry e WHERE e.transaction_id = c.transaction_id AND e.side = 'debit')),
    (SELECT count(*) FROM finance_debitnote n WHERE n.amount <> (
        SELECT sum(c.amount) FROM finance_charge c WHERE c.debit_note_id = n.id))
"""


def proof() -> Proof:
    """Add the books up anew, past everything that should make it unnecessary; one query."""
    with connection.cursor() as cursor:
        cursor.execute(PROOF)
        return Proof(*cursor.fetchone())


def journal() -> QuerySet[Transaction]:
    """Return every transaction with its entries and accounts; three queries a page."""
    return Transaction.objects.select_related("actor").prefetch_related("entries__account")
