"""What the calculator page reads from its address, and how it words a quote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.quote_choices import Choices, Variation, choices_of, variations
from registrar.areas.finance.quoting import Quote, covered_day, quote, year_of_charge, year_told
from registrar.areas.finance.web.calculator_forms import ProgrammeForm, WhatForm
from registrar.areas.platform import clock
from registrar.kernel import AcademicYear, Money
from registrar.rulebook.fees import load_fees
from registrar.ui.joining import bracketed, labelled, listed
from registrar.ui.parts import Row
from registrar.ui.words import day, in_reader_language, money

FIRST = ("programme", "cohort", "residency", "year")
UNITS: Mapping[str, str | Promise] = {
    "credit": gettext_lazy("a credit"),
    "semester": gettext_lazy("a semester"),
    "2_semesters": gettext_lazy("two regular semesters"),
    "module": gettext_lazy("a module"),
    "dissertation": gettext_lazy("the dissertation"),
    "year": gettext_lazy("an academic year"),
    "half_year": gettext_lazy("half a year"),
    "months": gettext_lazy("the months asked for"),
    "once": gettext_lazy("once"),
}
ITEMS: Mapping[str, str | Promise] = {
    "tuition": gettext_lazy("Tuition"),
    "dissertation": gettext_lazy("Dissertation"),
    "extension": gettext_lazy("Extension of the dissertation or thesis"),
    "initial_fee": gettext_lazy("Initial fee"),
}
CHANGES: Mapping[str, str | Promise] = {
    "stream": gettext_lazy("Stream"),
    "subject": gettext_lazy("Subject"),
    "subject_level": gettext_lazy("Level of the subject"),
    "admitted_on": gettext_lazy("Day of admission"),
    "jupas": gettext_lazy("Admitted through JUPAS"),
    "cohort": gettext_lazy("Year of admission"),
}
VALUES: Mapping[str, str | Promise] = {
    "local": gettext_lazy("Local student"),
    "nonlocal": gettext_lazy("Non-local student"),
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
}
# How a changed part of a question is written into the address.
PARAMETERS = {"subject_level": "level"}


@dataclass(frozen=True)
class Asked:
    """What an address asks: the forms as far as they were filled, and the quote once both are."""

    first: ProgrammeForm
    choices: Choices | None = None
    second: WhatForm | None = None
    quote: Quote | None = None


def asked(params: QueryDict) -> Asked:
    """Read an address. The second step appears once the first is answered, the quote once the second is."""
    if "programme" not in params or "change" in params:
        return Asked(ProgrammeForm(initial={"year": _newest(), **params.dict()}))
    first = ProgrammeForm({"year": _newest(), **params.dict()})
    if not first.is_valid():
        return Asked(first)
    given = first.cleaned_data
    as_of = _day_of(given["year"])
    choices = choices_of(given["programme"], given["cohort"], settings.UNIVERSITY, year_of_charge(as_of))
    if choices is None:
        return Asked(first)
    if "what" not in params:
        return Asked(first, choices, WhatForm(choices=choices, initial=_usual(choices)))
    second = WhatForm(params, choices=choices)
    if not second.is_valid():
        return Asked(first, choices, second)
    answer = quote(second.question(first), university=settings.UNIVERSITY, as_of=as_of)
    return Asked(first, choices, second, answer)


def _newest() -> str:
    """Return the year of charge that is meant where none is named."""
    return str(year_told(settings.UNIVERSITY, clock.today()))


def _usual(choices: Choices) -> dict[str, Any]:
    """Return what is asked most on a programme."""
    if choices.funding == "ugc":
        return {"what": "year"}
    if choices.modular:
        return {"what": "modules", "number": 1}
    return {"what": "semesters", "number": 1} if choices.bases == ("semester",) else {"what": "credits", "number": 3}


def _day_of(year: str) -> date:
    """Return the day of charge for a year of charge: today or the last day covered, else a day in its Semester One."""
    covered = covered_day(load_fees(settings.UNIVERSITY), clock.today())
    if not year or str(year_of_charge(covered)) == year:
        return covered
    return date(AcademicYear.parse(year).start, 10, 1)


def address(params: QueryDict, **changed: str) -> str:
    """Return the address of the same question with something changed; "" takes a part out."""
    kept = {name: params.getlist(name) for name in params if name not in changed}
    kept |= {name: [value] for name, value in changed.items() if value}
    return f"{reverse('finance:calculator')}?{urlencode(kept, doseq=True)}"


def first_rows(found: Asked) -> list[Row]:
    """Return the answers of step one."""
    given = found.first.cleaned_data
    title = found.choices.title if found.choices else ""
    return [
        Row(_("Programme"), bracketed(title, given["programme"])),
        Row(_("Year of admission"), given["cohort"]),
        Row(_("Local or non-local"), dict(found.first.fields["residency"].choices)[given["residency"]]),  # type: ignore[attr-defined]
    ]


def quote_rows(answer: Quote) -> list[Row]:
    """Return what the price is made of and what stands beside it."""
    result = answer.decision.result
    rows = []
    if answer.amount is not None:
        rows.append(Row(_("What for"), ITEMS.get(result["item"], result["item"])))
        rows.append(Row(_("Priced by"), UNITS.get(result["basis"], result["basis"])))
        lines = result["lines"]
        if len(lines) > 1 or lines[0]["quantity"] > 1:
            rows.append(Row(_("Calculation"), " + ".join(_product(line) for line in lines)))
    rows.append(Row(_("Charged in"), str(answer.charged_in)))
    for name, label in (
        ("annual_fee", _("Whole academic year")),
        ("minimum_programme_fee", _("Least that the programme costs in all")),
        ("beyond_credit_fee", _("A credit beyond the normal duration, with a small load")),
    ):
        if name in result and result[name] != answer.amount:
            rows.append(Row(label, result[name]))
    for item in result.get("further_charges") or ():
        amount = money(item["amount"]) if item["amount"] else _("to be confirmed")
        rows.append(Row(_("Charged besides, where taken up"), labelled(item["title"], amount)))
    return rows


def _product(line: Mapping[str, Any]) -> str:
    """Return a line as a sum is written: 3 × HK$8,550.00."""
    price = money(line["unit_price"])
    return f"{line['quantity']} × {price}" if line["quantity"] > 1 else price


def what_changes(params: QueryDict, answer: Quote) -> list[dict[str, Any]]:
    """Return what would change the answer: the change, the price it gives, the difference, and where to see it.

    Changes of one kind that come to the same price share a line.
    """
    groups: dict[tuple[str, str], list[Variation]] = {}
    for found in variations(answer, settings.UNIVERSITY):
        groups.setdefault((found.kind, str(found.quote.amount or found.quote.reason)), []).append(found)
    return [_change(params, answer, same) for same in groups.values()]


def _change(params: QueryDict, answer: Quote, same: list[Variation]) -> dict[str, Any]:
    first, other = same[0], same[0].quote.amount
    changed = {PARAMETERS.get(first.kind, first.kind): first.value}
    if first.kind == "admitted_on":
        on = date.fromisoformat(first.value)
        changed = {"admitted_on_day": str(on.day), "admitted_on_month": str(on.month), "admitted_on_year": str(on.year)}
    shown = listed(_value(found) for found in same)
    more = other - answer.amount if other and answer.amount else None
    return {
        "label": shown if first.kind == "residency" else labelled(CHANGES[first.kind], shown),
        "amount": other,
        "reason": "" if other else why_not(first.quote),
        "more": f"+{money(more)}" if more and more > Money.zero() else money(more) if more else "",
        "url": address(params, **changed),
    }


def _value(found: Variation) -> Any:
    """Return a changed value in the reader's words."""
    if found.kind == "admitted_on":
        return day(date.fromisoformat(found.value))
    return VALUES.get(found.value, found.value)


def why_not(answer: Quote) -> str:
    """Return in a word or two why there is no price."""
    return {
        "not offered": _("not offered"),
        "unknown": _("one more answer needed"),
    }.get(answer.reason, _("not listed"))


def title_of(found: Asked) -> str:
    """Return what was asked in one line, for the heads of two quotes side by side."""
    given = found.first.cleaned_data
    title = in_reader_language(found.choices.title) if found.choices else ""
    return f"{given['programme']} {title}"


def difference(one: Quote, other: Quote) -> Money | None:
    """Return by how much the second costs more than the first; None where one has no price."""
    return other.amount - one.amount if one.amount is not None and other.amount is not None else None
