"""The assessment schemes of a term: which offerings have one, and which don't."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.assessment.queries.offerings import visible_offerings
from registrar.areas.assessment.queries.schemes import with_schemes
from registrar.areas.catalogue.queries.term import all_terms, current_term
from registrar.areas.platform import clock
from registrar.ui.parts import Column, Filter, Link, Tag
from registrar.ui.policy import permits
from registrar.ui.views import ListPage
from registrar.ui.words import term as term_text

TERMS = 6


class SchemeList(ListPage):
    """Offerings with their schemes, for those who lay them down."""

    policy = "assessment.list_schemes"
    title = _("Assessment schemes")
    lead = _("What each subject is assessed by. Students see the schemes of their subjects from the start of the term.")
    search_label = _("Subject code or title")
    default_sort = "subject"
    export_name = "assessment-schemes"
    empty_title = _("No offerings")
    empty_text = _("No subject of this term matches.")
    columns: Sequence[Column] = (
        Column("subject", _("Subject"), sort="subject"),
        Column("title", _("Title")),
        Column("components", _("Components"), numeric=True),
        Column("state", _("Scheme")),
    )

    @cached_property
    def term(self) -> str:
        """The term asked for, or the current one."""
        current = current_term(clock.today())
        return self.request.GET.get("term") or (current.pk if current else "")

    def get_filters(self) -> tuple[Filter, ...]:
        """Term, and whether there is a scheme."""
        terms = [(one.pk, term_text(one.pk)) for one in all_terms()[:TERMS]]
        known = [("missing", _("None yet")), ("set", _("Set"))]
        return (Filter("term", _("Term"), terms, self.term), Filter("scheme", _("Scheme"), known))

    def rows(self) -> Any:
        """The offerings of the departments or groups that this person has to do with, in the term asked for."""
        return with_schemes(visible_offerings(self.request.user, self.term))

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By whether there is a scheme; the term is taken care of by `rows`."""
        return rows.filter(has_scheme=value == "set") if name == "scheme" else rows

    def search(self, rows: Any, text: str) -> Any:
        """Match code or title in either language."""
        title = Q(subject__title_en__icontains=text) | Q(subject__title_zh__icontains=text)
        return rows.filter(Q(subject__code__istartswith=text) | title)

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One offering's line."""
        chinese = self.request.LANGUAGE_CODE == "zh-hant"
        state = Tag(_("None yet"), "orange")
        if item.has_scheme:
            state = Tag(_("Marks entered"), "blue") if item.has_marks else Tag(_("Set"), "green")
        return {
            "subject": item.subject.code,
            "title": item.subject.title_zh if chinese else item.subject.title_en,
            "components": item.component_count or "–",
            "state": state,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Many at once, for the department."""
        upload = Link(_("Upload schemes"), reverse("assessment:upload_schemes"))
        may = permits("assessment.upload_schemes", self.request.user)
        return super().get_context_data(page_actions=[upload] if may else [], **kwargs)

    def link(self, item: Any) -> str:
        """Lead to the scheme."""
        return reverse("assessment:scheme", args=[item.pk])
