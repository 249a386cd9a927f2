"""Agenda and minutes of a meeting, as PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from registrar.areas.assessment.models import Meeting
from registrar.areas.assessment.papers import agenda_pdf, minutes_pdf
from registrar.areas.assessment.queries.proposals import proposals_to
from registrar.areas.assessment.web.of_board import OfMeeting
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_looks
from registrar.ui.pdf import MissingCharacters
from registrar.ui.views import PolicyView


class _Paper(OfMeeting, PolicyView):
    """A document over the students of a meeting: making one is a look at each of them."""

    policy = "assessment.view_board"
    name = ""

    def made(self) -> bytes:
        """The document."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The document, or the page with what can't be printed."""
        if not self.in_step:
            return self.lead_back()
        try:
            content = self.made()
        except MissingCharacters as missing:
            messages.error(request, _("A character can't be printed: %(which)s") % {"which": missing})
            return HttpResponseRedirect(self.get_cancel_url(), status=303)
        studies = proposals_to(self.meeting).values_list("study_id", flat=True)
        log_looks(request, page=f"assessment:{self.name}", subjects=[f"study:{study}" for study in studies])
        head = {"Content-Disposition": f'inline; filename="board-{self.meeting.pk}-{self.name}.pdf"'}
        return HttpResponse(content, content_type="application/pdf", headers=head)


class AgendaPdf(_Paper):
    """What the members read beforehand."""

    name = "agenda"

    def made(self) -> bytes:
        """Of what is proposed now."""
        return agenda_pdf(self.meeting, clock.now())


class MinutesPdf(_Paper):
    """What was decided."""

    name = "minutes"
    wanted = (Meeting.State.CLOSED, Meeting.State.CONFIRMED, Meeting.State.RELEASED)

    def made(self) -> bytes:
        """Of the closed meeting."""
        return minutes_pdf(self.meeting)
