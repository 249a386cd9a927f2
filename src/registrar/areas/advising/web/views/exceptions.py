"""Exceptions from requirements and elements that are met, of one student: the list and its forms."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.actions.record_element import record_element
from registrar.areas.advising.actions.record_exception import ExceptionWish, record_exception
from registrar.areas.advising.actions.revoke_element import revoke_element
from registrar.areas.advising.actions.revoke_exception import revoke_exception
from registrar.areas.advising.facts import documents_of
from registrar.areas.advising.queries.exceptions_of import (
    element_by_key,
    elements_of,
    exception_by_key,
    exceptions_of,
)
from registrar.areas.advising.web.forms import ElementForm, ExceptionForm
from registrar.areas.advising.web.views.student_degree import OfStudy
from registrar.areas.catalogue.queries.subject_exists import subject_exists
from registrar.areas.platform import clock
from registrar.areas.studies.queries.audited_studies import audited_studies
from registrar.kernel import Decision
from registrar.rulebook.requirements import Requirement
from registrar.ui.parts import Link, Row
from registrar.ui.views import ConfirmPage, FormPage, Page
from registrar.ui.words import day, in_reader_language


class _Requirements(OfStudy):
    """Gives the requirements of the student's document."""

    @cached_property
    def requirements(self) -> list[Requirement]:
        """Every requirement, in the order of the documents; none where no document binds."""
        (study,) = audited_studies([self.study.pk], clock.today())
        return [one for document in documents_of(study) for one in document.walk()]

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the audit."""
        return [
            (_("Progress to the award"), reverse("advising:degrees")),
            (_("Degree audit"), reverse("advising:degree", args=[self.study.pk])),
        ]


class Exceptions(_Requirements, Page):
    """What was excepted and recorded for a student, taken back or not."""

    policy = "advising.record_exception"
    hide_refusal = True
    template_name = "advising/exceptions.html"
    title = gettext_lazy("Exceptions and elements")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Two lists."""
        titles = {one.key: one.title for one in self.requirements}
        elements = {one.element: one.title for one in self.requirements if one.element}
        actions = [Link(_("Record an exception"), reverse("advising:exception-new", args=[self.study.pk]))]
        if elements:
            actions.append(Link(_("Record an element"), reverse("advising:element-new", args=[self.study.pk])))
        return super().get_context_data(
            exceptions=[
                (one, titles.get(f"{one.document}:{one.requirement}", one.requirement))
                for one in exceptions_of(self.study.pk)
            ],
            elements=[(one, elements.get(one.element, one.element)) for one in elements_of(self.study.pk)],
            page_actions=actions,
            **kwargs,
        )


class NewException(_Requirements, FormPage):
    """Record what an authority allowed."""

    policy = "advising.record_exception"
    hide_refusal = True
    form_class = ExceptionForm
    title = gettext_lazy("Record an exception")
    submit_label = gettext_lazy("Record the exception")

    def get_initial(self) -> dict[str, Any]:
        """Waive unless told otherwise."""
        return {"kind": "waive"}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The requirements of the student's document."""
        return {"requirements": [(one.key, in_reader_language(one.title)) for one in self.requirements]}

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("advising:exceptions", args=[self.study.pk])

    def act(self, form: Any) -> str | Decision:
        """Record it, or show what stands against it."""
        data = form.cleaned_data
        for name in ("subject", "instead"):
            if data[name] and not subject_exists(data[name]):
                form.add_error(name, _("There is no subject {code}.").format(code=data[name]))
                return self.show(form, key=self.idempotency_key, status=422)  # type: ignore[return-value]
        wish = ExceptionWish(**{name: data[name] for name in ExceptionWish.__dataclass_fields__})
        answer = record_exception(self.study.pk, wish, actor=self.request.user, now=clock.now())
        if isinstance(answer, Decision):
            return answer
        messages.success(self.request, _("The exception is on record."))
        return self.get_cancel_url()


