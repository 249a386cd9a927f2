"""Extenuating circumstances: told by the student, taken on by the department."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.file_notice import file_notice
from registrar.areas.assessment.actions.receive_notice import receive_notice
from registrar.areas.assessment.models import ExtenuatingNotice
from registrar.areas.assessment.queries.extenuating import notices_of, notices_seen_by
from registrar.areas.catalogue.web.titles import coded
from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.queries.my_registrations import registrations_of
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import phrase
from registrar.ui.parts import Column, Filter, Row, Tag
from registrar.ui.views import ConfirmPage, FormPage, ListPage
from registrar.ui.words import in_reader_language, moment
from registrar.ui.words import term as term_text

TERMS = 2


class NoticeForm(RegistrarForm):
    """Which subject or term, and what happened."""

    about = forms.ChoiceField(label=gettext_lazy("What it is about"))
    statement = forms.CharField(
        label=gettext_lazy("What happened, and how it harmed your results"),
        help_text=gettext_lazy("Your department, the review panels and the Board of Examiners read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
    )

    def __init__(self, *args: Any, about: list[Any], **kwargs: Any) -> None:
        """Offer the student's latest terms and subjects."""
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = about  # type: ignore[attr-defined]


class MyNotices(FormPage):
    """A student tells the department of circumstances, and sees what was told before."""

    policy = "assessment.my_results"
    form_class = NoticeForm
    template_name = "assessment/my_notices.html"
    title = gettext_lazy("Extenuating circumstances")
    lead = gettext_lazy("Tell of anything that harmed your results before the Board of Examiners decides.")
    submit_label = gettext_lazy("Send to my department")

    @cached_property
    def study(self) -> Any:
        """The student's study."""
        found = study_of_user(self.request.user)
        if found is None:
            raise Http404
        return found

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The latest terms as a whole, and their subjects."""
        found: list[tuple[str, str]] = []
        terms: list[str] = []
        for row in registrations_of(self.study.pk):
            term, subject = row.offering.term_id, row.offering.subject_id
            if term not in terms:
                terms.append(term)
                if len(terms) > TERMS:
                    break
                found.append((f"{term}|", _("All subjects of %(term)s") % {"term": term_text(term)}))
            title = in_reader_language(coded(row.offering.subject))
            found.append((f"{term}|{subject}", phrase(title, term_text(term))))
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """What a notice may be about."""
        return {"about": self.choices}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Earlier notices with the decision on each."""
        rows = [
            {
                "row": row,
                "about": phrase(term_text(row.term_id), row.subject_id or _("all subjects")),
                "decision": read(row.decision),
            }
            for row in notices_of(self.study.pk)
        ]
        return super().get_context_data(notices=rows, possible=bool(self.choices), **kwargs)

    def act(self, form: Any) -> str:
        """File it."""
        term, _bar, subject = form.cleaned_data["about"].partition("|")
        row = file_notice(
            self.study.pk,
            term,
            subject=subject or None,
            statement=form.cleaned_data["statement"],
            actor=self.request.user,
            now=clock.now(),
        )
        text = _("Your notice is with your department; the panel and the board will see it.")
        if row.appeal_only:
            text = _("The board has decided already. Your notice is kept, and can be part of an appeal only.")
        messages.success(self.request, text)
        return reverse("assessment:my_notices")


class NoticeList(ListPage):
    """Notices of the department's students, the latest first."""

    policy = "assessment.list_notices"
    title = gettext_lazy("Extenuating circumstances")
    lead = gettext_lazy("What students have told of, for the review panels and the Board of Examiners.")
    search_label = gettext_lazy("Student number")
    default_sort = "-filed_at"
    empty_title = gettext_lazy("No notices")
    empty_text = gettext_lazy("No student has told of anything.")
    filters = (
        Filter(
            "appeal_only",
            gettext_lazy("For"),
            [("False", gettext_lazy("Panel and board")), ("True", gettext_lazy("An appeal only"))],
        ),
    )
    columns: Sequence[Column] = (
        Column("student", gettext_lazy("Student"), sort="study__student_number"),
        Column("about", gettext_lazy("What it is about")),
        Column("filed", gettext_lazy("Filed"), sort="filed_at"),
        Column("state", gettext_lazy("State")),
    )

    def rows(self) -> Any:
        """The notices that this person may see."""
        return notices_seen_by(self.request.user)

    def search(self, rows: Any, text: str) -> Any:
        """By student number."""
        return rows.filter(study__student_number__istartswith=text)

    def cells(self, item: ExtenuatingNotice) -> Mapping[str, Any]:
        """One notice; what it says stands on its own page."""
        return {
            "student": phrase(item.study.student_number, str(item.study.student.person)),
            "about": phrase(term_text(item.term_id), item.subject_id or _("all subjects")),
            "filed": item.filed_at,
            "state": _state(item),
        }

    def link(self, item: ExtenuatingNotice) -> str:
        """Lead to the notice."""
        return reverse("assessment:notice", args=[item.pk])


def _state(row: ExtenuatingNotice) -> Tag:
    if row.appeal_only:
        return Tag(_("For an appeal only"), "grey")
    return Tag(_("Seen by the department"), "green") if row.received_at else Tag(_("New"), "orange")


class RemarkForm(RegistrarForm):
    """What the department adds for panel and board."""

    remark = forms.CharField(
        label=gettext_lazy("Remark for panel and board"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class NoticePage(ConfirmPage):
    """One notice; the department takes it on with a remark."""

    policy = "assessment.receive_notice"
    form_class = RemarkForm
    title = gettext_lazy("Notice of extenuating circumstances")
    submit_label = gettext_lazy("Seen")

    @cached_property
    def notice(self) -> ExtenuatingNotice:
        """The notice of the address."""
        rows = ExtenuatingNotice.objects.select_related(
            "study__student__person", "study__programme", "received_by__person"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_policy_object(self) -> Any:
        """The student's programme decides."""
        return self.notice.study

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Extenuating circumstances"), reverse("assessment:notices"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("assessment:notices")

    def get_initial(self) -> dict[str, Any]:
        """The remark as it stands."""
        return {"remark": self.notice.remark}

    def get_rows(self) -> list[Row]:
        """What the student told, and when."""
        row = self.notice
        rows = [
            Row(_("Student"), phrase(row.study.student_number, str(row.study.student.person))),
            Row(_("What it is about"), phrase(term_text(row.term_id), row.subject_id or _("all subjects"))),
            Row(_("Filed"), moment(row.filed_at)),
            Row(_("State"), _state(row)),
            Row(_("Statement"), row.statement),
        ]
        if row.received_at:
            rows.append(Row(_("Seen"), f"{moment(row.received_at)} · {getattr(row.received_by, 'person', '–')}"))
        return rows

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Looking at it leaves a trace."""
        log_look(request, page="assessment:notice", subject=f"study:{self.notice.study_id}")
        return super().get(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        """Take it on."""
        receive_notice(self.notice.pk, remark=form.cleaned_data["remark"], actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The notice is marked as seen."))
        return self.get_cancel_url()
