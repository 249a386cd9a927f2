"""Finding a subject."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.models import Subject
from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.catalogue.queries.search import subjects, with_words
from registrar.areas.catalogue.web.titles import named, titled
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage


class SubjectSearch(ListPage):
    """Every subject, by words, level, department and kind."""

    policy = "catalogue.view"
    title = _("Subjects")
    search_label = _("Code or title")
    default_sort = "code"
    export_name = "subjects"
    empty_title = _("No subject found")
    empty_text = _("Try the first letters of the code, or one word of the title.")
    columns = (
        Column("code", _("Code"), sort="code"),
        Column("title", _("Title"), sort="title_en"),
        Column("credits", _("Credits"), numeric=True, sort="credits"),
        Column("level", _("Level"), numeric=True, sort="level"),
        Column("department", _("Department"), sort="department_id"),
        Column("kind", _("Kind of subject")),
    )

    def rows(self) -> Any:
        """All of them."""
        return subjects()

    def search(self, rows: Any, text: str) -> Any:
        """Every word must match."""
        return with_words(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """Level, department and kind."""
        return (
            Filter("level", _("Level"), [(str(level), str(level)) for level in range(1, 7)]),
            Filter("department", _("Department"), [(unit.code, named(unit)) for unit in departments()]),
            Filter("kind", _("Kind of subject"), Subject.Kind.choices),
        )

    def cells(self, item: Subject) -> Mapping[str, Any]:
        """One subject."""
        return {
            "code": item.code,
            "title": titled(item),
            "credits": item.credits,
            "level": item.level,
            "department": item.department_id,
            "kind": item.get_kind_display(),
        }

    def link(self, item: Subject) -> str:
        """The subject's page."""
        return reverse("catalogue:subject", args=[item.code])
