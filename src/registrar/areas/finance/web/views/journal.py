"""The journal: every posting."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.models import Transaction
from registrar.areas.finance.queries.books import journal
from registrar.areas.finance.wording import transaction_title
from registrar.kernel import Money
from registrar.ui.joining import listed
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage


class Journal(ListPage):
    """Every transaction with its two sides, the newest first."""

    policy = "finance.view_books"
    template_name = "finance/journal.html"
    title = _("Journal")
    lead = _("Every posting, once and for ever. A mistake is reversed by another posting, never edited.")
    columns = (
        Column("number", _("Posting"), sort="pk"),
        Column("day", _("Date"), sort="posted_on"),
        Column("kind", _("Kind")),
        Column("reference", _("Reference")),
        Column("debit", _("Debit")),
        Column("credit", _("Credit")),
        Column("amount", _("Amount"), numeric=True),
        Column("actor", _("Posted by")),
    )
    default_sort = "-pk"
    search_label = _("Reference or account begins with")
    export_name = "journal"
    empty_title = _("Nothing has been posted yet")

    def rows(self) -> QuerySet[Transaction]:
        """Every transaction."""
        return journal()

    def search(self, rows: Any, text: str) -> Any:
        """By reference or by account."""
        by_account = rows.model.objects.filter(entries__account__code__istartswith=text).values("pk")
        return rows.filter(reference__istartswith=text) | rows.filter(pk__in=by_account)

    def get_filters(self) -> Sequence[Filter]:
        """By kind of posting."""
        kinds = ("charge", "payment", "refund", "payout", "settlement", "reversal", "unmatched")
        return [Filter("kind", _("Kind"), [(kind, transaction_title(kind)) for kind in kinds])]

    def cells(self, item: Transaction) -> Mapping[str, Any]:
        """One posting."""
        entries = list(item.entries.all())
        sides = {
            side: listed(entry.account.code for entry in entries if entry.side == side) for side in ("debit", "credit")
        }
        amount = sum((entry.amount for entry in entries if entry.side == "debit"), Money.zero().amount)
        return {
            "number": item.pk,
            "day": item.posted_on,
            "kind": transaction_title(item.kind),
            "reference": item.reference,
            **sides,
            "amount": Money(amount),
            "actor": item.actor.username if item.actor else _("the system"),
        }
