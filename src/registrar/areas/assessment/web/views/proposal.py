"""One student before the board: the derivation, and a decision that may depart from the proposal."""

from typing import Any

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.award_bands import award_bands
from registrar.areas.assessment.facts import gpa_facts
from registrar.areas.assessment.models import BoardDecision, Meeting, Proposal
from registrar.areas.assessment.queries.awards_decided import FIXED
from registrar.areas.assessment.queries.board_notices import notices_known_to
from registrar.areas.assessment.queries.proposal_marks import changed_among, stale_among
from registrar.areas.assessment.queries.proposals import neighbours
from registrar.areas.assessment.web.of_board import board_title
from registrar.areas.assessment.web.views.board import COLOUR
from registrar.areas.assessment.web.views.workbench import decision_tag
from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.record import results_until
from registrar.rulebook import decide, rule_named
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import listed
from registrar.ui.parts import Point, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page
from registrar.ui.words import short_term
from registrar.ui.words import term as term_text

PENALTIES = (("award.classification", "penalty"), ("award.eligibility", "deferred"))
"""Where rules name the clauses on penalties that lower a class, or put graduation off."""
SHOWN = 6
"""Terms in the picture; more don't fit beside one another."""


class OfProposal:
    """Gives a view the proposal named in the address; its board decides who may."""

    kwargs: dict[str, Any]

    @cached_property
    def proposal(self) -> Proposal:
        """The proposal of the address."""
        rows = Proposal.objects.select_related(
            "run__term",
            "study__student__person",
            "study__programme",
            "board__department",
            "board__programme",
            "decision",
            "eligibility",
            "classification",
            "decided__meeting",
            "supersedes__decided__meeting",
            "superseded_by__decided__meeting",
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def meeting(self) -> Meeting | None:
        """The open meeting of the board on the term."""
        proposal = self.proposal
        rows = Meeting.objects.filter(run=proposal.run_id, board=proposal.board_id, state=Meeting.State.OPEN)
        return rows.first()

    @cached_property
    def decided(self) -> BoardDecision | None:
        """What was decided on it, if anything."""
        return getattr(self.proposal, "decided", None)

    @property
    def signed(self) -> bool:
        """Whether the chair has signed a decision on it."""
        return self.decided is not None and self.decided.meeting.state in FIXED

    @property
    def open_here(self) -> bool:
        """Whether the open meeting, if there is one, can decide on it: an earlier one hasn't."""
        free = self.decided is None or (self.meeting is not None and self.decided.meeting_id == self.meeting.pk)
        return self.meeting is not None and free and self.proposal.superseded_at is None

    def get_policy_object(self) -> Any:
        """The board decides, and never the student."""
        return self.proposal

    def get_caption(self) -> str:
        """Student number and term."""
        return f"{self.proposal.study.student_number} · {term_text(self.proposal.run.term_id)}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the workbench."""
        run, board = self.proposal.run, self.proposal.board
        way = [
            (_("Board of Examiners"), reverse("assessment:boards")),
            (term_text(run.term_id), reverse("assessment:board", args=[run.pk])),
        ]
        if board is not None:
            way.append((board_title(board), reverse("assessment:workbench", args=[run.pk, board.pk])))
        return way


class ProposalPage(OfProposal, Page):
    """One student's proposal with everything it rests on."""

    policy = "assessment.view_board"
    template_name = "assessment/proposal.html"

    def get_title(self) -> str:
        """The student."""
        return self.proposal.study.student.person.in_full

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Results, figures with their working, the sequence of terms, the decisions; the look is logged."""
        proposal = self.proposal
        log_look(self.request, page="assessment:proposal", subject=f"study:{proposal.study_id}")
        results = list(results_until(proposal.study, proposal.run.term))
        standing = read(proposal.decision)
        figures = standing.facts.get("figures", [])
        points = [Point(short_term(one["term"]), (one["gpa"], one["semester_gpa"])) for one in figures[-SHOWN:]]
        may = self.open_here and permits("assessment.hold_meeting", self.request.user, proposal)
        return super().get_context_data(
            proposal=proposal,
            tag=Tag(proposal.get_group_display(), COLOUR[proposal.group]),
            decided=self.decided,
            decided_tag=decision_tag(proposal),
            earlier=proposal.supersedes,
            earlier_tag=decision_tag(proposal.supersedes) if proposal.supersedes else "",
            later=getattr(proposal, "superseded_by", None),
            stale=not self.signed and bool(stale_among([proposal], proposal.run.term)),
            changed=self.signed
            and proposal.superseded_at is None
            and bool(changed_among([proposal], proposal.run.term)),
            results=results,
            working=decide(
                "assessment.gpa",
                gpa_facts(proposal.run.term_id, results),
                as_of=clock.today(),
                university=settings.UNIVERSITY,
            ).result,
            decision=standing,
            eligibility=read(proposal.eligibility) if proposal.eligibility else None,
            classification=read(proposal.classification) if proposal.classification else None,
            figures=figures,
            facts=_facts(standing.facts),
            notices=notices_known_to(proposal),
            penalty_clauses=_penalty_clauses(proposal),
            neighbours=neighbours(proposal, self.request.user),
            gpa_points=points,
            gpa_names=[_("GPA"), _("Semester GPA")],
            meeting=self.meeting,
            may_decide=may,
            **kwargs,
        )


def _penalty_clauses(proposal: Proposal) -> list[str]:
    """The clauses on penalties in the edition that the class was computed by."""
    if proposal.classification is None:
        return []
    edition = read(proposal.classification).edition
    cited = [citation for rule, role in PENALTIES for citation in rule_named(rule).clauses[role]]
    return [str(citation) for citation in cited if citation.edition == edition]


def _facts(facts: Any) -> list[Row]:
    """What the standing rests on beside the averages."""
    failures = [
        _("%(subject)s: retakes used %(retakes)s") % {"subject": one["subject"], "retakes": one["retakes"]}
        for one in facts.get("failures", [])
    ]
    return [
        Row(_("Requirements outstanding"), bool(facts.get("requirements_outstanding"))),
        Row(_("Normal duration over"), bool(facts.get("normal_duration_over"))),
        Row(_("Maximum period over"), bool(facts.get("maximum_period_over"))),
        Row(_("Approved extension running"), bool(facts.get("extension_running"))),
        Row(_("Compulsory subjects failed at last attempt"), listed(failures) if failures else _("None")),
    ]


class DecisionForm(RegistrarForm):
    """What the board decides, and why where it departs from the proposal."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=BoardDecision.Outcome.choices, widget=forms.RadioSelect
    )
    award_class = forms.ChoiceField(
        label=gettext_lazy("Classification"),
        required=False,
        help_text=gettext_lazy("For an award only: the classes that the requirement document knows."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Needed where the decision departs from what is proposed; it goes into the minutes."),
    )


class DecideOne(OfProposal, FormPage):
    """Decide on one student, also otherwise than proposed where a clause allows it."""

    policy = "assessment.hold_meeting"
    form_class = DecisionForm
    submit_label = gettext_lazy("Record the decision")

    def get_title(self) -> str:
        """The student."""
        return _("Decide on %(name)s") % {"name": self.proposal.study.student.person.in_full}

    def get_lead(self) -> str:
        """What is proposed."""
        return _("Proposed: %(proposal)s.") % {"proposal": self.proposal.get_group_display()}

    def get_initial(self) -> dict[str, Any]:
        """What was decided before, or what is proposed."""
        one = self.decided
        if one is not None:
            return {"outcome": one.outcome, "award_class": one.award_class, "reason": one.reason}
        return {"outcome": self.proposal.group, "award_class": self.proposal.award_class}

    def get_cancel_url(self) -> str:
        """Back to the derivation."""
        return reverse("assessment:proposal", args=[self.proposal.pk])

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """With the classes of this student's programme."""
        form: Any = super().get_form(data, files)
        language = get_language() or "en"
        bands = [(code, title.in_language(language)) for code, title in award_bands(self.proposal.study)]
        form.fields["award_class"].choices = [("", _("None")), *bands]
        return form

    def act(self, form: Any) -> Any:
        """Record it, or show what stands in the way."""
        if self.meeting is None:
            form.add_error(None, _("No meeting of the board is open on this term."))
            return self.show(form, key=self.idempotency_key, status=422)
        told = form.cleaned_data
        done = decide_proposals(
            self.meeting.pk,
            [self.proposal.pk],
            outcome=told["outcome"],
            award_class=told["award_class"] if told["outcome"] == BoardDecision.Outcome.GRADUATING else "",
            reason=told["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        if self.proposal.pk in done.refused:
            return done.refused[self.proposal.pk]
        if not done.count:
            form.add_error(None, _("An earlier meeting has decided on this student, or this one has just been closed."))
            return self.show(form, key=self.idempotency_key, status=422)
        return self.get_cancel_url()
