"""The timetable of a term as a file: out, and the way in."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform import clock
from registrar.areas.platform.queries.job_runs import runs_of
from registrar.areas.registration.actions.upload_timetable import CHECK
from registrar.areas.registration.facts.timetable_file import KINDS as KIND_NAMES
from registrar.areas.registration.facts.timetable_file import WEEKDAYS
from registrar.areas.registration.facts.timetable_release import judge_release
from registrar.areas.registration.web.asked_term import AskedTerm, asked_term
from registrar.areas.registration.web.timetable_export import headings, timetable_export
from registrar.areas.studies.policies import departments_of
from registrar.ui import exports
from registrar.ui.parts import Link
from registrar.ui.views import Page, PolicyView
from registrar.ui.words import in_chinese, in_reader_language
from registrar.ui.words import term as term_words

TERMS = 6
RECENT = 8
KINDS = ("xlsx", "csv")


class _OfTerm(AskedTerm):
    """The term and the departments that were chosen, within what the user may see."""

    @cached_property
    def departments(self) -> set[str] | None:
        """Whose groups; None for all."""
        own = departments_of(self.request.user)
        asked = self.request.GET.get("department", "")
        if not asked:
            return own
        return {asked} if own is None or asked in own else set()


class TimetableData(_OfTerm, Page):
    """Downloads, the template, and the uploads so far."""

    policy = "registration.manage_timetable"
    template_name = "registration/timetable_data.html"
    title = gettext_lazy("Timetable data")
    lead = gettext_lazy("Groups and meetings of a term as one file: download it, change it, upload it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Terms and departments to choose from; four queries."""
        own = departments_of(self.request.user)
        rows = departments(own)
        term = asked_term(self.request)
        return super().get_context_data(
            page_actions=[Link(_("Upload a file"), reverse("registration:upload-timetable"))],
            terms=[(one.pk, term_words(one.pk)) for one in all_terms()[:TERMS]],
            chosen=self.term,
            release_on=term.timetable_on if term else None,
            release_warnings=judge_release(term, clock.today()).warnings if term else [],
            departments=[(one.pk, f"{one.pk} {one.name_zh if in_chinese() else one.name_en}") for one in rows],
            several=len(rows) > 1,
            uploads=runs_of(CHECK, None if own is None else self.request.user)[:RECENT],
            **kwargs,
        )


class TimetableFile(_OfTerm, PolicyView):
    """The file."""

    policy = "registration.list_offerings"

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """Send it as a workbook or CSV; two queries."""
        kind = request.GET.get("kind", kind)
        if kind not in KINDS:
            raise Http404
        asked = request.GET.get("department", "")
        name = "-".join(["timetable", self.term.replace("/", "-"), *([asked] if asked.isalnum() else [])])
        return timetable_export(kind, self.term, self.departments, name=name)


class TimetableTemplate(_OfTerm, PolicyView):
    """An empty file with the headings and two lines that show what goes where."""

    policy = "registration.manage_timetable"

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """Send it."""
        if kind not in KINDS:
            raise Http404
        title, title_zh = _("(not read)"), _("(not read)")
        example = [self.term, "COMP1011", title, title_zh, "1001", 40, "netid"]
        lecture = [
            in_reader_language(KIND_NAMES["lecture"]),
            in_reader_language(WEEKDAYS[0]),
            "09:30",
            "11:20",
            "1-13",
            "Z205",
        ]
        tutorial = [
            in_reader_language(KIND_NAMES["tutorial"]),
            in_reader_language(WEEKDAYS[0]),
            "13:30",
            "14:20",
            "1-6,8-13",
            "Z205",
        ]
        return exports.response(kind, "timetable-template", headings(), [example + lecture, example + tutorial])
