"""Cancelling an offering: who is hit, what they are offered instead, and asking twice."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.actions.cancel_offering import cancel_offering
from registrar.areas.registration.models import Offering, Registration, SubjectGroup
from registrar.areas.registration.queries.replacements import replacement_groups, students_hit
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import CancelForm
from registrar.areas.registration.web.views.offering import OfOffering
from registrar.ui.parts import Row
from registrar.ui.views import FormPage
from registrar.ui.words import term as term_words

SHOWN = 100


class CancelOffering(OfOffering, FormPage):
    """First who is hit and a form; then the same once more with everything that will happen, to be confirmed."""

    belongs_to = ("registration:offerings",)
    policy = "registration.manage_offering"
    hide_refusal = True
    template_name = "registration/cancel.html"
    form_class = CancelForm
    title = gettext_lazy("Cancel the offering")
    submit_label = gettext_lazy("Continue")

    @cached_property
    def hit(self) -> list[Registration]:
        """Who loses the place; an offering that is cancelled already is a page not found."""
        if self.offering.state != Offering.State.OPEN:
            raise Http404
        return students_hit(self.offering.pk)

    @cached_property
    def groups(self) -> list[SubjectGroup]:
        """What could be offered instead."""
        return replacement_groups(self.offering)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The groups with their times and places."""
        return {"groups": [(one.pk, _in_a_line(one)) for one in self.groups]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who is hit; looking at their names is logged."""
        log_look(self.request, page="registration:cancel", subject=f"offering:{self.offering.pk}")
        return super().get_context_data(
            rows=[
                Row(_("Subject"), f"{self.offering.subject_id} {parts.title_of(self.offering.subject)}"),
                Row(_("Term"), term_words(self.offering.term_id)),
                Row(_("Students in it"), len(self.hit)),
            ],
            hit=[_student(one) for one in self.hit[:SHOWN]],
            more=max(len(self.hit) - SHOWN, 0),
            **kwargs,
        )

    def get_cancel_url(self) -> str:
        """Back to the offering."""
        return reverse("registration:offering", args=[self.offering.pk])

    def act(self, form: Any) -> str | HttpResponseBase:
        """Ask once more; cancel where the number of students is still the one that was shown."""
        chosen = self._chosen(form.cleaned_data.get("instead", []))
        count = len(self.hit)
        if self.request.POST.get("confirmed") != str(count):
            return self.show(
                form,
                key=self.idempotency_key,
                confirming=True,
                count=count,
                chosen=chosen,
                reason=form["reason"].value(),
            )
        told = cancel_offering(
            self.offering.pk,
            replacements=list(dict.fromkeys(one.offering.subject_id for one in chosen)),
            instead=[one.pk for one in chosen],
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        text = ngettext(
            "The offering is cancelled; {count} student has been told.",
            "The offering is cancelled; {count} students have been told.",
            told,
        )
        messages.success(self.request, text.format(count=told))
        return self.get_cancel_url()

    def _chosen(self, keys: Sequence[int]) -> list[SubjectGroup]:
        return [one for one in self.groups if one.pk in set(keys)]


def _in_a_line(group: SubjectGroup) -> str:
    subject = group.offering.subject
    times = " / ".join(line["text"] for line in parts.meeting_lines(group))
    places = parts.places_tag(group)
    return " · ".join(
        part for part in (f"{subject.pk} {parts.title_of(subject)}", group.code, times, str(places)) if part
    )


def _student(row: Registration) -> dict[str, Any]:
    person = getattr(row.study.student, "person", None)
    return {
        "number": row.study.student_number,
        "name": str(person or row.study.student.username),
        "programme": row.study.programme_id,
        "group": row.group.code,
        "credits": row.credits,
    }
