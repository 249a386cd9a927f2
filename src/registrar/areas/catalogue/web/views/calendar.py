"""The academic calendar."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.models import Term
from registrar.areas.catalogue.queries.term import all_terms, current_term
from registrar.areas.platform.clock import HONG_KONG, today
from registrar.ui.parts import Tab
from registrar.ui.views import Page


class Calendar(Page):
    """Every date of every term, a year at a time."""

    policy = "catalogue.view"
    title = _("Academic calendar")
    lead = _("Hong Kong time. Without a time, a day counts from its first second to 23:59:59.")
    template_name = "catalogue/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The terms of one academic year (`?year=2023/24`), the present one unless another is asked for."""
        terms = all_terms()
        now = current_term(today())
        years = sorted({_year(term) for term in terms}, reverse=True)
        asked = self.request.GET.get("year", "")
        year = asked if asked in years else _year(now) if now else ""
        return super().get_context_data(
            tabs=[Tab(each, f"?year={each}", each == year) for each in years],
            terms=[
                {"key": term.key, "current": now is not None and term.pk == now.pk, "days": _days(term)}
                for term in reversed(terms)
                if _year(term) == year
            ],
            **kwargs,
        )


def _year(term: Term) -> str:
    return term.key.rpartition("-")[0]


def _days(term: Term) -> list[dict[str, Any]]:
    """Return what happens from which day to which, in the order of the days."""
    days: list[tuple[date, date | None, Any]] = [
        (term.timetable_on, None, _("Class timetables are released")),
        (term.registration_from, term.registration_to, _("Subject registration")),
        (term.starts_on, None, _("Teaching begins")),
        (term.add_drop_from, term.add_drop_to, _("Add/drop period")),
        (term.fee_deadline, None, _("Last day to pay the fees")),
        (term.teaching_to, None, _("Teaching ends")),
        (term.exams_from, term.exams_to, _("Examinations")),
        (term.results_final_on, None, _("Results are final")),
    ]
    if term.board_meets_on is not None:
        days.append((term.board_meets_on, None, _("The Board of Examiners meets")))
    in_order = sorted(days, key=lambda row: _day(row[0]))
    return [{"first": first, "last": last, "what": what} for first, last, what in in_order]


def _day(edge: date) -> date:
    return edge.astimezone(HONG_KONG).date() if isinstance(edge, datetime) else edge
