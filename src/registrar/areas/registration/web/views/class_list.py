"""Who is in a group, an offering, or the subjects of a department: to read, sort, search, download and print."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.registration.queries.offerings_of import enrolled, named
from registrar.areas.registration.web.asked_term import AskedTerm
from registrar.areas.registration.web.of_group import OfGroup
from registrar.areas.registration.web.registration_parts import KIND_COLOURS, title_of
from registrar.areas.registration.web.views.offering import OfOffering
from registrar.areas.studies.policies import departments_of
from registrar.ui.parts import Column, Filter, Link, Tag
from registrar.ui.views import ListPage
from registrar.ui.words import in_chinese
from registrar.ui.words import term as term_words

# A room is not larger, and a browser prints no longer list in one piece.
MOST_PRINTED = 1000
TERMS = 6
STUDENT = (
    Column("number", gettext_lazy("Student number"), sort="study__student_number"),
    Column("name", gettext_lazy("Name"), sort="study__student__person__family_name"),
    Column("name_zh", gettext_lazy("Chinese name")),
    Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
    Column("stage", gettext_lazy("Year"), numeric=True, sort="study__stage"),
)
PLACE = (
    Column("kind", gettext_lazy("Kind"), sort="kind"),
    Column("email", gettext_lazy("Email")),
)
GROUP = Column("group", gettext_lazy("Group"), sort="group__code")
SUBJECT = Column("subject", gettext_lazy("Subject"), sort="offering__subject_id")


class Enrolled(ListPage):
    """What the lists share. Looking, downloading and printing are logged; `look` names the page."""

    hide_refusal = True
    template_name = "registration/class_list.html"
    default_sort = "study__student_number"
    page_size = 200
    empty_title = gettext_lazy("Nobody has registered yet")
    search_label = gettext_lazy("Student number, name, programme or subject")
    columns: Sequence[Column] = (*STUDENT, *PLACE)
    look = "registration:class-list"

    def look_subject(self) -> str:
        """What the list is about, for the trail of looks."""
        raise NotImplementedError

    @property
    def printing(self) -> bool:
        """Whether the list is wanted with room for signatures."""
        return self.request.GET.get("print", "") == "1"

    def get_template_names(self) -> list[str]:
        """The list, or the sheet to sign."""
        return ["registration/sign_sheet.html" if self.printing else self.template_name]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show, download or print, and log it."""
        exported = request.GET.get("export", "")
        how = exported if exported in ("csv", "xlsx") else "print" if self.printing else ""
        log_look(request, page=f"{self.look}:{how}" if how else self.look, subject=self.look_subject())
        if self.printing:
            self.page_size = MOST_PRINTED
        return super().get(request, *args, **kwargs)

    def search(self, rows: Any, text: str) -> Any:
        """By words."""
        return named(rows, text)

    def cells(self, item: Registration) -> Mapping[str, Any]:
        """One student."""
        person = getattr(item.study.student, "person", None)
        return {
            "number": item.study.student_number,
            "name": str(person or item.study.student.username),
            "name_zh": person.name_zh if person else "",
            "programme": item.study.programme_id,
            "stage": item.study.stage,
            "subject": item.offering.subject_id,
            "group": item.group.code,
            "kind": Tag(item.get_kind_display(), KIND_COLOURS.get(item.kind, "grey")),
            "email": item.study.student.email,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A link to the sheet to sign, in the order and with the search of the list."""
        query = self.request.GET.copy()
        query["print"] = "1"
        query.pop("page", None)
        sheet = Link(_("Sheet with room for signatures"), f"?{query.urlencode()}")
        lines = []
        if self.printing:
            keys = [column.key for column in self.get_columns() if column not in PLACE]
            lines = [[self.cells(item)[key] for key in keys] for item in kwargs["page"]]
        actions = [] if self.printing else [sheet]
        return super().get_context_data(page_actions=actions, lines=lines, today=clock.today(), **kwargs)


class ClassList(Enrolled, OfGroup):
    """A group, for its teacher and the department."""

    belongs_to = ("registration:my-groups", "registration:offerings")
    policy = "registration.view_class_list"
    export_name = "class-list"

    def get_policy_object(self) -> SubjectGroup:
        """The group decides who may see it."""
        return self.group

    def look_subject(self) -> str:
        """The group."""
        return f"group:{self.group.pk}"

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
        return enrolled(group_id=self.group.pk)


class OfferingList(OfOffering, Enrolled):
    """An offering with all its groups."""

    belongs_to = ("registration:offerings",)
    policy = "registration.view_offering"
    export_name = "enrolment"
    columns = (*STUDENT, GROUP, *PLACE)
    look = "registration:enrolment"

    def look_subject(self) -> str:
        """The offering."""
        return f"offering:{self.offering.pk}"

    def get_title(self) -> str:
        """Which subject."""
        return _("Students of {subject}").format(subject=self.offering.subject_id)

    def rows(self) -> Any:
        """Who is registered."""
        return enrolled(offering_id=self.offering.pk)


class DepartmentList(AskedTerm, Enrolled):
    """All subjects of the user's departments in a term."""

    policy = "registration.list_offerings"
    export_name = "enrolment"
    default_sort = "offering__subject_id"
    columns = (SUBJECT, GROUP, *STUDENT, PLACE[0])
    title = gettext_lazy("Enrolment lists")
    look = "registration:enrolment"

    @cached_property
    def own(self) -> list[Any]:
        """The departments whose lists the user may see."""
        return departments(departments_of(self.request.user))

    def look_subject(self) -> str:
        """The term, and the department that was chosen."""
        asked = self.request.GET.get("department", "")
        known = asked if asked in {one.pk for one in self.own} else ""
        return f"term:{self.term} {known}".strip()[:60]

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term)

    def get_filters(self) -> tuple[Filter, ...]:
        """Term, and department where there are several."""
        terms = tuple((one.pk, term_words(one.pk)) for one in all_terms()[:TERMS])
        named_ones = tuple((one.pk, f"{one.pk} {one.name_zh if in_chinese() else one.name_en}") for one in self.own)
        filters = (Filter("term", _("Term"), terms, self.term),)
        return (*filters, Filter("department", _("Department"), named_ones)) if len(named_ones) > 1 else filters

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """The term is already in the rows."""
        return rows if name == "term" else rows.filter(offering__subject__department_id=value)

    def rows(self) -> Any:
        """Who is registered."""
        codes = [one.pk for one in self.own]
        return enrolled(offering__term_id=self.term, offering__subject__department_id__in=codes)
