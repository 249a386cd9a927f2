"""Assigning subjects to a year of a programme."""

from functools import cached_property
from itertools import cycle
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import programmes
from registrar.areas.platform import clock
from registrar.areas.registration.actions.assign_subjects import assign_subjects
from registrar.areas.registration.queries.assignable import groups_by_subject
from registrar.areas.registration.queries.my_registrations import planning_term
from registrar.areas.registration.web.forms import AssignForm
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.studies_at_stage import studies_at_stage
from registrar.ui.views import FormPage
from registrar.ui.words import in_chinese
from registrar.ui.words import term as term_words

SHOWN = 50


class Assign(FormPage):
    """One form for a whole year of a programme; the answer says who got what and why somebody did not."""

    policy = "registration.assign_subjects"
    template_name = "registration/assign.html"
    form_class = AssignForm
    title = gettext_lazy("Assign subjects")
    lead = gettext_lazy("Students of one year of a programme get the subjects; what they have already is passed over.")
    submit_label = gettext_lazy("Assign")

    @cached_property
    def term(self) -> str:
        """The term that subjects are being chosen for."""
        found = planning_term(clock.now())
        return found.pk if found else ""

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The programmes of the user's departments."""
        rows = programmes(departments_of(self.request.user))
        return {"programmes": [(one.pk, f"{one.pk} {one.title_zh if in_chinese() else one.title_en}") for one in rows]}

    def act(self, form: Any) -> HttpResponseBase:
        """Assign, and show the answer on the same page."""
        wanted = self._wanted(form)
        if form.errors:
            return self.show(form, key=self.idempotency_key, status=422)
        students = studies_at_stage(form.cleaned_data["programme"], form.cleaned_data["stage"])
        spread = [cycle(groups) for groups in wanted]
        wishes = {study: [next(groups) for groups in spread] for study, _number in students}
        outcome = assign_subjects(wishes, actor=self.request.user, now=clock.now())
        numbers = dict(students)
        refused = [
            {"number": numbers[study], "subject": one.group.subject, "findings": one.decision.refusals}
            for study, one in outcome.refused
        ]
        return self.show(
            self.form_class(None, initial=form.cleaned_data, **self.get_form_kwargs()),
            key=self.idempotency_key,
            assigned=outcome.assigned,
            students=len(students),
            refused=refused[:SHOWN],
            refused_count=len(refused),
            done=True,
        )

    def _wanted(self, form: AssignForm) -> list[list[int]]:
        """Return the groups asked for, line by line; what can't be read is named with its line."""
        lines = [line.split() for line in form.cleaned_data["subjects"].upper().splitlines() if line.strip()]
        known = groups_by_subject(self.term, [line[0] for line in lines])
        wanted = []
        for number, line in enumerate(lines, start=1):
            groups = known.get(line[0], [])
            if len(line) > 1:
                groups = [group for group in groups if group.code == line[1]]
            if not groups:
                text = _("Line {number}: {text} is not offered in this term.")
                form.add_error("subjects", text.format(number=number, text=" ".join(line)))
            wanted.append([group.pk for group in groups])
        return wanted
