"""What the pages about a run, one of its boards, and a meeting share."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registrar.areas.assessment.board_titles import title_of
from registrar.areas.assessment.models import Board, BoardRun, Meeting
from registrar.ui.words import term as term_text


def board_title(board: Board) -> str:
    """Name a board by its department or programme, in the reader's language."""
    return title_of(board).in_language(get_language() or "en")


class OfRun:
    """Gives a view the run named in the address."""

    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> BoardRun:
        """The run; a page not found without one."""
        return get_object_or_404(BoardRun.objects.select_related("term"), pk=self.kwargs["run"])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the terms."""
        return [(_("Board of Examiners"), reverse("assessment:boards"))]


class OfBoard(OfRun):
    """Gives a view the run and the board named in the address; the board decides who may."""

    @cached_property
    def board(self) -> Board:
        """The board; a page not found without one."""
        rows = Board.objects.select_related("department", "programme")
        return get_object_or_404(rows, pk=self.kwargs["board"])

    @cached_property
    def meeting(self) -> Meeting | None:
        """The board's last meeting on the term."""
        rows = Meeting.objects.filter(board=self.board, run=self.run)
        return (
            rows.select_related("run__term", "board", "closed_by__person", "confirmed_by__person")
            .order_by("number")
            .last()
        )

    def get_policy_object(self) -> Any:
        """The board decides."""
        return self.board

    def get_caption(self) -> str:
        """The term."""
        return term_text(self.run.term_id)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the run."""
        return [
            *super().get_breadcrumbs(),
            (term_text(self.run.term_id), reverse("assessment:board", args=[self.run.pk])),
        ]


class OfMeeting:
    """Gives a view the meeting named in the address; its board decides who may."""

    kwargs: dict[str, Any]
    request: HttpRequest
    wanted: tuple[str, ...] = ()
    """States in which the step can be taken; in others it leads back to the workbench and says so."""

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting."""
        rows = Meeting.objects.select_related(
            "run__term", "board__department", "board__programme", "closed_by__person", "confirmed_by__person"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def in_step(self) -> bool:
        """Whether the meeting stands where the page makes sense."""
        return not self.wanted or self.meeting.state in self.wanted

    def lead_back(self) -> HttpResponse:
        """To the workbench, with the reason."""
        messages.error(self.request, _("This was done already, or the meeting isn't there yet."))
        return HttpResponseRedirect(self.get_cancel_url(), status=303)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask only where there is something to do; an act of its own says so when it comes too late."""
        if not self.in_step:
            return self.lead_back()
        answer: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def get_policy_object(self) -> Any:
        """The board decides."""
        return self.meeting.board

    def get_caption(self) -> str:
        """Which board, which term."""
        return f"{board_title(self.meeting.board)} · {term_text(self.meeting.run.term_id)}"

    def get_cancel_url(self) -> str:
        """Back to the workbench."""
        return reverse("assessment:workbench", args=[self.meeting.run_id, self.meeting.board_id])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the workbench."""
        return [
            (_("Board of Examiners"), reverse("assessment:boards")),
            (term_text(self.meeting.run.term_id), reverse("assessment:board", args=[self.meeting.run_id])),
            (board_title(self.meeting.board), self.get_cancel_url()),
        ]
