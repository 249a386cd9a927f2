"""The terms that boards have to do with, and the boards of a term."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.queue_board_run import queue_board_run
from registrar.areas.assessment.models import BoardRun, Meeting, Proposal
from registrar.areas.assessment.queries.board_runs import RunWork, runs_at_work
from registrar.areas.assessment.queries.boards import boards_of_run, boards_seen_by
from registrar.areas.assessment.queries.proposals import ground_counts, group_counts, proposals_of
from registrar.areas.assessment.queries.sheets import terms_with_sheets
from registrar.areas.assessment.web.of_board import OfRun, board_title
from registrar.areas.catalogue.queries.term import past_and_current_terms
from registrar.areas.platform import clock
from registrar.ui.joining import sentences
from registrar.ui.parts import Link, Point, Tag, Tile
from registrar.ui.policy import permits
from registrar.ui.views import Page, PolicyView
from registrar.ui.words import day
from registrar.ui.words import term as term_text

COLOUR = {
    "progressing": "green",
    "probation": "orange",
    "deregistration": "red",
    "graduating": "blue",
    "unchanged": "grey",
    "missing": "grey",
}
TONE = {"progressing": "good", "probation": "warn", "deregistration": "bad", "graduating": "good"}
MEETING_COLOUR = {"open": "blue", "closed": "orange", "confirmed": "green", "released": "grey"}


def meeting_tag(meeting: Meeting | None) -> Tag:
    """How far a board has come on a term."""
    if meeting is None:
        return Tag(_("Not called yet"), "grey")
    return Tag(meeting.get_state_display(), MEETING_COLOUR[meeting.state])


def ground_points(counts: dict[str, int]) -> list[Point]:
    """Grounds with how many students each has, for a picture."""
    return [Point(_("Ground (%(ground)s)") % {"ground": name}, (n,)) for name, n in counts.items()]


class BoardList(Page):
    """The terms that boards have to do with."""

    policy = "assessment.list_boards"
    template_name = "assessment/board_list.html"
    title = gettext_lazy("Board of Examiners")
    lead = gettext_lazy("The proposal for every student of a term, with its derivation, and what the boards decided.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Terms that have grade sheets, with their run, if there is one."""
        runs = {run.term_id: run for run in BoardRun.objects.all()}
        work = {one.run.pk: one for one in runs_at_work(boards_seen_by(self.request.user))}
        graded = terms_with_sheets()
        terms = [
            (term, run, _state(run, work.get(run.pk) if run else None))
            for term in past_and_current_terms(clock.today())
            if term.key in graded
            for run in [runs.get(term.key)]
        ]
        may_run = permits("assessment.run_board", self.request.user)
        if permits("assessment.seat_board", self.request.user):
            kwargs["page_actions"] = [Link(_("Boards and their members"), reverse("assessment:all_boards"))]
        return super().get_context_data(terms=terms, may_run=may_run, **kwargs)


def _state(run: BoardRun | None, work: RunWork | None) -> Tag:
    """How far the boards that this person sees have come on a term."""
    if run is None:
        return Tag(_("No run yet"), "grey")
    if work is None:
        return Tag(_("Nothing left to do"), "green")
    if work.undecided:
        return Tag(_("To decide: %(count)s") % {"count": work.undecided}, "orange")
    waiting = work.meetings.get(Meeting.State.CLOSED, 0)
    if waiting:
        return Tag(_("To sign: %(count)s") % {"count": waiting}, "orange")
    if work.to_release:
        return Tag(_("To release: %(count)s") % {"count": work.to_release}, "blue")
    return Tag(_("Meetings open: %(count)s") % {"count": work.meetings.get(Meeting.State.OPEN, 0)}, "blue")


class RunBoard(PolicyView):
    """Queue the run of a term."""

    policy = "assessment.run_board"
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start the job and lead to its progress page."""
        term = request.POST.get("term", "")
        if term not in {str(one.pk) for one in past_and_current_terms(clock.today())}:
            raise Http404
        job = queue_board_run(term, actor=request.user, now=clock.now())
        return HttpResponseRedirect(reverse("platform:job", args=[job]), status=303)


class RunPage(OfRun, Page):
    """The boards of a term: how many students each has, and how far it has come."""

    policy = "assessment.list_boards"
    template_name = "assessment/run.html"

    def get_title(self) -> str:
        """The term."""
        return term_text(self.run.term_id)

    def get_lead(self) -> str:
        """When results come out, and when the boards meet."""
        meets = self.run.term.board_meets_on
        out = _("Subject results are released on %(day)s.") % {"day": day(self.run.releases_on)}
        when = _("The boards meet around %(day)s.") % {"day": day(meets)} if meets else ""
        rest = _("Students see GPA and standing once their board has confirmed them.")
        return sentences(*[one for one in (out, when, rest) if one])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The boards this person may see, with their figures, and those of all of them together."""
        kwargs["run"] = self.run  # not the number of the address
        seen = boards_seen_by(self.request.user)
        boards = boards_of_run(self.run, seen)
        proposals = proposals_of(self.run) if seen is None else proposals_of(self.run).filter(board__in=seen)
        counts = group_counts(proposals)
        return super().get_context_data(
            boards=[(one, board_title(one.board), meeting_tag(one.meeting)) for one in boards],
            unassigned=counts and seen is None and self.run.proposals.filter(board=None).count(),
            tiles=[
                Tile(g.label, counts.get(g.value, 0), tone=TONE.get(g.value, ""))
                for g in Proposal.Group
                if counts.get(g.value)
            ],
            grounds=ground_points(ground_counts(proposals)),
            may_run=permits("assessment.run_board", self.request.user),
            may_seat=permits("assessment.seat_board", self.request.user),
            **kwargs,
        )
