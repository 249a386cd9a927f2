"""How my subjects are assessed: schemes from the start of the term, marks once the results are out."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.queries.my_assessment import MySubject, my_assessment
from registrar.areas.assessment.totals import given_marks, totals_under
from registrar.areas.assessment.web.mark_words import plain, share, shown_mark
from registrar.areas.assessment.web.sheet_grid import title_of
from registrar.areas.platform import clock
from registrar.areas.registration.queries.my_registrations import registrations_of
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.kernel.bilingual import Bilingual
from registrar.ui.parts import Part, Tab
from registrar.ui.views import Page
from registrar.ui.words import in_reader_language
from registrar.ui.words import term as term_text

TERMS = 4


class MyAssessment(Page):
    """The schemes of my subjects in a term."""

    policy = "assessment.my_results"
    template_name = "assessment/my_assessment.html"
    title = gettext_lazy("How I am assessed")
    lead = gettext_lazy("What counts in each of your subjects. Marks appear here once the results are out.")

    @cached_property
    def registrations(self) -> list[Any]:
        """Everything registered that began by today."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        today = clock.today()
        rows = registrations_of(study.pk).filter(state="registered", offering__term__starts_on__lte=today)
        return list(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The subjects of the term asked for, the latest at first."""
        terms = list(dict.fromkeys(row.offering.term_id for row in self.registrations))[:TERMS]
        asked = self.request.GET.get("term", "")
        term = asked if asked in terms else next(iter(terms), "")
        tabs = [Tab(term_text(one), f"?term={one}", current=one == term) for one in terms]
        mine = my_assessment([row for row in self.registrations if row.offering.term_id == term], clock.today())
        return super().get_context_data(
            subjects=[_shown(one) for one in mine], tabs=tabs if len(tabs) > 1 else [], **kwargs
        )


def _shown(one: MySubject) -> dict[str, Any]:
    subject, scheme = one.registration.offering.subject, one.scheme
    components = list(scheme.components.all()) if scheme is not None else []
    title = in_reader_language(Bilingual(subject.title_en, subject.title_zh))
    return {
        "title": f"{subject.code} {title}",
        "parts": [Part(title_of(c), share(c.weight), tone=place % 5 + 1) for place, c in enumerate(components)],
        "label": _("What the grade of %(subject)s is made of") % {"subject": subject.code},
        "rows": [
            {
                "title": title_of(component),
                "weight": f"{plain(component.weight)}%",
                "maximum": plain(component.maximum),
                "pass_mark": plain(component.pass_mark) or "–",
                "mark": shown_mark(one.marks.get(component.pk)) or "–" if one.marks is not None else "",
            }
            for component in components
        ],
        "with_marks": bool(one.marks),
        "total": _total(one) if one.marks else "",
        "pass_mark": plain(scheme.pass_mark) if scheme is not None else "",
    }


def _total(one: MySubject) -> str:
    offering = one.registration.offering
    total = totals_under(one.scheme, offering.term_id, graded=offering.subject.graded, as_of=clock.today())  # type: ignore[arg-type]
    found = total(given_marks(one.marks or {})).result.get("total")
    return "" if found is None else str(found)
