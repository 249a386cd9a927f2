"""The boards of the university, and a form for a new one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registrar.areas.assessment.actions.create_board import create_board
from registrar.areas.assessment.models import Board
from registrar.areas.assessment.queries.boards import all_boards
from registrar.areas.assessment.web.of_board import board_title
from registrar.areas.catalogue.queries.departments import departments, programmes
from registrar.kernel import Bilingual
from registrar.ui.forms import RegistrarForm
from registrar.ui.parts import Column, Link, Tag
from registrar.ui.views import FormPage, ListPage


class AllBoards(ListPage):
    """Every board with its chair and how many sit on it."""

    policy = "assessment.seat_board"
    title = gettext_lazy("Boards and their members")
    lead = gettext_lazy(
        "A department that offers programmes has a board. A programme may have a board of its own; its students then "
        "go there."
    )
    belongs_to = ("assessment:boards",)
    empty_title = gettext_lazy("No boards")
    empty_text = gettext_lazy("The first run of a term gives every department with programmes its board.")
    columns: Sequence[Column] = (
        Column("board", gettext_lazy("Board")),
        Column("kind", gettext_lazy("Of")),
        Column("chair", gettext_lazy("Chair")),
        Column("secretary", gettext_lazy("Secretary")),
        Column("members", gettext_lazy("Members"), numeric=True),
    )

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the terms."""
        return [(_("Board of Examiners"), reverse("assessment:boards"))]

    def rows(self) -> Any:
        """All of them."""
        return all_boards()

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One board."""
        nobody = Tag(_("Nobody yet"), "orange")
        return {
            "board": board_title(item.board),
            "kind": _("Programme %(code)s") % {"code": item.board.programme_id}
            if item.board.programme_id
            else _("Department"),
            "chair": item.chair or nobody,
            "secretary": item.secretary or nobody,
            "members": item.members,
        }

    def link(self, item: Any) -> str:
        """Lead to its seats."""
        return reverse("assessment:board_members", args=[item.board.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way to a new one."""
        actions = [Link(_("New board"), reverse("assessment:new_board"))]
        return super().get_context_data(page_actions=actions, **kwargs)


class BoardForm(RegistrarForm):
    """Whose board, and what it is called."""

    of = forms.ChoiceField(label=gettext_lazy("Programme or department"))
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    name_zh = forms.CharField(
        label=gettext_lazy("Name in Chinese"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Without names it is called as its programme or department is."),
    )

    def clean(self) -> dict[str, Any]:
        """Both names or neither."""
        told: dict[str, Any] = super().clean() or {}
        for name, other in (("name_en", "name_zh"), ("name_zh", "name_en")):
            if told.get(other) and not told.get(name):
                self.add_error(name, _("Give the name in both languages, or in neither."))
        return told


class NewBoard(FormPage):
    """Give a programme or a department its board."""

    policy = "assessment.seat_board"
    title = gettext_lazy("New board")
    lead = gettext_lazy(
        "Proposals that are computed from now on go to this board. Those that a board has decided on stay with it."
    )
    belongs_to = ("assessment:boards",)
    form_class = BoardForm
    submit_label = gettext_lazy("Make the board")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the boards."""
        return [
            (_("Board of Examiners"), reverse("assessment:boards")),
            (_("Boards and their members"), reverse("assessment:all_boards")),
        ]

    def get_cancel_url(self) -> str:
        """Back to the boards."""
        return reverse("assessment:all_boards")

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """Whatever has no board yet: programmes by code, then departments that offer some."""
        form: Any = super().get_form(data, files)
        offered, language = programmes(), get_language() or "en"
        held = set(Board.objects.values_list("programme_id", flat=True))
        with_board = set(Board.objects.values_list("department_id", flat=True))
        of_programmes = [
            (f"p:{one.code}", f"{one.code} {Bilingual(one.title_en, one.title_zh).in_language(language)}")
            for one in offered
            if one.code not in held
        ]
        offering = {one.department_id for one in offered} - with_board
        of_departments = [
            (f"d:{one.code}", Bilingual(one.name_en, one.name_zh).in_language(language))
            for one in departments(offering)
        ]
        groups = [(_("Programmes"), of_programmes), (_("Departments"), of_departments)]
        form.fields["of"].choices = [("", ""), *(group for group in groups if group[1])]
        return form

    def act(self, form: Any) -> Any:
        """Make it, and lead to its seats."""
        told = form.cleaned_data
        kind, code = told["of"].split(":", 1)
        name = Bilingual(told["name_en"], told["name_zh"]) if told["name_en"] else None
        board = create_board(**{"programme" if kind == "p" else "department": code}, name=name)
        if isinstance(board, Board):
            return reverse("assessment:board_members", args=[board.pk])
        form.add_error("of", _("There is such a board already."))
        return self.show(form, key=self.idempotency_key, status=422)
