"""All refunds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.refunds import all_refunds, matching_refunds, refund_totals
from registrar.areas.finance.web.refund_parts import counted, person_name, refund_tag, refund_url
from registrar.areas.finance.wording import refund_title
from registrar.kernel import Citation, Money
from registrar.ui.parts import Column, Filter, Link, Tile
from registrar.ui.policy import permits
from registrar.ui.views import ListPage
from registrar.ui.wording import citation_text
from registrar.ui.words import money

TONES = {Refund.State.PROPOSED: "warn", Refund.State.HELD: "warn", Refund.State.PAID: "good"}


class RefundList(ListPage):
    """Search, filter by state, ground and reason to wait, download; the sums of each state above."""

    policy = "finance.view_books"
    template_name = "finance/refund_list.html"
    title = _("Refunds")
    lead = _("What goes back to students: the answer is no, unless a clause opens a refund.")
    columns = (
        Column("number", _("Refund"), sort="pk"),
        Column("student", _("Student")),
        Column("name", _("Name")),
        Column("kind", _("What for"), sort="kind"),
        Column("clause", _("Clause"), sort="clause"),
        Column("granted", pgettext_lazy("refund", "Granted"), sort="granted_at"),
        Column("amount", _("Amount"), numeric=True, sort="amount"),
        Column("state", _("State"), sort="state"),
        Column("why", _("Held for")),
    )
    default_sort = "-pk"
    search_label = _("Student number, name, programme or batch")
    export_name = "refunds"
    empty_title = _("No refunds")

    def rows(self) -> QuerySet[Refund]:
        """Every refund."""
        return all_refunds()

    def search(self, rows: Any, text: str) -> Any:
        """By student, programme or batch."""
        return matching_refunds(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """By state, ground, and what it waits for."""
        return [
            Filter("state", _("State"), Refund.State.choices),
            Filter("kind", _("What for"), Refund.Kind.choices),
            Filter("held_for", _("Held for"), Refund.HeldFor.choices),
        ]

    def cells(self, item: Refund) -> Mapping[str, Any]:
        """One refund."""
        return {
            "number": item.pk,
            "student": item.study.student_number,
            "name": person_name(item.study.student.person),
            "kind": refund_title(item.kind),
            "clause": citation_text(Citation.parse(item.clause)),
            "granted": localdate(item.granted_at),
            "amount": Money(item.amount),
            "state": refund_tag(item),
            "why": item.get_held_for_display() if item.held_for else "–",
        }

    def link(self, item: Refund) -> str:
        """The refund's own page."""
        return refund_url(item)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sums by state, and what may be done."""
        totals = refund_totals()
        tiles = [
            Tile(
                state.label,
                money(totals[state][1]),
                counted(totals[state][0]),
                f"?state={state.value}",
                TONES.get(state, ""),
            )
            for state in Refund.State
            if state in totals
        ]
        actions = [Link(_("Batches"), reverse("finance:refund_batches"))]
        if Refund.State.PROPOSED in totals:
            actions.append(Link(_("Refunds to be confirmed"), reverse("finance:refunds_to_confirm")))
        if permits("finance.manage_refunds", self.request.user):
            actions += [
                Link(_("Grant a refund"), reverse("finance:grant_refund")),
                Link(_("Prepare a batch"), reverse("finance:prepare_batch")),
                Link(_("Refunds of a cancelled programme"), reverse("finance:programme_refunds")),
            ]
        return super().get_context_data(tiles=tiles, page_actions=actions, **kwargs)
