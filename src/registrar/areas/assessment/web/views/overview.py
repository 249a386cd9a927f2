"""How a department's subjects went: pass rates over the years, and term by term."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.queries.offerings import departments_assessed
from registrar.areas.catalogue.queries.subject_particulars import subject_particulars
from registrar.areas.catalogue.queries.term import past_and_current_terms
from registrar.areas.platform import clock
from registrar.areas.studies.queries.grade_statistics import PassCount, pass_counts
from registrar.kernel import Bilingual
from registrar.kernel.typed import typed_subject
from registrar.ui.parts import Column, Filter, Point
from registrar.ui.views import ListPage
from registrar.ui.words import short_term
from registrar.ui.words import term as term_text

WHOLE = 100
TERMS = 8
FEWEST = 5
"""Students of whom a rate is told: of fewer, it would tell somebody's result."""


class Overview(ListPage):
    """Subjects of a term with how many took and passed them; a line of the years above."""

    policy = "assessment.view_overview"
    template_name = "assessment/overview.html"
    title = gettext_lazy("Pass rates")
    lead = gettext_lazy(
        "How the subjects of the department went. No student is named, and of fewer than five no rate is given."
    )
    search_label = gettext_lazy("Subject code or title")
    export_name = "pass-rates"
    default_sort = "rate"
    empty_title = gettext_lazy("No results")
    empty_text = gettext_lazy("No subject of this term has final results.")
    columns: Sequence[Column] = (
        Column("subject", gettext_lazy("Subject"), sort="subject"),
        Column("title", gettext_lazy("Title")),
        Column("taken", gettext_lazy("Students"), numeric=True, sort="taken"),
        Column("passed", gettext_lazy("Passed"), numeric=True, sort="passed"),
        Column("rate", gettext_lazy("Pass rate"), numeric=True, sort="rate"),
    )

    @cached_property
    def terms(self) -> list[Any]:
        """The terms that have begun, the latest first."""
        return past_and_current_terms(clock.today())

    @cached_property
    def counts(self) -> list[PassCount]:
        """Everything of the departments; one query."""
        until = self.terms[0].ordinal if self.terms else 0
        return pass_counts(departments=departments_assessed(self.request.user), until=until)

    @cached_property
    def titles(self) -> dict[str, Bilingual]:
        """Subject code -> its title; one query."""
        return {code: Bilingual(one.title_en, one.title_zh) for code, one in subject_particulars().items()}

    @cached_property
    def term(self) -> str:
        """The term asked for, or the last that has results."""
        known = [one.term for one in self.counts]
        asked = self.request.GET.get("term", "")
        return asked if asked in known else (known[-1] if known else "")

    def get_filters(self) -> tuple[Filter, ...]:
        """The terms that have results."""
        known = list(dict.fromkeys(one.term for one in reversed(self.counts)))[:TERMS]
        return (Filter("term", _("Term"), [(one, term_text(one)) for one in known], self.term),)

    def rows(self) -> Any:
        """The subjects of the term."""
        return [Rated(one) for one in self.counts if one.term == self.term]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """The term is taken care of by `rows`."""
        return rows

    def search(self, rows: Any, text: str) -> Any:
        """By code, or words of the title in either language."""
        wanted = typed_subject(text).casefold()

        def fits(row: "Rated") -> bool:
            title = self.titles[row.subject]
            return row.subject.casefold().startswith(wanted) or wanted in f"{title.en}\n{title.zh}".casefold()

        return [row for row in rows if fits(row)]

    def cells(self, item: "Rated") -> Mapping[str, Any]:
        """One subject."""
        return {
            "subject": item.subject,
            "title": self.titles[item.subject],
            "taken": item.taken,
            "passed": item.passed if item.told else "–",
            "rate": f"{item.rate}%" if item.told else "–",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The line over the years."""
        by_term: dict[str, list[int]] = {}
        for one in self.counts:
            figures = by_term.setdefault(one.term, [0, 0])
            figures[0] += one.passed
            figures[1] += one.taken
        points = [Point(short_term(term), (round(WHOLE * p / t),)) for term, (p, t) in by_term.items() if t >= FEWEST]
        return super().get_context_data(
            points=points[-TERMS:],
            names=[_("Pass rate (%)")],
            **kwargs,
        )


class Rated:
    """A subject with its pass rate in whole percent, and whether it can be told; untold ones come after the others."""

    def __init__(self, count: PassCount) -> None:
        """From what was counted."""
        self.subject, self.taken, self.passed = count.subject, count.taken, count.passed
        self.told = count.taken >= FEWEST
        self.rate = round(WHOLE * count.passed / count.taken) if self.told else WHOLE + 1