class TakeBackException(ConfirmPage):
    """Take an exception back from now on."""

    policy = "advising.record_exception"
    hide_refusal = True
    title = gettext_lazy("Take the exception back")
    belongs_to = ("advising:degrees",)
    submit_label = gettext_lazy("Take it back")
    warning = gettext_lazy("The requirement is asked for again from now on. The exception stays on record.")

    @cached_property
    def exception(self) -> Any:
        """The exception, or a page not found."""
        found = exception_by_key(self.kwargs["pk"])
        if found is None or found.revoked_at:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The study decides."""
        return self.exception.study

    def get_rows(self) -> list[Row]:
        """What it is."""
        one = self.exception
        return [
            Row(_("Student"), one.study.student.person.in_full),
            Row(_("Requirement"), self._title()),
            Row(_("What is done"), one.get_kind_display()),
            Row(_("Allowed by"), one.authority),
            Row(_("Reason"), one.reason),
        ]

    def _title(self) -> Any:
        one = self.exception
        (study,) = audited_studies([one.study_id], clock.today())
        named = [top for document in documents_of(study) for top in document.walk()]
        return next((top.title for top in named if top.key == f"{one.document}:{one.requirement}"), one.requirement)

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("advising:exceptions", args=[self.exception.study_id])

    def act(self, form: Any) -> str:
        """Take it back."""
        address = self.get_cancel_url()
        revoke_exception(self.exception.pk, now=clock.now())
        messages.success(self.request, _("The exception is taken back."))
        return address


class TakeBackElement(ConfirmPage):
    """Take back an element that was recorded as met."""

    policy = "advising.record_exception"
    hide_refusal = True
    title = gettext_lazy("Take the element back")
    belongs_to = ("advising:degrees",)
    submit_label = gettext_lazy("Take it back")
    warning = gettext_lazy("The requirement counts as open again from now on. The entry stays on record.")

    @cached_property
    def element(self) -> Any:
        """The element, or a page not found."""
        found = element_by_key(self.kwargs["pk"])
        if found is None or found.revoked_at:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The study decides."""
        return self.element.study

    def get_rows(self) -> list[Row]:
        """What it is."""
        one = self.element
        (study,) = audited_studies([one.study_id], clock.today())
        named = [top for document in documents_of(study) for top in document.walk() if top.element == one.element]
        return [
            Row(_("Student"), one.study.student.person.in_full),
            Row(_("Requirement"), named[0].title if named else one.element),
            Row(_("Met on"), day(one.met_on)),
            Row(_("Note"), one.note or "–"),
        ]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("advising:exceptions", args=[self.element.study_id])

    def act(self, form: Any) -> str:
        """Take it back."""
        address = self.get_cancel_url()
        revoke_element(self.element.pk, now=clock.now())
        messages.success(self.request, _("The element is taken back."))
        return address


class NewElement(_Requirements, FormPage):
    """Record that a requirement without credits is met."""

    policy = "advising.record_exception"
    hide_refusal = True
    form_class = ElementForm
    title = gettext_lazy("Record an element")
    submit_label = gettext_lazy("Record it as met")

    def get_initial(self) -> dict[str, Any]:
        """Today unless another day is given."""
        return {"met_on": clock.today()}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The elements of the student's document."""
        return {"elements": [(one.element, in_reader_language(one.title)) for one in self.requirements if one.element]}

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("advising:exceptions", args=[self.study.pk])

    def act(self, form: Any) -> str:
        """Record it; a day to come is a mistake of typing."""
        data = form.cleaned_data
        if data["met_on"] > clock.today():
            form.add_error("met_on", _("Choose today or an earlier day."))
            return self.show(form, key=self.idempotency_key, status=422)  # type: ignore[return-value]
        record_element(
            self.study.pk,
            data["element"],
            met_on=data["met_on"],
            note=data["note"],
            actor=self.request.user,
            now=clock.now(),
        )
        messages.success(self.request, _("The element is on record."))
        return self.get_cancel_url()
