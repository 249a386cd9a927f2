"""Who is in a group."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform.looking import log_look
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.registration.queries.offerings_of import class_list, group_for_page
from registrar.areas.registration.web.registration_parts import KIND_COLOURS, title_of
from registrar.ui.parts import Column, Tag
from registrar.ui.views import ListPage
from registrar.ui.words import term as term_words


class ClassList(ListPage):
    """The class for its teacher and the department; looking and downloading are logged."""

    belongs_to = ("registration:my-groups", "registration:offerings")
    policy = "registration.view_class_list"
    hide_refusal = True
    export_name = "class-list"
    default_sort = "study__student_number"
    page_size = 200
    empty_title = gettext_lazy("Nobody has registered yet")
    columns = (
        Column("number", gettext_lazy("Student number"), sort="study__student_number"),
        Column("name", gettext_lazy("Name"), sort="study__student__person__family_name"),
        Column("name_zh", gettext_lazy("Chinese name")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("stage", gettext_lazy("Year"), numeric=True, sort="study__stage"),
        Column("kind", gettext_lazy("Kind"), sort="kind"),
        Column("email", gettext_lazy("Email")),
    )

    @cached_property
    def group(self) -> SubjectGroup:
        """The group, or a page not found."""
        found = group_for_page(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> SubjectGroup:
        """The group decides who may see it."""
        return self.group

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show or download, and log it."""
        exported = request.GET.get("export", "")
        page = f"registration:class-list{':' + exported if exported in ('csv', 'xlsx') else ''}"
        log_look(request, page=page, subject=f"group:{self.group.pk}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """Which group."""
        return _("Class list of {subject}, group {group}").format(
            subject=self.group.offering.subject_id, group=self.group.code
        )

    def get_caption(self) -> str:
        """Title and term."""
        return f"{title_of(self.group.offering.subject)} · {term_words(self.group.offering.term_id)}"

    def get_lead(self) -> str:
        """How full it is."""
        return _("{taken} of {quota} places are taken.").format(taken=self.group.seats_taken, quota=self.group.quota)

    def rows(self) -> Any:
        """Who is registered."""
        return class_list(self.group.pk)

    def cells(self, item: Registration) -> Mapping[str, Any]:
        """One student."""
        person = getattr(item.study.student, "person", None)
        return {
            "number": item.study.student_number,
            "name": str(person or item.study.student.username),
            "name_zh": person.name_zh if person else "",
            "programme": item.study.programme_id,
            "stage": item.study.stage,
            "kind": Tag(item.get_kind_display(), KIND_COLOURS.get(item.kind, "grey")),
            "email": item.study.student.email,
        }
