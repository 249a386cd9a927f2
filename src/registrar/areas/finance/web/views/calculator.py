"""The public fee calculator: two steps, an answer with its clauses, and what would change it."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.quoting import Quote
from registrar.areas.finance.web import calculator_parts as parts
from registrar.areas.finance.web.fee_tabs import fee_tabs
from registrar.ui.parts import Step
from registrar.ui.views import Page


class FeeCalculator(Page):
    """Everything asked stands in the address, so that an answer can be kept, sent and compared with another."""

    policy = "public"
    template_name = "finance/calculator.html"
    title = gettext_lazy("Fee calculator")
    lead = gettext_lazy("What a piece of study costs, by the fee tables and rules that the bills follow.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Below the fee tables."""
        return [(_("Tuition fees"), reverse("finance:fees_self_financed"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The steps as far as they were taken; the answer; the one that it is to be compared with."""
        params = self.request.GET
        found = parts.asked(params)
        beside = self._beside()
        context: dict[str, Any] = {
            "tabs": fee_tabs("calculator"),
            "steps": _steps(found),
            "found": found,
            "form": found.second if found.second and found.second.is_bound else found.first,
            "beside": params.get("beside", ""),
            "kept": [(name, params[name]) for name in parts.FIRST if name in params],
            "other": beside,
        }
        if found.choices is not None:
            context["first_rows"] = parts.first_rows(found)
            context["change_url"] = parts.address(_only(params, (*parts.FIRST, "beside")), change="1")
        if beside is not None and beside.quote is not None:
            context |= {
                "other_rows": [*parts.first_rows(beside)[1:], *parts.quote_rows(beside.quote)],
                "other_title": parts.title_of(beside),
            }
        if found.quote is not None:
            context |= self._answered(found, found.quote, beside)
        return super().get_context_data(**context, **kwargs)

    def _answered(self, found: parts.Asked, answer: Quote, beside: parts.Asked | None) -> dict[str, Any]:
        params = _without(self.request.GET, ("beside", "change"))
        return {
            "quote": answer,
            "quote_rows": [*parts.first_rows(found)[1:], *parts.quote_rows(answer)],
            "quote_title": parts.title_of(found),
            "why_not": parts.why_not(answer),
            "changes": parts.what_changes(params, answer),
            "compare_url": f"{reverse('finance:calculator')}?{_encoded(params)}",
            "difference": parts.difference(beside.quote, answer) if beside and beside.quote else None,
        }

    def _beside(self) -> parts.Asked | None:
        """The quote that was kept for comparison, if it is one."""
        kept = self.request.GET.get("beside", "")
        found = parts.asked(QueryDict(kept)) if kept else None
        return found if found is not None and found.quote is not None else None


def _steps(found: parts.Asked) -> list[Step]:
    done = "done" if found.choices is not None else "current"
    asked = "done" if found.quote is not None else "current" if found.choices is not None else "ahead"
    return [
        Step(_("Programme and student"), done),
        Step(_("What to price"), asked),
        Step(_("Answer"), "current" if found.quote is not None else "ahead"),
    ]


def _only(params: QueryDict, names: tuple[str, ...]) -> QueryDict:
    kept = params.copy()
    for name in list(kept):
        if name not in names:
            del kept[name]
    return kept


def _without(params: QueryDict, names: tuple[str, ...]) -> QueryDict:
    return _only(params, tuple(name for name in params if name not in names))


def _encoded(params: QueryDict) -> str:
    only = QueryDict(mutable=True)
    only["beside"] = params.urlencode()
    return only.urlencode()
