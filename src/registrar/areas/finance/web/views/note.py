"""One debit note, on the page and as a document."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.advice import channels_for, consequence, pay_by, ways_to_pay
from registrar.areas.finance.fps import fps_code
from registrar.areas.finance.letters import bank_in_slip_pdf, debit_note_pdf
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.deferrals import deferral_of
from registrar.areas.finance.queries.held import due_on
from registrar.areas.finance.queries.notes_of_study import full_notes
from registrar.areas.finance.web import note_parts as parts
from registrar.areas.finance.web.charge_parts import raised_part
from registrar.areas.finance.web.deferral_parts import deferral_links, note_deferral
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.kernel import Money
from registrar.ui.parts import Link
from registrar.ui.policy import permits
from registrar.ui.views import Page, PolicyView

# The channel whose payments come with a slip.
COUNTER = "hang_seng_counter"
OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


class OneNote(PolicyView):
    """What the views of one note share: the note, and the trace that a look of staff leaves."""

    policy = "finance.view_note"
    hide_refusal = True

    @cached_property
    def note(self) -> DebitNote:
        """The note of the address."""
        note = full_notes().filter(number=self.kwargs["number"]).first()
        if note is None:
            raise Http404
        return note

    @property
    def own(self) -> bool:
        """Whether the student looks at an own note."""
        return bool(self.note.study.student_id == self.request.user.pk)

    def get_policy_object(self) -> DebitNote:
        """The note decides who may see it."""
        return self.note

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Serve the page; a look by staff is logged once it was allowed."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200 and not self.own:
            log_look(request, page="finance:note", subject=f"study:{self.note.study_id}")
        return response


class NotePage(OneNote, Page):
    """A debit note with its lines, ways to pay, payments, and what follows when it is not paid."""

    belongs_to = ("finance:notes", "finance:my_fees")
    template_name = "finance/note.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Debit note %(number)s") % {"number": self.note.number}

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        if self.own:
            return [(_("My fees"), reverse("finance:my_fees"))]
        return [(_("Debit notes"), reverse("finance:notes"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about the note."""
        note = self.note
        waiting = note.state in OPEN
        past = waiting and parts.past_paying(note, clock.today())
        channels = channels_for(note, clock.today()) if waiting else []
        keeps = permits("finance.keep_books", self.request.user)
        actions = [Link(_("Print as PDF"), reverse("finance:note_pdf", args=[note.number]))]
        if waiting and not past and any(item.code == COUNTER and item.decision.allowed for item in channels):
            actions.append(Link(_("Bank-in slip"), reverse("finance:bank_in_slip", args=[note.number])))
        if keeps and waiting:
            actions.append(Link(_("Check a cheque or draft"), reverse("finance:check_paper", args=[note.number])))
        raised = getattr(note, "raised_charge", None)
        if raised is not None and permits("finance.view_charge", self.request.user, raised):
            actions.append(Link(_("See the charge"), reverse("finance:charge", args=[raised.pk])))
        elif keeps and waiting:
            actions.append(Link(_("Cancel this note"), reverse("finance:cancel_note", args=[note.number])))
        deferral = deferral_of(note)
        actions += deferral_links(note, deferral, own=self.own, keeps=keeps)
        return super().get_context_data(
            note=note,
            deferral=note_deferral(deferral, own=self.own),
            rows=parts.note_rows(note, staff=not self.own),
            lines=parts.lines_of(note),
            raised=raised_part(raised),
            total=Money(note.amount),
            payments=parts.payments_of(note),
            waiting=waiting,
            may_pay=waiting and not past and permits("finance.pay_note", self.request.user, note),
            may_take_back=keeps,
            advice=pay_by(note) if waiting else None,
            due=Money(due_on(note)),
            held=Money(note.amount - due_on(note)) if waiting and due_on(note) != note.amount else None,
            fps=parts.fps_part(note, clock.today()) if self.own and not past else None,
            past=past,
            over=waiting and parts.deadline_over(note, clock.now()),
            under_way=parts.under_way_part(note, clock.now()) if waiting else [],
            goes_back=parts.goes_back_part([note], clock.now()),
            ways=ways_to_pay(note, channels, clock.today()),
            refused=[item for item in channels if not item.decision.allowed],
            consequence=consequence(note, clock.now()),
            page_actions=actions,
            **kwargs,
        )


class NoteFile(OneNote):
    """The note as PDF."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send the document; equal notes give equal bytes."""
        response = HttpResponse(debit_note_pdf(self.note, clock.today()), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="debit-note-{number}.pdf"'
        return response


class FpsPicture(OneNote):
    """The FPS code of a note as a picture (polyu-2024-25:8C-06)."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send it; a note that asks for nothing has none."""
        code = fps_code(self.note, clock.today())
        if code is None:
            raise Http404
        return HttpResponse(code.svg(), content_type="image/svg+xml")


class SlipFile(OneNote):
    """The bank-in slip of a note as PDF (polyu-2024-25:8C-11)."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send the slip; a note that asks for nothing has none."""
        slip = bank_in_slip_pdf(self.note) if self.note.state in OPEN else None
        if slip is None:
            raise Http404
        response = HttpResponse(slip, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="bank-in-slip-{number}.pdf"'
        return response
