"""Removed follow-on subjects of a term, as the department sees them, and its word about each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform import clock
from registrar.areas.registration.actions.mark_waivers import mark_waivers
from registrar.areas.registration.queries.unqualified import Standing, unqualified_in, unqualified_rows
from registrar.areas.registration.web.asked_term import AskedTerm
from registrar.areas.registration.web.forms import MarkForm
from registrar.areas.registration.web.request_parts import ALLOWED, failed_of, standing_tag, why_of
from registrar.areas.studies.policies import departments_of
from registrar.kernel import Decision
from registrar.kernel.typed import typed_subject
from registrar.ui.joining import labelled
from registrar.ui.parts import Column, Filter
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, ListPage
from registrar.ui.words import edge
from registrar.ui.words import term as term_words

TERMS = 6
# How many rows a page has, and so how many can be marked at once.
MOST = 50
DIGITS = 18


class UnqualifiedList(AskedTerm, ListPage):
    """Who lost which subject, and what was asked and said; rows can be ticked and marked."""

    policy = "registration.list_requests"
    template_name = "registration/unqualified_list.html"
    title = gettext_lazy("Unqualified subjects")
    search_label = gettext_lazy("Student number or subject")
    export_name = "unqualified-subjects"
    default_sort = "offering__subject_id"
    page_size = MOST
    empty_title = gettext_lazy("No subject was removed in this term")
    empty_text = gettext_lazy("Follow-on subjects whose pre-requisite was failed stand here once results are final.")
    columns = (
        Column("student", gettext_lazy("Student"), sort="study__student_number"),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("subject", gettext_lazy("Subject"), sort="offering__subject_id"),
        Column("failed", gettext_lazy("Failed pre-requisite")),
        Column("removed", gettext_lazy("Removed"), sort="ended_at"),
        Column("standing", gettext_lazy("Waiver"), sort="standing"),
        Column("again", gettext_lazy("Registered again")),
    )

    @cached_property
    def marks(self) -> bool:
        """Whether the reader says something about the rows, or only reads them."""
        return permits("registration.mark_waivers", self.request.user)

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term) if self.term else ""

    def get_filters(self) -> tuple[Filter, ...]:
        """Term, and what was said."""
        terms = tuple((one.pk, term_words(one.pk)) for one in all_terms()[:TERMS])
        return (Filter("term", _("Term"), terms, self.term), Filter("standing", _("Waiver"), Standing.choices))

    def get_columns(self) -> Sequence[Column]:
        """On the page each row can be ticked by whoever may mark it."""
        if self.marks and "export" not in self.request.GET:
            return (*self.columns, Column("tick", gettext_lazy("Mark")))
        return self.columns

    def rows(self) -> Any:
        """The removed subjects of the term, of the reader's departments."""
        return unqualified_in(self.term, departments_of(self.request.user))

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """The term is already in the rows."""
        return rows if name == "term" else super().filter(rows, name, value)

    def search(self, rows: Any, text: str) -> Any:
        """By the student's number or the subject's code."""
        return rows.filter(
            Q(study__student_number__istartswith=text) | Q(offering__subject__code__istartswith=typed_subject(text))
        )

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One removed subject."""
        open_ = not item.again and item.standing not in ALLOWED
        return {
            "student": f"{item.study.student_number} {item.study.student.person.in_full}",
            "programme": item.study.programme_id,
            "subject": item.offering.subject_id,
            "failed": failed_of(item),
            "removed": item.ended_at,
            "standing": standing_tag(item),
            "again": item.again or _not_again(item),
            "tick": _tick(item) if open_ else "",
        }

    def link(self, item: Any) -> str:
        """The student's subjects; for who only reads, no page."""
        return reverse("registration:of-student", args=[item.study_id]) if self.marks else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Until when the department can say something."""
        terms = {one.pk: one for one in all_terms()}
        term = terms.get(self.term)
        over = term is not None and clock.now() > term.add_drop_to
        return super().get_context_data(
            marks=self.marks, ends=edge(term.add_drop_to) if term else "", over=over, **kwargs
        )


def _not_again(item: Any) -> Any:
    """Why a waived subject could not be put back, where that was tried."""
    why = why_of(item.waiver_mark.decision) if item.standing == Standing.WAIVED else ""
    return labelled(_("No"), why) if why else False


def _tick(item: Any) -> str:
    label = _("Mark {subject} of {student}").format(subject=item.offering.subject_id, student=item.study.student_number)
    return format_html(
        '<input class="rg-tick" type="checkbox" form="mark" name="row" value="{}" aria-label="{}">', item.pk, label
    )


class MarkWaivers(FormPage):
    """Waived or not waived, for the rows that were ticked: every student is told, and a waiver acts at once."""

    belongs_to = ("registration:unqualified-list",)
    policy = "registration.mark_waivers"
    form_class = MarkForm
    title = gettext_lazy("Mark removed subjects")
    lead = gettext_lazy(
        "A waived pre-requisite goes on record and puts the subject back into its group, if it has a place and the "
        "load fits. Every student is told by notice and mail."
    )
    submit_label = gettext_lazy("Record it")

    @cached_property
    def chosen(self) -> list[Any]:
        """The ticked rows of the reader's departments, most of a page."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [int(one) for one in sent.getlist("row") if one.isdecimal() and len(one) < DIGITS][:MOST]
        rows = unqualified_rows().filter(pk__in=keys).select_related("study__student__person")
        departments = departments_of(self.request.user)
        if departments is not None:
            rows = rows.filter(study__programme__department_id__in=departments)
        return list(rows.order_by("offering__subject_id", "study__student_number"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Where nothing is ticked, or nothing that the reader may mark, it is said where the ticks are."""
        if permits(self.policy, request.user) and not self.chosen:
            messages.error(request, _("Tick the rows that you want to mark."))
            return HttpResponseRedirect(self.get_cancel_url(), status=303)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Everything stays ticked."""
        return {"row": [str(one.pk) for one in self.chosen]}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The rows by student and subject."""
        return {"rows": [(str(one.pk), _named(one)) for one in self.chosen]}

    def get_cancel_url(self) -> str:
        """Back to the list, of the same term."""
        there = reverse("registration:unqualified-list")
        return f"{there}?term={self.chosen[0].offering.term_id}" if self.chosen else there

    def act(self, form: Any) -> str | Decision:
        """Mark them, and say how many were put back; after add/drop show the refusal."""
        data = form.cleaned_data
        settled = mark_waivers(
            data["row"],
            waived=data["waived"] == "yes",
            words=data["words"],
            actor=self.request.user,
            now=clock.now(),
        )
        late = next((one.decision for one in settled if not one.repeated and not one.decision.allowed), None)
        if late is not None and not any(one.decision.allowed for one in settled):
            return late
        self._tell(Counter(_became(one) for one in settled), len(settled))
        return self.get_cancel_url()

    def _tell(self, became: Counter[str], count: int) -> None:
        said = ngettext("{count} row is marked.", "{count} rows are marked.", count).format(count=count)
        if became["back"]:
            text = ngettext("{count} subject is back.", "{count} subjects are back.", became["back"])
            said = f"{said} {text.format(count=became['back'])}"
        messages.success(self.request, said)
        if became["not_back"]:
            text = ngettext(
                "{count} could not be put back: the waiver stays, and the student was told why.",
                "{count} could not be put back: the waivers stay, and the students were told why.",
                became["not_back"],
            )
            messages.warning(self.request, text.format(count=became["not_back"]))


def _named(item: Any) -> str:
    student, subject = f"{item.study.student_number} {item.study.student.person.in_full}", item.offering.subject_id
    return f"{student} · {subject} · {standing_tag(item)}"


def _became(settled: Any) -> str:
    if settled.effect is None:
        return "said"
    return "back" if settled.done else "not_back"
