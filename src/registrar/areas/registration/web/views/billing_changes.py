"""The lines of a billing run that changed: between two previews, and between a run and its preview."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.queries.billing_lines import LineChange, line_changes, lines_of_preview
from registrar.areas.finance.queries.preview_changes import (
    KINDS,
    changed_lines,
    preview_at,
    preview_before,
    preview_by_key,
)
from registrar.areas.platform.looking import log_look
from registrar.areas.platform.queries.job_runs import job_run
from registrar.areas.registration.actions.queue_billing import BILL
from registrar.areas.registration.web.billing_changes import TITLES, lines_charged, named_line
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Money
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage
from registrar.ui.words import moment, term


class LineList(ListPage):
    """One row a line: whose, which charge, its amounts before and after, and the difference."""

    policy = "registration.view_billing"
    belongs_to = ("registration:billing",)
    titles: tuple[Any, Any] = ("", "")
    export_name = "billing-changes"

    def get_columns(self) -> Sequence[Column]:
        """The columns, with what stands before and after."""
        return (
            Column("student", gettext_lazy("Student number")),
            Column("name", gettext_lazy("Name")),
            Column("programme", gettext_lazy("Programme")),
            Column("kind", gettext_lazy("Change")),
            Column("line", gettext_lazy("Charge")),
            Column("before", self.titles[0], numeric=True),
            Column("after", self.titles[1], numeric=True),
            Column("difference", gettext_lazy("Difference"), numeric=True, sort="difference"),
        )

    def term(self) -> str:
        """The term of the page."""
        raise NotImplementedError

    def get_caption(self) -> str:
        """The term, in words."""
        return term(self.term())

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the billing run."""
        return [(_("Billing run"), f"{reverse('registration:billing')}?term={self.term()}")]

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The page or the file; a download is logged, since it names students."""
        if request.GET.get("export") in ("csv", "xlsx"):
            log_look(request, page="registration:billing-changes", subject=f"download:{self.export_name}")
        return super().get(request, *args, **kwargs)

    def get_filters(self) -> Sequence[Filter]:
        """By kind of change."""
        return [Filter("kind", gettext_lazy("Change"), [(kind, TITLES[kind]) for kind in KINDS])]

    def filter(self, rows: list[LineChange], name: str, value: str) -> list[LineChange]:
        """Those of one kind."""
        return [row for row in rows if row.kind == value]

    def table(self, page: Iterable[Any]) -> dict[str, Any]:
        """The table; the students of the page are read with one query."""
        shown = list(page)
        self.studies = {study.pk: study for study in studies_with_people([row.study for row in shown])}
        return super().table(shown)

    def matching(self) -> Any:
        """The rows, with everybody's study at hand where a file is made of them."""
        rows = super().matching()
        if self.request.GET.get("export"):
            self.studies = {study.pk: study for study in studies_with_people([row.study for row in rows])}
        return rows

    def cells(self, item: LineChange) -> Mapping[str, Any]:
        """One line."""
        study = self.studies[item.study]
        return {
            "student": study.student_number,
            "name": str(study.student.person),
            "programme": study.programme_id,
            "kind": TITLES[item.kind],
            "line": named_line(item.line),
            "before": _amount(item.before),
            "after": _amount(item.after),
            "difference": Money(item.difference),
        }

    def link(self, item: LineChange) -> str:
        """The student's account."""
        return reverse("finance:account", args=[item.study])


class BillingChanges(LineList):
    """What the preview before said, and what the preview says."""

    titles = (gettext_lazy("Preview before"), gettext_lazy("This preview"))
    empty_title = gettext_lazy("No student's bill changed")

    @cached_property
    def pair(self) -> tuple[Any, Any]:
        """The preview and the one before it. Raises Http404 where there are not two."""
        preview = preview_by_key(self.kwargs["pk"])
        before = preview and preview_before(preview)
        if preview is None or before is None:
            raise Http404
        return preview, before

    def term(self) -> str:
        """The term of both."""
        return str(self.pair[0].term_id)

    def get_title(self) -> str:
        """The heading."""
        return _("What changed since the preview before")

    def get_lead(self) -> str:
        """Which two are compared."""
        preview, before = self.pair
        made = {"before": moment(before.made_at), "after": moment(preview.made_at)}
        return _("Preview of %(after)s, compared with that of %(before)s") % made

    def rows(self) -> list[LineChange]:
        """Every line that differs."""
        return changed_lines(*self.pair)


class RunChanges(LineList):
    """What the preview said, and what the run charged; five queries."""

    titles = (gettext_lazy("Preview"), gettext_lazy("Run"))
    export_name = "billing-run-against-preview"
    empty_title = gettext_lazy("The run did what its preview said")

    @cached_property
    def pair(self) -> tuple[Any, Any]:
        """The run and the preview made last before it. Raises Http404 where there are not two."""
        run = job_run(self.kwargs["pk"])
        if run is None or run.name != BILL or run.started_at is None or run.finished_at is None:
            raise Http404
        before = preview_at(run.arguments["term"], run.started_at)
        preview = preview_by_key(before.pk) if before else None
        if preview is None:
            raise Http404
        return run, preview

    def term(self) -> str:
        """The term that was billed."""
        return str(self.pair[0].arguments["term"])

    def get_title(self) -> str:
        """The heading."""
        return _("The run against its preview")

    def get_lead(self) -> str:
        """Which two are compared."""
        run, preview = self.pair
        made = {"run": moment(run.finished_at), "preview": moment(preview.made_at)}
        return _("Run of %(run)s, compared with the preview of %(preview)s") % made

    def rows(self) -> list[LineChange]:
        """Every line that differs."""
        run, preview = self.pair
        return line_changes(lines_of_preview(preview), lines_charged(run))

    def get_filters(self) -> Sequence[Filter]:
        """By kind of change, as far as lines have kinds."""
        kinds = [(kind, TITLES[kind]) for kind in KINDS[:4]]
        return [Filter("kind", gettext_lazy("Change"), kinds)]


def _amount(amount: Decimal | None) -> Any:
    return "–" if amount is None else Money(amount)
