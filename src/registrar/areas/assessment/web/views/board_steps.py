"""The steps of a run: confirm, release; and one student's derivation."""

from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.facts import gpa_facts
from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.queries.proposals import group_counts
from registrar.areas.assessment.web.labels import short_term
from registrar.areas.assessment.web.views.board import COLOUR, told
from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.record import results_until, standings_until
from registrar.rulebook import decide
from registrar.ui.parts import Point, Row, Tag
from registrar.ui.views import ConfirmPage, Page
from registrar.ui.words import day
from registrar.ui.words import term as term_text


class _RunStep(ConfirmPage):
    """One step of one run."""

    @cached_property
    def run(self) -> BoardRun:
        """The run of the address."""
        return get_object_or_404(BoardRun, pk=self.kwargs["pk"])

    def get_cancel_url(self) -> str:
        """Back to the run."""
        return reverse("assessment:board", args=[self.run.pk])

    def get_caption(self) -> str:
        """The term."""
        return term_text(self.run.term_id)

    def get_rows(self) -> list[Row]:
        """How many students each group has, and the release day."""
        counts = group_counts(self.run)
        rows = [Row(group.label, counts.get(group.value, 0)) for group in Proposal.Group]
        return [*rows, Row(_("Release of subject results"), day(self.run.releases_on))]


class ConfirmBoard(_RunStep):
    """The board takes the decisions."""

    policy = "assessment.confirm_board"
    title = gettext_lazy("Confirm these decisions")
    warning = gettext_lazy(
        "Standings go on record as proposed. Students see them at once, or with the subject results where those are "
        "still to come."
    )

    def act(self, form: Any) -> str:
        """Confirm."""
        worked = confirm_board(self.run.pk, actor=self.request.user, now=clock.now())
        told(self.request, worked, _("The decisions are on record."), _("They were confirmed before; nothing changed."))
        return self.get_cancel_url()


class ReleaseResults(_RunStep):
    """The registry releases the results on their day."""

    policy = "assessment.release_results"
    title = gettext_lazy("Release the overall results")
    submit_label = gettext_lazy("Release")
    warning = gettext_lazy("Every student is told by notice and mail, and studies end where the board decided so.")

    def act(self, form: Any) -> str:
        """Release."""
        counts = release_results(self.run.pk, actor=self.request.user, now=clock.now())
        told(
            self.request,
            counts is not None,
            _("The overall results are released."),
            _("Nothing was released: the day hasn't come, the board hasn't decided, or it was done before."),
        )
        return self.get_cancel_url()


class ProposalPage(Page):
    """One student's proposal with everything it rests on."""

    policy = "assessment.view_board"
    template_name = "assessment/proposal.html"

    @cached_property
    def proposal(self) -> Proposal:
        """The proposal of the address."""
        rows = Proposal.objects.select_related("run__term", "study__student__person", "study__programme", "decision")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        """The student."""
        return str(self.proposal.study.student.person)

    def get_caption(self) -> str:
        """Student number and term."""
        return f"{self.proposal.study.student_number} · {term_text(self.proposal.run.term_id)}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the run."""
        run = self.proposal.run
        return [
            (_("Board of Examiners"), reverse("assessment:boards")),
            (term_text(run.term_id), reverse("assessment:board", args=[run.pk])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Results, figures with their working, the decision; the look is logged."""
        proposal = self.proposal
        log_look(self.request, page="assessment:proposal", subject=f"study:{proposal.study_id}")
        results = list(results_until(proposal.study, proposal.run.term))
        earlier = standings_until(proposal.study, proposal.run.term)
        points = [Point(short_term(s.term_id), (s.gpa, s.semester_gpa)) for s in earlier if s.gpa is not None]
        if proposal.gpa is not None and (not points or points[-1].label != short_term(proposal.run.term_id)):
            points.append(Point(short_term(proposal.run.term_id), (proposal.gpa, proposal.semester_gpa)))
        return super().get_context_data(
            proposal=proposal,
            tag=Tag(proposal.get_group_display(), COLOUR[proposal.group]),
            results=results,
            working=decide(
                "assessment.gpa",
                gpa_facts(proposal.run.term_id, results),
                as_of=clock.today(),
                university=settings.UNIVERSITY,
            ).result,
            decision=read(proposal.decision),
            gpa_points=points,
            gpa_names=[_("GPA"), _("Semester GPA")],
            **kwargs,
        )
