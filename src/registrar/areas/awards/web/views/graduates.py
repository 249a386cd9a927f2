"""The Graduates List and the congregation list of a conferment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.graduates import ORDER, Listed, graduates_data, listed
from registrar.areas.awards.queries.graduation import awards
from registrar.areas.awards.web.graduation_parts import chinese
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.awards.web.views.awards import days_of_conferment, faculty_filter
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_looks
from registrar.rulebook import load_rulebook
from registrar.ui.parts import Column, Filter, Link
from registrar.ui.pdf import render_typst
from registrar.ui.views import PolicyView
from registrar.ui.words import in_reader_language


class _OfConferment(LoggedList):
    policy = "awards.view_awards"
    belongs_to = ("awards:awards",)
    search_label = gettext_lazy("Student number or name")
    empty_title = gettext_lazy("Nobody on the list")
    empty_text = gettext_lazy("Graduands appear on the list of their day of conferment once their award is confirmed.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the awards."""
        return [(_("Awards"), reverse("awards:awards"))]

    def get_filters(self) -> Sequence[Filter]:
        """By conferment, the latest first, and faculty."""
        days = days_of_conferment()
        first = [Filter("confer_on", _("Conferment"), days, default=days[0][0])] if days else []
        return [*first, faculty_filter()]

    def day(self) -> str:
        """The conferment that is shown."""
        days = days_of_conferment()
        asked = self.request.GET.get("confer_on", "")
        return asked if asked in dict(days) else (days[0][0] if days else "")

    def rows(self) -> Any:
        """Awards that stand: a deferred one is on the list of its later day."""
        return awards().exclude(state="retracted")

    def order(self, rows: Any, sort: str) -> Any:
        """By faculty, programme and name, as they sit."""
        return rows.order_by(*ORDER)


class GraduatesList(_OfConferment):
    """Name and award of everybody, the class for the highest only (polyu-2024-25:4C-14)."""

    log_name = "awards:graduates"
    title = gettext_lazy("Graduates List")
    lead = gettext_lazy("The class is printed for First Class Honours and Distinction only.")
    columns = (
        Column("name", gettext_lazy("Name")),
        Column("name_zh", gettext_lazy("Name in Chinese")),
        Column("award", gettext_lazy("Award")),
        Column("class", gettext_lazy("Classification")),
    )
    export_name = "graduates-list"

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One graduate, as printed."""
        one: Listed = listed(item)
        return {
            "name": one.name.en,
            "name_zh": one.name.zh,
            "award": in_reader_language(one.title),
            "class": in_reader_language(one.award_class) or "–",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way to the printed list."""
        day = self.day()
        actions = [Link(_("Print as PDF"), reverse("awards:graduates_file", args=[day]))] if day else []
        return super().get_context_data(page_actions=actions, **kwargs)


class CongregationList(_OfConferment):
    """Who sits where: by faculty, programme and name."""

    log_name = "awards:congregation"
    title = gettext_lazy("Congregation list")
    lead = gettext_lazy("Seats follow faculty, programme and name.")
    columns = (
        Column("seat", gettext_lazy("Seat"), numeric=True),
        Column("faculty", gettext_lazy("Faculty")),
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("award", gettext_lazy("Award")),
    )
    export_name = "congregation-list"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Number the seats of the whole conferment once, whatever is filtered or on which page."""
        keys = self.rows().filter(confer_on=self.day() or None).order_by(*ORDER).values_list("pk", flat=True)
        self.seats = {key: number for number, key in enumerate(keys, start=1)}
        return super().get(request, *args, **kwargs)

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One seat."""
        one, faculty = listed(item), item.study.programme.department.faculty
        return {
            "seat": self.seats.get(item.pk, 0),
            "faculty": faculty.name_zh if chinese() else faculty.name_en,
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "award": in_reader_language(one.title),
        }


class GraduatesFile(PolicyView):
    """The Graduates List of one conferment as a PDF."""

    policy = "awards.view_awards"

    def get(self, request: HttpRequest, day: str) -> HttpResponse:
        """Print it; taking it away leaves a trace with each graduate. 404 for a day that doesn't exist."""
        try:
            on = date.fromisoformat(day)
        except ValueError:
            raise Http404 from None
        rows = list(awards().exclude(state="retracted").filter(confer_on=on).order_by(*ORDER))
        log_looks(request, page="awards:graduates", subjects=[f"study:{row.study_id}" for row in rows])
        law = load_rulebook().university(settings.UNIVERSITY)
        data = graduates_data(rows, law.title, on)
        content = render_typst(law.path / "letters" / "graduates-list.typ", data, created=clock.now())
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="graduates-{day}.pdf"'
        return response
