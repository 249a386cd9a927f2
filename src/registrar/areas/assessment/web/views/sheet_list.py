"""The list of grade sheets: what is still to be graded, reviewed or released."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.sheets import sheets_for
from registrar.kernel.typed import typed_subject
from registrar.ui.parts import Column, Filter, Tag
from registrar.ui.views import ListPage
from registrar.ui.words import term as term_text

STAGE_COLOUR = {"open": "blue", "submitted": "orange", "reviewed": "purple", "final": "green"}


def stage_tag(sheet: GradeSheet) -> Tag:
    """Return the stage of a sheet as a status."""
    return Tag(sheet.get_stage_display(), STAGE_COLOUR[sheet.stage])


class SheetList(ListPage):
    """Sheets that the signed-in teacher, panel or registry has to do with."""

    policy = "assessment.list_sheets"
    title = _("Grade sheets")
    lead = _("Enter grades, confirm them in the panel, and see what is still missing.")
    search_label = _("Subject code or title")
    default_sort = "-offering__term__ordinal"
    export_name = "grade-sheets"
    empty_title = _("No grade sheets")
    empty_text = _("Sheets appear here once the registry has opened them for the term.")
    filters = (Filter("stage", _("Stage"), GradeSheet.Stage.choices),)
    columns: Sequence[Column] = (
        Column("subject", _("Subject"), sort="offering__subject"),
        Column("title", _("Title")),
        Column("term", _("Term"), sort="offering__term__ordinal"),
        Column("graded", _("Grades entered"), numeric=True),
        Column("lines", _("Students"), numeric=True),
        Column("stage", _("Stage"), sort="stage"),
    )

    def rows(self) -> Any:
        """Return the sheets with their counts."""
        return sheets_for(self.request.user)

    def search(self, rows: Any, text: str) -> Any:
        """Match code or title in either language."""
        subject, text = "offering__subject__", typed_subject(text)
        return rows.filter(
            Q(**{subject + "code__istartswith": text})
            | Q(**{subject + "title_en__icontains": text})
            | Q(**{subject + "title_zh__icontains": text})
        )

    def cells(self, item: GradeSheet) -> Mapping[str, Any]:
        """Return one sheet's line."""
        subject = item.offering.subject
        return {
            "subject": subject.code,
            "title": subject.title_zh if self.request.LANGUAGE_CODE == "zh-hant" else subject.title_en,
            "term": term_text(item.offering.term_id),
            "graded": item.graded,  # type: ignore[attr-defined]
            "lines": item.lines,  # type: ignore[attr-defined]
            "stage": stage_tag(item),
        }

    def link(self, item: GradeSheet) -> str:
        """Lead to the sheet."""
        return reverse("assessment:sheet", args=[item.pk])
