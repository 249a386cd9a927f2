"""The students whose bill changed between two previews of a billing run."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.queries.preview_changes import KINDS, Change, changes, preview_before, preview_by_key
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.web.billing_changes import TITLES
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Money
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage
from registrar.ui.words import moment, term


class BillingChanges(ListPage):
    """One line a student: what the preview before said, what the preview says, and the difference."""

    policy = "registration.view_billing"
    belongs_to = ("registration:billing",)
    columns = (
        Column("student", gettext_lazy("Student number")),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme")),
        Column("kind", gettext_lazy("Change")),
        Column("before", gettext_lazy("Preview before"), numeric=True),
        Column("after", gettext_lazy("This preview"), numeric=True),
        Column("difference", gettext_lazy("Difference"), numeric=True, sort="difference"),
    )
    export_name = "billing-changes"
    empty_title = gettext_lazy("No student's bill changed")

    @cached_property
    def pair(self) -> tuple[Any, Any]:
        """The preview and the one before it. Raises Http404 where there are not two."""
        preview = preview_by_key(self.kwargs["pk"])
        before = preview and preview_before(preview)
        if preview is None or before is None:
            raise Http404
        return preview, before

    def get_title(self) -> str:
        """The heading."""
        return _("What changed since the preview before")

    def get_caption(self) -> str:
        """The term."""
        return term(self.pair[0].term_id)

    def get_lead(self) -> str:
        """Which two are compared."""
        preview, before = self.pair
        made = {"before": moment(before.made_at), "after": moment(preview.made_at)}
        return _("Preview of %(after)s, compared with that of %(before)s") % made

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the billing run."""
        return [(_("Billing run"), f"{reverse('registration:billing')}?term={self.pair[0].term_id}")]

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The page or the file; a download is logged, since it names students."""
        if request.GET.get("export") in ("csv", "xlsx"):
            log_look(request, page="registration:billing-changes", subject="download:billing-changes")
        return super().get(request, *args, **kwargs)

    def rows(self) -> list[Change]:
        """Every student whose answer differs."""
        return changes(*self.pair)

    def get_filters(self) -> Sequence[Filter]:
        """By kind of change."""
        return [Filter("kind", gettext_lazy("Change"), [(kind, TITLES[kind]) for kind in KINDS])]

    def filter(self, rows: list[Change], name: str, value: str) -> list[Change]:
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

    def cells(self, item: Change) -> Mapping[str, Any]:
        """One student."""
        study = self.studies[item.study]
        return {
            "student": study.student_number,
            "name": str(study.student.person),
            "programme": study.programme_id,
            "kind": TITLES[item.kind],
            "before": _amount(item.before),
            "after": _amount(item.after),
            "difference": Money(item.difference),
        }

    def link(self, item: Change) -> str:
        """The student's account."""
        return reverse("finance:account", args=[item.study])


def _amount(amount: Decimal | None) -> Any:
    return "–" if amount is None else Money(amount)
