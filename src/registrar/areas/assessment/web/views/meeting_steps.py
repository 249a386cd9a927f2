"""The steps of a meeting: called, attended, closed, signed or handed back, released."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.record_attendance import record_attendance
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.actions.return_meeting import return_meeting
from registrar.areas.assessment.minutes import minutes_decision
from registrar.areas.assessment.models import Attendance, BoardDecision, Meeting
from registrar.areas.assessment.queries.boards import seats_on
from registrar.areas.assessment.queries.proposals import outcome_counts
from registrar.areas.assessment.web.of_board import OfBoard, OfMeeting, board_title
from registrar.areas.platform import clock
from registrar.areas.platform.clock import HONG_KONG
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import listed, phrase
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import day, moment

STOOD_DIFFERENTLY = gettext_lazy("The meeting stood differently; nothing changed.")


class CallForm(RegistrarForm):
    """When and where a board meets."""

    day = DayField(label=gettext_lazy("Day"))
    time = forms.TimeField(label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time", "width": 5}))
    room = forms.CharField(label=gettext_lazy("Room"), max_length=80, widget=forms.TextInput(attrs={"width": 10}))


class CallMeeting(OfBoard, FormPage):
    """Call a board to a meeting on a term."""

    policy = "assessment.hold_meeting"
    title = gettext_lazy("Call a meeting")
    form_class = CallForm
    submit_label = gettext_lazy("Call the meeting")

    def get_caption(self) -> str:
        """Which board, which term."""
        return f"{board_title(self.board)} · {super().get_caption()}"

    def get_initial(self) -> dict[str, Any]:
        """The day of the calendar."""
        return {"day": self.run.term.board_meets_on, "time": "10:00"}

    def get_cancel_url(self) -> str:
        """Back to the workbench."""
        return reverse("assessment:workbench", args=[self.run.pk, self.board.pk])

    def act(self, form: Any) -> Any:
        """Call it; one at a time."""
        told = form.cleaned_data
        answer = call_meeting(
            self.board,
            self.run.pk,
            held_at=datetime.combine(told["day"], told["time"], HONG_KONG),
            room=told["room"],
            actor=self.request.user,
            now=clock.now(),
        )
        if isinstance(answer, Meeting):
            return self.get_cancel_url()
        form.add_error(
            None,
            _("A meeting of this board isn't finished yet.")
            if answer == "another_open"
            else _("Everything is decided."),
        )
        return self.show(form, key=self.idempotency_key, status=422)


class AttendancePage(OfMeeting, FormPage):
    """Record who is present, and who sent apologies."""

    policy = "assessment.hold_meeting"
    title = gettext_lazy("Record who is present")
    wanted = (Meeting.State.OPEN,)

    @cached_property
    def seats(self) -> list[Any]:
        """The members on the day of the meeting."""
        return seats_on(self.meeting.board, self.meeting.held_at.astimezone(HONG_KONG).date())

    def get_form(self, data: Any = None, files: Any = None) -> forms.BaseForm:
        """One choice for each member."""
        known = dict(self.meeting.attendances.values_list("member_id", "presence"))
        form = RegistrarForm(data)
        for seat in self.seats:
            form.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=f"{seat.user.person} · {seat.get_office_display()}",
                choices=Attendance.Presence.choices,
                widget=forms.RadioSelect,
                initial=known.get(seat.pk, Attendance.Presence.PRESENT),
            )
        return form

    def get_lead(self) -> str:
        """Nobody, where nobody has a seat."""
        return "" if self.seats else _("Nobody sits on this board yet; the Academic Registry fills its seats.")

    def act(self, form: Any) -> str:
        """Keep it."""
        told = {seat.pk: form.cleaned_data[f"seat-{seat.pk}"] for seat in self.seats}
        if not record_attendance(self.meeting.pk, told, actor=self.request.user):
            messages.error(self.request, STOOD_DIFFERENTLY)
        return self.get_cancel_url()


class _Step(OfMeeting, ConfirmPage):
    """A step that is asked back before it is done."""

    def get_rows(self) -> list[Row]:
        """The meeting and how many students each outcome has."""
        counts = outcome_counts(self.meeting)
        rows = [Row(_("Meeting"), phrase(moment(self.meeting.held_at), self.meeting.room))]
        return [*rows, *(Row(one.label, counts[one.value]) for one in BoardDecision.Outcome if one.value in counts)]

    def answered(self, form: Any, decision: Any, done: str) -> Any:
        """Lead back where it was done, show the refusal where not."""
        if decision is None:
            messages.error(self.request, STOOD_DIFFERENTLY)
            return self.get_cancel_url()
        if not decision.allowed:
            return decision
        messages.success(self.request, done)
        return self.get_cancel_url()


class MinutesForm(RegistrarForm):
    """What the secretary adds to the decisions."""

    minutes = forms.CharField(
        label=gettext_lazy("Minutes"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("The decisions, who was present and the departures stand in the minutes by themselves."),
    )


class CloseMeeting(_Step):
    """The secretary closes the meeting and hands the minutes to the chair."""

    policy = "assessment.hold_meeting"
    title = gettext_lazy("Close the meeting")
    form_class = MinutesForm
    submit_label = gettext_lazy("Close the meeting")
    wanted = (Meeting.State.OPEN,)
    warning = gettext_lazy("Decisions can't be changed any more. The chair signs the minutes, or hands them back.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say beforehand what stands in the way."""
        found = minutes_decision(self.meeting, clock.today())
        if not found.allowed:
            kwargs.setdefault("decision", found)
        return super().get_context_data(**kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What was written before the chair handed it back."""
        return {"minutes": self.meeting.minutes}

    def act(self, form: Any) -> Any:
        """Close it."""
        decision = close_meeting(
            self.meeting.pk, minutes=form.cleaned_data["minutes"], actor=self.request.user, now=clock.now()
        )
        return self.answered(form, decision, _("The meeting is closed; its minutes wait for the chair."))


class ReturnMeeting(_Step):
    """The chair hands the minutes back."""

    policy = "assessment.confirm_meeting"
    title = gettext_lazy("Hand back to the secretary")
    wanted = (Meeting.State.CLOSED,)
    warning = gettext_lazy("The meeting is open again; decisions and minutes can be changed.")

    def act(self, form: Any) -> str:
        """Open it again."""
        if not return_meeting(self.meeting.pk):
            messages.error(self.request, STOOD_DIFFERENTLY)
        return self.get_cancel_url()


class ConfirmMeeting(_Step):
    """The chair signs."""

    policy = "assessment.confirm_meeting"
    title = gettext_lazy("Sign the minutes")
    submit_label = gettext_lazy("Sign and confirm the decisions")
    wanted = (Meeting.State.CLOSED,)
    template_name = "assessment/sign_minutes.html"
    warning = gettext_lazy(
        "Standings go on record as decided. Students see them at once, or with the subject results where those are "
        "still to come."
    )

    def get_rows(self) -> list[Row]:
        """Who was there, what was decided, and how often otherwise than proposed."""
        departures = self.meeting.decisions.filter(departs=True).count()
        rows = [*super().get_rows(), Row(_("Decided otherwise than proposed"), departures)]
        present = self.meeting.attendances.filter(presence=Attendance.Presence.PRESENT)
        names = [str(one.member.user.person) for one in present.select_related("member__user__person")]
        return [rows[0], Row(_("Present"), listed(names) if names else _("Nobody")), *rows[1:]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put the minutes before the signature."""
        return super().get_context_data(meeting=self.meeting, **kwargs)

    def act(self, form: Any) -> Any:
        """Confirm."""
        decision = confirm_meeting(self.meeting.pk, actor=self.request.user, now=clock.now())
        return self.answered(form, decision, _("The decisions are on record."))


class ReleaseMeeting(_Step):
    """The registry releases the results on their day."""

    policy = "assessment.release_results"
    title = gettext_lazy("Release the overall results")
    submit_label = gettext_lazy("Release")
    wanted = (Meeting.State.CONFIRMED,)
    warning = gettext_lazy(
        "Every student is told by notice and mail, studies end where the board decided so, and the time for appeals "
        "begins."
    )

    def get_policy_object(self) -> Any:
        """An office of the whole university."""
        return None

    def get_rows(self) -> list[Row]:
        """With the day of the subject results."""
        return [*super().get_rows(), Row(_("Release of subject results"), day(self.meeting.run.releases_on))]

    def act(self, form: Any) -> str:
        """Release."""
        counts = release_meeting(self.meeting.pk, actor=self.request.user, now=clock.now())
        if counts is None:
            messages.error(self.request, _("Nothing was released: the day hasn't come, or it was done before."))
        else:
            told = sum(counts.values())
            said = ngettext("%(count)s student is told.", "%(count)s students are told.", told)
            messages.success(self.request, said % {"count": told})
        return self.get_cancel_url()
