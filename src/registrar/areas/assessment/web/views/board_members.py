"""Who sits on a board: the registry fills the seats."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.seat_member import end_seat, seat_member
from registrar.areas.assessment.models import Board, BoardMember
from registrar.areas.assessment.queries.boards import seats_on
from registrar.areas.assessment.web.of_board import board_title
from registrar.areas.people.queries.account import account_named
from registrar.areas.platform import clock
from registrar.ui.forms import RegistrarForm
from registrar.ui.views import FormPage, PolicyView


class SeatForm(RegistrarForm):
    """Whom to give which seat."""

    net_id = forms.CharField(label=gettext_lazy("NetID"), max_length=40, widget=forms.TextInput(attrs={"width": 10}))
    office = forms.ChoiceField(
        label=gettext_lazy("Office"), choices=BoardMember.Office.choices, widget=forms.RadioSelect, initial="member"
    )


class BoardMembers(FormPage):
    """The seats of a board, and a form for a new one."""

    policy = "assessment.seat_board"
    template_name = "assessment/board_members.html"
    form_class = SeatForm
    submit_label = gettext_lazy("Give this seat")

    @cached_property
    def board(self) -> Board:
        """The board of the address."""
        return get_object_or_404(Board.objects.select_related("department", "programme"), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        """The board."""
        return _("Members of the board: %(board)s") % {"board": board_title(self.board)}

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the terms."""
        return [
            (_("Board of Examiners"), reverse("assessment:boards")),
            (_("Boards and their members"), reverse("assessment:all_boards")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The seats as they are today."""
        return super().get_context_data(seats=seats_on(self.board, clock.today()), **kwargs)

    def act(self, form: Any) -> Any:
        """Give the seat."""
        user = account_named(form.cleaned_data["net_id"])
        if user is None:
            form.add_error("net_id", _("Nobody has this NetID."))
            return self.show(form, key=self.idempotency_key, status=422)
        answer = seat_member(self.board.pk, user, form.cleaned_data["office"], since=clock.today())
        if isinstance(answer, BoardMember):
            return reverse("assessment:board_members", args=[self.board.pk])
        taken = _("This office is held by somebody else; end that seat first.")
        form.add_error("office", taken) if answer == "office_taken" else form.add_error(
            "net_id", _("Sits on the board already.")
        )
        return self.show(form, key=self.idempotency_key, status=422)


class EndSeat(PolicyView):
    """End somebody's seat."""

    policy = "assessment.seat_board"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End it and lead back."""
        seat = get_object_or_404(BoardMember, pk=pk)
        end_seat(seat.pk, today=clock.today())
        return HttpResponseRedirect(reverse("assessment:board_members", args=[seat.board_id]), status=303)
