"""Assigning subjects to many students: by programme and year, or by a file."""

from functools import cached_property
from itertools import cycle
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import programmes
from registrar.areas.platform import clock
from registrar.areas.platform.files import keep
from registrar.areas.registration.actions.queue_assignment import queue_preview
from registrar.areas.registration.facts.assignment_file import MOST_LINES, Wishes, read_wishes
from registrar.areas.registration.queries.assignable import groups_by_subject
from registrar.areas.registration.queries.my_registrations import planning_term
from registrar.areas.registration.web.forms import AssignForm
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.studies_at_stage import studies_at_stage
from registrar.ui.sheets import UnreadableSheet, read_sheet
from registrar.ui.views import FormPage
from registrar.ui.words import in_chinese
from registrar.ui.words import term as term_words

COHORTS = 8


class Assign(FormPage):
    """Who is to get what. The answer is a preview: nothing is assigned yet."""

    policy = "registration.assign_subjects"
    form_class = AssignForm
    title = gettext_lazy("Assign subjects")
    lead = gettext_lazy(
        "Name a year of a programme and its subjects, or upload a file. What students have is passed over."
    )
    submit_label = gettext_lazy("Show what it would do")

    @cached_property
    def term(self) -> str:
        """The term that subjects are being chosen for."""
        found = planning_term(clock.now())
        return found.pk if found else ""

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The programmes of the user's departments, and the cohorts of the last years."""
        rows = programmes(departments_of(self.request.user))
        year = int(self.term[:4] or 0)
        return {
            "programmes": [(one.pk, f"{one.pk} {one.title_zh if in_chinese() else one.title_en}") for one in rows],
            "cohorts": [f"{start}/{(start + 1) % 100:02d}" for start in range(year, year - COHORTS, -1)],
        }

    def act(self, form: Any) -> str | HttpResponseBase:
        """Show what it would do, or what can't be read."""
        try:
            wishes = self._of_file(form) if form.cleaned_data.get("file") else self._of_year(form)
        except UnreadableSheet as error:
            form.add_error("file", str(error))
            wishes = Wishes()
        if form.errors:
            return self.show(form, key=self.idempotency_key, status=422)
        run = queue_preview(
            wishes.groups,
            wishes.numbers,
            wishes.problems,
            term=self.term,
            actor=self.request.user,
            now=clock.now(),
            file=self._keep(form.cleaned_data.get("file")) if wishes.problems else None,
        )
        return reverse("registration:assignment", args=[run.pk])

    def _of_file(self, form: Any) -> Wishes:
        file = form.cleaned_data["file"]
        sheet = read_sheet(file.read(), file.name, most=MOST_LINES)
        return read_wishes(sheet, self.term, departments_of(self.request.user))

    def _keep(self, file: Any) -> int | None:
        """Keep a file with wrong rows, for the download of these rows."""
        if not file:
            return None
        file.seek(0)
        kind = "application/octet-stream"
        return keep(file.read(), name=file.name[-200:], content_type=kind, owner=self.request.user, now=clock.now()).pk

    def _of_year(self, form: Any) -> Wishes:
        data, wanted = form.cleaned_data, self._wanted(form)
        students = studies_at_stage(data["programme"], data["stage"], data["cohort"])
        spread = [cycle(groups) for groups in wanted if groups]
        wishes = {study: [next(groups) for groups in spread] for study, _number in students}
        return Wishes(wishes, dict(students))

    def _wanted(self, form: AssignForm) -> list[list[int]]:
        """Return the groups asked for, line by line; what can't be read is named with its line."""
        every = enumerate(form.cleaned_data["subjects"].upper().splitlines(), start=1)
        lines = [(number, line.split()) for number, line in every if line.strip()]
        known = groups_by_subject(self.term, [line[0] for _number, line in lines])
        wanted = []
        for number, line in lines:
            groups = known.get(line[0], [])
            if len(line) > 1:
                groups = [group for group in groups if group.code == line[1]]
            if not groups:
                text = _("Line {number}: {text} is not offered in this term.")
                form.add_error("subjects", text.format(number=number, text=" ".join(line)))
            wanted.append([group.pk for group in groups])
        return wanted
