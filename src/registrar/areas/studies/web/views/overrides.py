"""Overrides: for whom which clause is lifted, for which subject, until when, by whom and why."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.approval_kinds import KINDS, clauses_waived
from registrar.areas.studies.models import Approval
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.overrides import overrides, overrides_named
from registrar.areas.studies.web.study_parts import full_name
from registrar.ui.joining import labelled
from registrar.ui.parts import Column, Filter, Tab
from registrar.ui.views import ListPage
from registrar.ui.wording import citation_text
from registrar.ui.words import day, in_chinese
from registrar.ui.words import term as term_words

TERMS = 6


class Overrides(ListPage):
    """What is in force, or was; to search, filter and download. Only what a clause lets an authority lift is here."""

    policy = "studies.see_overrides"
    template_name = "studies/overrides.html"
    title = gettext_lazy("Overrides in force")
    lead = gettext_lazy("What an authority allowed a student that a clause would refuse.")
    search_label = gettext_lazy("Student number, name or subject")
    export_name = "overrides"
    default_sort = "-granted_at"
    empty_title = gettext_lazy("No override")
    columns = (
        Column("student", gettext_lazy("Student"), sort="study__student_number"),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("what", gettext_lazy("What is allowed"), sort="kind"),
        Column("clause", gettext_lazy("Clause that is lifted")),
        Column("subject", gettext_lazy("Subject"), sort="subject_id"),
        Column("until", gettext_lazy("Until"), sort="ends_on"),
        Column("by", gettext_lazy("Granted by")),
        Column("reason", gettext_lazy("Reason")),
    )

    @property
    def past(self) -> bool:
        """Whether those are wanted that no longer count."""
        return self.request.GET.get("state", "") == "past"

    @cached_property
    def own(self) -> list[Any]:
        """The departments whose students the user may see."""
        return departments(departments_of(self.request.user))

    def get_filters(self) -> tuple[Filter, ...]:
        """What is lifted, the term, and the department where there are several."""
        kinds = tuple((kind.key, str(kind.label)) for kind in KINDS.values())
        terms = tuple((one.pk, term_words(one.pk)) for one in all_terms()[:TERMS])
        named = tuple((one.pk, f"{one.pk} {one.name_zh if in_chinese() else one.name_en}") for one in self.own)
        filters = (Filter("kind", _("What is allowed"), kinds), Filter("term", _("Term"), terms))
        return (*filters, Filter("department", _("Department"), named)) if len(named) > 1 else filters

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By kind, term or department of the programme."""
        field = {"department": "study__programme__department_id", "term": "term_id"}.get(name, name)
        return rows.filter(**{field: value})

    def search(self, rows: Any, text: str) -> Any:
        """By words."""
        return overrides_named(rows, text)

    def rows(self) -> Any:
        """In force, or past; looking is logged."""
        log_look(self.request, page="studies:overrides", subject="overrides")
        return overrides(departments_of(self.request.user), clock.today(), past=self.past)

    def link(self, item: Approval) -> str:
        """The student's approvals, where one is recorded or taken back."""
        return reverse("studies:approvals", args=[item.study_id])

    def cells(self, item: Approval) -> Mapping[str, Any]:
        """One override."""
        kind = KINDS.get(item.kind)
        clauses = clauses_waived(kind) if kind else ()
        what = str(kind.label) if kind else item.kind
        return {
            "student": f"{item.study.student_number} {full_name(item.study.student)}",
            "programme": item.study.programme_id,
            "what": labelled(what, item.number) if item.number and kind and kind.number else what,
            "clause": " · ".join(citation_text(clause) for clause in clauses) or "–",
            "subject": item.subject_id or "–",
            "until": self._until(item),
            "by": full_name(item.granted_by),
            "reason": item.reason,
        }

    def _until(self, item: Approval) -> str:
        if item.revoked_at is not None:
            return _("taken back on {day}").format(day=day(item.revoked_at, weekday=False))
        if item.ends_on is not None:
            return day(item.ends_on, weekday=False)
        return _("end of {term}").format(term=term_words(item.term_id)) if item.term_id else _("without an end")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tabs for what is in force and what was."""
        states = [Tab(_("In force"), "?", not self.past), Tab(_("No longer in force"), "?state=past", self.past)]
        return super().get_context_data(states=states, **kwargs)
