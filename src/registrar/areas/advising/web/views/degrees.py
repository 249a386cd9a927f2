"""How far the students of a department are on the way to the award."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page as RowsOfPage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.queries.audits import audits_of
from registrar.areas.advising.queries.degree import outlook
from registrar.areas.catalogue.queries.departments import programmes
from registrar.areas.catalogue.web.titles import coded
from registrar.areas.platform import clock
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.visible_studies import cohorts_of, enrolled_studies, matching
from registrar.kernel import Decision, Outcome
from registrar.ui.parts import Column, Filter, Tag
from registrar.ui.views import ListPage


class Degrees(ListPage):
    """The enrolled students whom a member of staff may look at, each with what counts and what is missing."""

    policy = "advising.list_degrees"
    title = gettext_lazy("Progress to the award")
    lead = gettext_lazy("The degree audit of every enrolled student whom you may look at, as of today.")
    search_label = gettext_lazy("Student number, name or programme")
    default_sort = "student_number"
    export_name = "progress"
    page_size = 25
    empty_title = gettext_lazy("No student found")
    empty_text = gettext_lazy("Try fewer words, or another year of admission.")
    columns = (
        Column("number", gettext_lazy("Student number"), sort="student_number"),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme"), sort="programme_id"),
        Column("cohort", gettext_lazy("Cohort"), sort="cohort"),
        Column("passed", gettext_lazy("Credits counted"), numeric=True),
        Column("running", gettext_lazy("In progress"), numeric=True),
        Column("needed", gettext_lazy("Asked for"), numeric=True),
        Column("open", gettext_lazy("Requirements open"), numeric=True),
        Column("state", gettext_lazy("State")),
    )

    def rows(self) -> Any:
        """Enrolled studies within the person's reach."""
        return enrolled_studies(self.request.user, departments_of(self.request.user))

    def search(self, rows: Any, text: str) -> Any:
        """Number, name, programme."""
        return matching(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """Programme and year of admission."""
        departments = departments_of(self.request.user)
        return (
            Filter("programme", _("Programme"), [(one.pk, coded(one)) for one in programmes(departments or None)]),
            Filter("cohort", _("Cohort"), [(one, one) for one in cohorts_of(self.rows())]),
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the audits of the rows that are shown or exported, all at once."""
        self.audits: dict[int, Decision] = {}
        if request.GET.get("export", "") in ("csv", "xlsx"):
            self.read_audits(list(self.matching().values_list("pk", flat=True)))
        return super().get(request, *args, **kwargs)

    def table(self, page: Any) -> dict[str, Any]:
        """The table of one page, its audits read first."""
        if isinstance(page, RowsOfPage):
            page.object_list = list(page.object_list)
            self.read_audits([one.pk for one in page])
        return super().table(page)

    def read_audits(self, keys: list[int]) -> None:
        """Read audits; a fixed number of queries for two thousand."""
        when = outlook(clock.today())
        if when is not None:
            self.audits = dict(audits_of(keys, term=when.term, as_of=clock.today()))

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One student."""
        audit = self.audits.get(item.pk)
        result: Mapping[str, Any] = audit.result if audit else {}
        rows = [row for row in result.get("requirements", ()) if row["wanted"] and row["kind"] not in ("all", "choose")]
        return {
            "number": item.student_number,
            "name": item.student.person.in_full,
            "programme": item.programme_id,
            "cohort": item.cohort,
            "passed": result.get("credits_passed", "–"),
            "running": result.get("credits_in_progress", "–"),
            "needed": result.get("credits_needed", "–"),
            "open": sum(row["state"] == "missing" for row in rows) if rows else "–",
            "state": _state(audit),
        }

    def link(self, item: Any) -> str:
        """The student's audit."""
        return reverse("advising:degree", args=[item.pk])


def _state(audit: Decision | None) -> Tag:
    if audit is None or audit.outcome is Outcome.UNDETERMINED:
        return Tag(_("Not known"), "grey")
    if audit.result.get("complete"):
        return Tag(_("All met"), "green")
    if audit.result.get("complete_if_passed"):
        return Tag(_("Met if all is passed"), "blue")
    return Tag(_("Not met yet"), "orange")
