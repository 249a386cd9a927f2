"""How the subjects of a board's department went in the term: among the papers that a board reads."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.queries.board_grades import SubjectGrades, board_grades
from registrar.areas.assessment.queries.sheets import sheets_for
from registrar.areas.assessment.web.of_board import OfBoard, board_title
from registrar.ui.joining import phrase
from registrar.ui.parts import Column, Part
from registrar.ui.policy import permits
from registrar.ui.views import ListPage
from registrar.ui.words import in_reader_language, number

TONES = {"A": 5, "B": 1, "C": 4, "D": 3, "F": 2}
"""Tones of the parts of a bar by letter; other codes (S, P, U and the like) share one."""
OTHERS = 6


class BoardGrades(OfBoard, ListPage):
    """One line a subject: who took it, the mean, the pass rate, and the grades as a bar. No student is named."""

    policy = "assessment.view_board"
    template_name = "assessment/board_grades.html"
    title = gettext_lazy("Grades of the term")
    lead = gettext_lazy(
        "How grades were given in the subjects of the department, final ones only. The lowest mean comes first."
    )
    default_sort = "mean"
    export_name = "grades-of-the-term"
    page_size = 25
    empty_title = gettext_lazy("No final grades")
    empty_text = gettext_lazy("No subject of the department has final grades in this term.")
    columns: Sequence[Column] = (
        Column("subject", gettext_lazy("Subject"), sort="code"),
        Column("title", gettext_lazy("Title")),
        Column("taken", gettext_lazy("Students"), numeric=True, sort="taken"),
        Column("mean", gettext_lazy("Mean grade point"), numeric=True, sort="mean"),
        Column("rate", gettext_lazy("Pass rate"), numeric=True, sort="rate"),
        Column("grades", gettext_lazy("Grades")),
    )

    def get_caption(self) -> str:
        """Which board, which term."""
        return f"{board_title(self.board)} · {super().get_caption()}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the workbench."""
        here = reverse("assessment:workbench", args=[self.run.pk, self.board.pk])
        return [*super().get_breadcrumbs(), (board_title(self.board), here)]

    @cached_property
    def found(self) -> list[SubjectGrades]:
        """The subjects with their grades."""
        return board_grades(self.board, self.run.term)

    @cached_property
    def sheets(self) -> set[int]:
        """The grade sheets of the term that this person may see; one query."""
        return set(sheets_for(self.request.user).filter(offering__term=self.run.term_id).values_list("pk", flat=True))

    def order(self, rows: Any, sort: str) -> Any:
        """Subjects without a mean come last, whichever way."""
        name, back = sort.lstrip("-"), sort.startswith("-")
        known = [row for row in rows if getattr(row, name, None) is not None]
        return sorted(known, key=lambda row: getattr(row, name), reverse=back) + [
            row for row in rows if row not in known
        ]

    def rows(self) -> Any:
        """All of them."""
        return self.found

    def cells(self, item: SubjectGrades) -> Mapping[str, Any]:
        """One subject; the grades in words, for those who don't see the bar, and for the download."""
        return {
            "subject": item.code,
            "title": in_reader_language(item.title),
            "taken": item.taken,
            "mean": item.mean,
            "rate": f"{item.rate}%",
            "grades": phrase(*(f"{code} {number(count)}" for code, count in item.grades.items())),
        }

    def link(self, item: SubjectGrades) -> str:
        """Lead to the grade sheet, or to the offering, as far as this person may look."""
        if item.sheet in self.sheets:
            return reverse("assessment:sheet", args=[item.sheet])
        may = item.offering is not None and permits("registration.view_offering", self.request.user, item.offering)
        return reverse("registration:offering", args=[item.offering.pk]) if may else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The bars, beside the table."""
        bars = [(f"{one.code} {in_reader_language(one.title)}", _parts(one)) for one in kwargs["page"]]
        kwargs["lines"] = list(zip(bars, kwargs["body"], strict=True))
        return super().get_context_data(**kwargs)


def _parts(one: SubjectGrades) -> list[Part]:
    """The grades of a subject by letter, the best first."""
    by_letter: dict[str, int] = {}
    for code, count in one.grades.items():
        by_letter[code[0]] = by_letter.get(code[0], 0) + count
    order = sorted(by_letter, key=lambda letter: (letter not in TONES, letter))
    return [Part(letter, by_letter[letter], TONES.get(letter, OTHERS)) for letter in order]
