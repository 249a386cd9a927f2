"""What a meeting does with many proposals at once: decide, take back, compute again."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.actions.undo_decisions import undo_decisions
from registrar.areas.assessment.models import Meeting, Proposal
from registrar.areas.assessment.queries.proposal_marks import stale_among
from registrar.areas.assessment.queries.proposals import decidable, proposals_to
from registrar.areas.assessment.web.of_board import OfBoard, OfMeeting
from registrar.areas.platform import clock
from registrar.rulebook.messages import text
from registrar.ui.views import PolicyView


class DecideMany(OfMeeting, PolicyView):
    """Accept what is proposed, for a whole group or for those ticked; or take decisions back."""

    policy = "assessment.hold_meeting"
    http_method_names = ("post",)
    wanted = (Meeting.State.OPEN,)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act and lead back to the list as it was."""
        ticked = [int(key) for key in request.POST.getlist("proposal") if key.isdigit()]
        if request.POST.get("act") == "undo" and ticked:
            count = undo_decisions(self.meeting.pk, ticked)
            messages.success(
                request,
                ngettext("%(count)s decision taken back.", "%(count)s decisions taken back.", count) % {"count": count},
            )
        elif not ticked and not request.POST.get("group"):
            messages.error(request, _("Nobody was chosen."))
        else:
            self._decide(request, self._group(request.POST["group"]) if request.POST.get("group") else ticked)
        query = request.POST.get("query", "")
        return HttpResponseRedirect(self.get_cancel_url() + (f"?{query}" if query else ""), status=303)

    def _group(self, group: str) -> list[int]:
        """The undecided proposals of a group."""
        keys = decidable(self.meeting)
        return list(proposals_to(self.meeting).filter(group=group, pk__in=keys).values_list("pk", flat=True))

    def _decide(self, request: HttpRequest, keys: list[int]) -> None:
        done = decide_proposals(self.meeting.pk, keys, actor=request.user, now=clock.now())
        if done.closed:
            messages.error(request, _("The meeting has been closed; nothing changed."))
        elif done.count or not (done.refused or done.strangers):
            said = ngettext("%(count)s student decided on.", "%(count)s students decided on.", done.count)
            messages.success(request, said % {"count": done.count})
        if done.strangers:
            said = ngettext(
                "%(count)s student was decided on at an earlier meeting.",
                "%(count)s students were decided on at an earlier meeting.",
                len(done.strangers),
            )
            messages.error(request, said % {"count": len(done.strangers)})
        if done.refused:
            first = next(iter(done.refused.values())).refusals[0]
            told = {"count": len(done.refused), "why": text(first.message, request.LANGUAGE_CODE)}
            said = ngettext(
                "%(count)s student could not be decided on. %(why)s",
                "%(count)s students could not be decided on. For the first of them: %(why)s",
                len(done.refused),
            )
            messages.error(request, said % told)


class ComputeAgain(OfBoard, PolicyView):
    """Compute those proposals of a board again that no longer rest on the record."""

    policy = "assessment.hold_meeting"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, run: int, board: int) -> HttpResponse:
        """Run for these students only."""
        open_still = Q(decided=None) | Q(decided__meeting__state=Meeting.State.OPEN)
        rows: Any = Proposal.objects.filter(open_still, run=self.run, board=self.board)
        stale = stale_among(rows, self.run.term)
        studies = rows.filter(pk__in=stale).values_list("study_id", flat=True)
        run_board(self.run.term_id, actor=request.user, now=clock.now(), studies=set(studies))
        said = ngettext("%(count)s proposal computed again.", "%(count)s proposals computed again.", len(stale))
        messages.success(request, said % {"count": len(stale)})
        return HttpResponseRedirect(reverse("assessment:workbench", args=[run, board]), status=303)
