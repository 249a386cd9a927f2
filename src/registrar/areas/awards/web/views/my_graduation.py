"""Applying for graduation, as the student does it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.award_results import DONE
from registrar.areas.awards.actions.apply_for_graduation import NotToChoose, apply_for_graduation
from registrar.areas.awards.graduation_deciding import decide_specific_award, decide_window
from registrar.areas.awards.models import GraduationApplication
from registrar.areas.awards.queries.finishing_term import finishing_term
from registrar.areas.awards.queries.graduation import ElectiveOffer, application_of, elective_choices
from registrar.areas.awards.web.graduation_forms import ApplyForm
from registrar.areas.awards.web.graduation_parts import application_tag, named
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.kernel import Decision, Outcome
from registrar.ui.joining import listed
from registrar.ui.parts import Link, Row
from registrar.ui.views import FormPage
from registrar.ui.words import term as term_words

State = GraduationApplication.State


class ApplyForGraduation(FormPage):
    """The window, what the audit says of each requirement, and the choice of free electives."""

    policy = "awards.apply"
    template_name = "awards/apply_for_graduation.html"
    title = gettext_lazy("Apply for graduation")
    form_class = ApplyForm

    @cached_property
    def study(self) -> Any:
        """The reader's study; 404 without one."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        return study

    @cached_property
    def term(self) -> Any:
        """The semester that the reader is finishing in, else the current one."""
        term = finishing_term(self.study, clock.today()) or current_term(clock.today())
        if term is None:
            raise Http404
        return term

    @cached_property
    def over(self) -> bool:
        """Whether there is nothing to apply for any more: the award is confirmed, or the study has ended."""
        return self.study.status not in ("active", "deferred", "nullified")

    @cached_property
    def window(self) -> Decision:
        """Whether it is open to the reader today, and whether the reader is expected to finish."""
        found = decide_window(self.study, self.term, clock.today())
        if found.outcome is Outcome.NOT_APPLICABLE or self.over:
            return found
        expected = self.offer.audit.result.get("complete_if_passed")
        return decide_window(self.study, self.term, clock.today(), expected=expected)

    @cached_property
    def application(self) -> GraduationApplication | None:
        """What was applied for already."""
        return application_of(self.study.pk, self.term.key)

    @cached_property
    def offer(self) -> ElectiveOffer:
        """The subjects to choose from."""
        return elective_choices(self.study, self.term, clock.today())

    @property
    def late(self) -> bool:
        """Whether the window has closed."""
        closes = self.window.result.get("closes")
        return closes is not None and clock.today() > closes

    @property
    def may_apply(self) -> bool:
        """Whether the form is shown: in the window, or late without an answer."""
        if self.study.status != "active" or (
            self.application and self.application.state not in (State.RECORDED, State.LATE)
        ):
            return False
        return self.window.allowed or (self.late and (self.application is None or self.application.state == State.LATE))

    def get_caption(self) -> str:
        """Which semester it is about."""
        return str(term_words(self.term.key))

    @property
    def submit_label(self) -> Any:
        """What the button does."""
        if self.late:
            return _("Send to the department")
        return _("Change the application") if self.application else _("Apply for graduation")

    def get_initial(self) -> dict[str, Any]:
        """What was chosen before, else what the audit takes."""
        if self.application is not None:
            return {"electives": self.application.free_electives, "reason": self.application.reason}
        return {"electives": [one.subject for one in self.offer.subjects if one.counted]}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The subjects, the credits needed, and whether it is late."""
        return {
            "choices": [
                (one.subject, _("%(subject)s, %(credits)s credits") % {"subject": name, "credits": one.credits})
                for one, name in zip(self.offer.subjects, named([s.subject for s in self.offer.subjects]), strict=True)
            ],
            "needed": self.offer.needed,
            "late": self.late,
        }

    def act(self, form: Any) -> Any:
        """Apply; subjects that cannot count come back with the form."""
        data = form.cleaned_data
        try:
            done = apply_for_graduation(
                self.study.pk,
                self.term.key,
                data.get("electives", []),
                reason=data.get("reason", ""),
                actor=self.request.user,
                now=clock.now(),
            )
        except NotToChoose:
            form.add_error("electives", _("Choose subjects that together bring the credits asked for."))
            return self.show(form, key=self.idempotency_key, status=422)
        if done.application is None:
            return done.decision
        late = done.application.state == State.LATE
        messages.success(
            self.request, _("Your department has your request.") if late else _("Your application is recorded.")
        )
        return reverse("awards:apply")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The window, the application, and the requirements."""
        applicable = self.window.outcome is not Outcome.NOT_APPLICABLE and not self.over
        other = not applicable and not self.over
        special = decide_specific_award(self.study, self.term, clock.today()) if other else None
        return super().get_context_data(
            window=self.window,
            applicable=applicable,
            over=self.over,
            closes=self.window.result.get("closes") if self.window.allowed else None,
            expected=all(finding.holds for finding in self.window.findings),
            special_url=reverse("awards:specific_award") if special is not None and special.allowed else "",
            application_rows=self._application_rows(),
            requirements=self._requirements() if applicable else [],
            may_apply=self.may_apply,
            page_actions=[Link(_("My award"), reverse("awards:my_award"))],
            **kwargs,
        )

    def _application_rows(self) -> list[Row]:
        row = self.application
        if row is None:
            return []
        return [
            Row(_("State"), application_tag(row)),
            Row(_("Applied on"), row.applied_at),
            Row(_("Free electives"), listed(named(row.free_electives)) or "–"),
            *([Row(_("Why late"), row.reason)] if row.reason else []),
            *([Row(_("The department says"), row.answer)] if row.answer else []),
        ]

    def _requirements(self) -> list[dict[str, Any]]:
        rows = self.offer.audit.result.get("requirements", ())
        return [
            {
                "title": row["title"],
                "state": row["state"],
                "passed": named([use["subject"] for use in row.get("subjects", ()) if use["state"] in DONE]),
                "coming": named([use["subject"] for use in row.get("subjects", ()) if use["state"] not in DONE]),
            }
            for row in rows
            if row["wanted"] and row["kind"] not in ("all", "choose")
        ]
