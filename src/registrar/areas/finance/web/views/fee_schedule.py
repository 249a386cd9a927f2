"""The public payment schedule of an academic year."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.finance.queries.payment_schedule import TermSchedule, payment_schedule, years_with_terms
from registrar.areas.finance.web.fee_tabs import fee_tabs
from registrar.areas.platform import clock
from registrar.kernel import Citation, Outcome
from registrar.ui.parts import Tab
from registrar.ui.views import Page

KINDS = {
    "flat": (gettext_lazy("Annual fee, instalment of the semester"), gettext_lazy("Full-time students on a flat fee")),
    "first_credits": (
        gettext_lazy("First credits of the semester"),
        gettext_lazy("Students who pay by credits, other than new students who have paid an initial fee"),
    ),
    "further_credits": (
        gettext_lazy("Further credits after add/drop"),
        gettext_lazy("Students who pay by credits and took more than they had paid for"),
    ),
    "summer_credits": (
        gettext_lazy("Credits of the Summer Term"),
        gettext_lazy("Students who pay by credits; who paid the year's annual fee pays nothing more"),
    ),
}


class FeeSchedule(Page):
    """When which note is issued and due, term by term, from the dates that the deadlines of the notes are set by."""

    policy = "public"
    template_name = "finance/fee_schedule.html"
    title = gettext_lazy("Payment schedule")
    lead = gettext_lazy("When debit notes are issued and by when they must be paid, term by term.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Below the fee tables."""
        return [(_("Tuition fees"), reverse("finance:fees_self_financed"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The terms of the year asked for, or of the one that is running."""
        years = years_with_terms()
        year = self.request.GET.get("year", "")
        if year not in years:
            term = current_term(clock.today())
            year = term.key.partition("-")[0] if term else ""
        here = reverse("finance:fee_schedule")
        return super().get_context_data(
            tabs=fee_tabs("fee_schedule"),
            years=[Tab(one, f"{here}?year={one}", current=one == year) for one in years],
            year=year,
            terms=[_shown(item) for item in payment_schedule(year, clock.today())],
            **kwargs,
        )


def _shown(item: TermSchedule) -> dict[str, Any]:
    """Return a term as the template prints it; a year without an edition has its deadline and the reason only."""
    decision = item.decision
    notes = decision.result.get("notes") or ()
    return {
        "term": item.term,
        "decision": decision,
        "known": decision.outcome is not Outcome.UNDETERMINED,
        "advice": decision.result,
        "notes": [
            {
                **note,
                "title": KINDS[note["kind"]][0],
                "who": KINDS[note["kind"]][1],
                "citation": Citation.parse(note["cites"]),
            }
            for note in notes
        ],
    }
