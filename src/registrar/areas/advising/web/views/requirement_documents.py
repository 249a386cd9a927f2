"""Requirement documents for everybody to read: the list, and one document with an anchor for each requirement."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.web.requirement_words import Words
from registrar.areas.catalogue.queries.programme_titles import programme_titles
from registrar.areas.catalogue.queries.subject_particulars import subject_particulars
from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import RequirementDocument, load_requirements
from registrar.ui.parts import Row, Tag
from registrar.ui.views import Page
from registrar.ui.words import in_reader_language

KINDS = {
    "programme": gettext_lazy("Programmes"),
    "minor": gettext_lazy("Minors"),
    "major": gettext_lazy("Second Majors"),
    "secondary_major": gettext_lazy("Secondary Majors"),
}
OPEN_FROM, OPEN_TO = 0, 9999


def documents() -> dict[str, RequirementDocument]:
    """Return every requirement document of the university, by id."""
    return dict(load_requirements(load_rulebook().university(settings.UNIVERSITY).path).by_id)


class RequirementDocuments(Page):
    """Every document by kind: for whom it is, and for which years of admission."""

    policy = "public"
    template_name = "advising/requirement_documents.html"
    title = gettext_lazy("What programmes ask for")
    lead = gettext_lazy("Requirement documents by programme and year of admission. A degree audit goes by these.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The documents, grouped; one query."""
        titles = programme_titles()
        groups = [
            (label, [_line(one, titles) for one in documents().values() if one.kind == kind])
            for kind, label in KINDS.items()
        ]
        return super().get_context_data(groups=[group for group in groups if group[1]], **kwargs)


class RequirementDocumentPage(Page):
    """One document, in words."""

    policy = "public"
    template_name = "advising/requirement_document.html"

    @cached_property
    def document(self) -> RequirementDocument:
        """The document of the address, or a page not found."""
        found = documents().get(self.kwargs["paper"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> Any:
        """Its title."""
        return self.document.title

    def get_caption(self) -> Any:
        """For whom it is."""
        return years(self.document)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("What programmes ask for"), reverse("advising:documents"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every requirement in words; two queries."""
        document, titles = self.document, programme_titles()
        words = Words(subject_particulars(), {one.id: one.title for one in document.walk()})
        rows = [
            Row(_("For whom"), "\n".join(_names(document, titles))),
            Row(_("Year of admission"), years(document)),
            Row(_("Source"), document.source),
        ]
        if document.credits:
            rows.insert(2, Row(_("Credits of the award"), document.credits))
        if document.shares:
            rows.append(Row(_("Shared with the Major"), _("at most {count} credits").format(count=document.shares)))
        rows += [Row(_("In all at most"), words.bound(cap)) for cap in document.caps]
        return super().get_context_data(
            rows=rows,
            tops=[words.told(one, str(number)) for number, one in enumerate(document.requirements, start=1)],
            demonstration=Tag(_("Made up for the demonstration"), "purple") if document.demonstration else None,
            **kwargs,
        )


def years(document: RequirementDocument) -> str:
    """The years of admission that a document is for, in words."""
    first, last = document.cohorts
    if first <= OPEN_FROM and last >= OPEN_TO:
        return _("every year of admission")
    if first <= OPEN_FROM:
        return _("admitted up to {last}").format(last=_year(last))
    if last >= OPEN_TO:
        return _("admitted from {first}").format(first=_year(first))
    return _("admitted from {first} to {last}").format(first=_year(first), last=_year(last))


def _year(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


LEVELS = {
    "bachelor": gettext_lazy("Bachelor's degree"),
    "higher_diploma": gettext_lazy("Higher Diploma"),
    "taught_postgraduate": gettext_lazy("Taught postgraduate"),
    "postgraduate_diploma": gettext_lazy("Postgraduate diploma"),
    "professional_doctorate": gettext_lazy("Professional doctorate"),
}


def _names(document: RequirementDocument, titles: dict[str, Bilingual]) -> Iterator[str]:
    for code in document.codes:
        yield f"{code} {in_reader_language(titles[code])}" if code in titles else code
    for level in document.levels:
        yield _("{level}: every programme without a document of its own").format(level=LEVELS.get(level, level))


def _line(document: RequirementDocument, titles: dict[str, Bilingual]) -> dict[str, Any]:
    return {
        "url": reverse("advising:document", args=[document.id]),
        "title": document.title,
        "names": list(_names(document, titles)),
        "years": years(document),
        "demonstration": document.demonstration,
    }
