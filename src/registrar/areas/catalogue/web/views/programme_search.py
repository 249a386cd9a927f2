"""Finding a programme."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.models import Programme
from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.catalogue.queries.search import programmes_with_departments, with_words
from registrar.areas.catalogue.web.titles import named, titled
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage


class ProgrammeSearch(ListPage):
    """Every programme, by words, level, department and funding."""

    policy = "catalogue.view"
    title = _("Programmes")
    search_label = _("Code or title")
    default_sort = "code"
    export_name = "programmes"
    empty_title = _("No programme found")
    empty_text = _("Try the first figures of the code, or one word of the title.")
    columns = (
        Column("code", _("Code"), sort="code"),
        Column("title", _("Title"), sort="title_en"),
        Column("level", _("Level"), sort="level"),
        Column("mode", _("Mode"), sort="mode"),
        Column("funding", _("Funding"), sort="funding"),
        Column("department", _("Department"), sort="department_id"),
    )

    def rows(self) -> Any:
        """All of them."""
        return programmes_with_departments()

    def search(self, rows: Any, text: str) -> Any:
        """Every word must match."""
        return with_words(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """Level, department and funding."""
        return (
            Filter("level", _("Level"), Programme.Level.choices),
            Filter("department", _("Department"), [(unit.code, named(unit)) for unit in departments()]),
            Filter("funding", _("Funding"), Programme.Funding.choices),
        )

    def cells(self, item: Programme) -> Mapping[str, Any]:
        """One programme."""
        return {
            "code": item.code,
            "title": titled(item),
            "level": item.get_level_display(),
            "mode": item.get_mode_display(),
            "funding": item.get_funding_display(),
            "department": item.department_id,
        }

    def link(self, item: Programme) -> str:
        """The programme's page."""
        return reverse("catalogue:programme", args=[item.code])
