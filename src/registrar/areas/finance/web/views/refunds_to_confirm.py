"""Refunds that wait for a second person."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.refunds import matching_refunds, refunds_to_confirm
from registrar.areas.finance.web.refund_parts import person_name, refund_url, rests_on
from registrar.areas.finance.wording import refund_title
from registrar.kernel import Money
from registrar.ui.parts import Column
from registrar.ui.views import ListPage


class RefundsToConfirm(ListPage):
    """The queue, the oldest first: what each rests on, and on whose word."""

    policy = "finance.view_books"
    belongs_to = ("finance:refunds",)
    title = gettext_lazy("Refunds to be confirmed")
    lead = gettext_lazy(
        "They rest on what one officer typed, so another one looks at the paper before they are credited."
    )
    columns = (
        Column("number", gettext_lazy("Refund"), sort="pk"),
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("kind", gettext_lazy("What for"), sort="kind"),
        Column("rests_on", gettext_lazy("Rests on")),
        Column("by", gettext_lazy("Proposed by")),
        Column("at", gettext_lazy("Proposed"), sort="granted_at"),
        Column("amount", gettext_lazy("Amount"), numeric=True, sort="amount"),
    )
    default_sort = "granted_at"
    search_label = gettext_lazy("Student number, family name or programme")
    export_name = "refunds-to-confirm"
    empty_title = gettext_lazy("Nothing to confirm")

    def rows(self) -> QuerySet[Refund]:
        """Everything that waits."""
        return refunds_to_confirm()

    def search(self, rows: Any, text: str) -> Any:
        """By student or programme."""
        return matching_refunds(rows, text)

    def cells(self, item: Refund) -> Mapping[str, Any]:
        """One refund."""
        return {
            "number": item.pk,
            "student": item.study.student_number,
            "name": person_name(item.study.student.person),
            "kind": refund_title(item.kind),
            "rests_on": rests_on(item),
            "by": str(item.granted_by.person) if item.granted_by else "–",
            "at": item.granted_at,
            "amount": Money(item.amount),
        }

    def link(self, item: Refund) -> str:
        """The refund's own page, where it is confirmed or cancelled."""
        return refund_url(item)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the refunds."""
        return [(_("Refunds"), reverse("finance:refunds"))]
