"""Students whose record changed after the chair had signed, and the way before the board again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.actions.reconsider_proposals import reconsider_proposals
from registrar.areas.assessment.queries.changed_since import Changed, changed_since_decision
from registrar.areas.assessment.web.of_board import OfBoard, board_title
from registrar.areas.assessment.web.views.workbench import decision_tag
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_looks
from registrar.rulebook.messages import text
from registrar.ui.joining import listed
from registrar.ui.policy import permits
from registrar.ui.views import Page, PolicyView


class ChangedSince(OfBoard, Page):
    """What the board decided, what has changed since, and a box to put each student before it again."""

    policy = "assessment.view_board"
    title = gettext_lazy("Changed since the decision")
    lead = gettext_lazy(
        "The record of these students changed after the chair had signed. Put before the board again, they get a new "
        "proposal for the next meeting on the same term. The earlier decision stays on record, and counts until the "
        "chair signs the new one."
    )
    template_name = "assessment/changed_since.html"

    def get_caption(self) -> str:
        """Which board, which term."""
        return f"{board_title(self.board)} · {super().get_caption()}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the workbench."""
        here = reverse("assessment:workbench", args=[self.run.pk, self.board.pk])
        return [*super().get_breadcrumbs(), (board_title(self.board), here)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The students with their changes; the looks are logged."""
        found = [
            one
            for one in changed_since_decision(self.run, self.board.pk)
            if one.proposal.study.student_id != self.request.user.pk
        ]
        log_looks(self.request, page="assessment:changed", subjects=[f"study:{one.proposal.study_id}" for one in found])
        kwargs["run"], kwargs["board"] = self.run, self.board
        return super().get_context_data(
            found=[(one.proposal, decision_tag(one.proposal), _changes(one)) for one in found],
            may=permits("assessment.hold_meeting", self.request.user, self.board),
            **kwargs,
        )


def _changes(one: Changed) -> str:
    """The results that changed, in a line."""
    said = []
    for change in one.changes:
        told = {"subject": change.subject, "old": change.old, "new": change.new}
        known = _("%(subject)s: %(old)s became %(new)s") if change.old else _("%(subject)s: %(new)s came late")
        said.append(known % told)
    return listed(said) if said else _("An earlier standing, or recognised earlier study")


class Reconsider(OfBoard, PolicyView):
    """Put the students ticked before the board again."""

    policy = "assessment.hold_meeting"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, run: int, board: int) -> HttpResponse:
        """Act, and lead to the workbench, where a meeting can be called."""
        ticked = [int(key) for key in request.POST.getlist("proposal") if key.isdigit()]
        if not ticked:
            messages.error(request, _("Nobody was chosen."))
            return HttpResponseRedirect(reverse("assessment:changed", args=[run, board]), status=303)
        done = reconsider_proposals(self.run.pk, self.board.pk, ticked, actor=request.user, now=clock.now())
        if done.count:
            said = ngettext(
                "%(count)s student comes before the board again. Call a meeting, unless one is open.",
                "%(count)s students come before the board again. Call a meeting, unless one is open.",
                done.count,
            )
            messages.success(request, said % {"count": done.count})
        elif done.refused:
            first = next(iter(done.refused.values())).refusals[0]
            messages.error(request, text(first.message, request.LANGUAGE_CODE))
        else:
            messages.error(request, _("These students are before the board already; nothing changed."))
        return HttpResponseRedirect(reverse("assessment:workbench", args=[run, board]), status=303)
