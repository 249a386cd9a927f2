"""Paying a note: choosing the channel."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.advice import Channel, channels_for, pay_by, ways_to_pay
from registrar.areas.finance.gateway import gateway
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.held import due_on
from registrar.areas.finance.queries.notes_of_study import full_notes
from registrar.areas.finance.web import note_parts as parts
from registrar.areas.finance.web.forms import ChannelForm
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.joining import bracketed
from registrar.ui.views import FormPage
from registrar.ui.words import in_reader_language, money

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


class PayNote(FormPage):
    """The channels that take this kind of fee as choices; the others with the reason why not."""

    belongs_to = ("finance:my_fees", "finance:notes")
    policy = "finance.pay_note"
    hide_refusal = True
    template_name = "finance/pay_note.html"
    form_class = ChannelForm
    submit_label = gettext_lazy("Continue to payment")

    @cached_property
    def note(self) -> DebitNote:
        """The note of the address."""
        note = full_notes().filter(number=self.kwargs["number"]).first()
        if note is None:
            raise Http404
        return note

    @cached_property
    def channels(self) -> list[Channel]:
        """The channels that the edition of the day lists."""
        return channels_for(self.note, clock.today())

    def get_policy_object(self) -> DebitNote:
        """Only the student whose note it is pays here."""
        return self.note

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The choices; a note that no longer asks for money shows itself instead."""
        return super().get(request, *args, **kwargs) if self._asks() else self._note_itself()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open an order, unless the note was settled in another tab."""
        return super().post(request, *args, **kwargs) if self._asks() else self._note_itself()

    def _asks(self) -> bool:
        """After the deadline the rule turns a payment of fees down, so none is invited."""
        return self.note.state in OPEN and not parts.past_paying(self.note, clock.today())

    def _note_itself(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("finance:note", args=[self.note.number]), status=303)

    def get_title(self) -> str:
        """The heading."""
        return _("Pay debit note %(number)s") % {"number": self.note.number}

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the note."""
        return [
            (_("My fees"), reverse("finance:my_fees")),
            (self.note.number, reverse("finance:note", args=[self.note.number])),
        ]

    def get_cancel_url(self) -> str:
        """Back to my fees."""
        return reverse("finance:my_fees")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Only what may be used can be chosen."""
        return {"channels": [(item.code, _choice(item)) for item in self.channels if item.decision.allowed]}

    def act(self, form: Any) -> Any:
        """Open the order and go to the bank, or show why not."""
        opened = open_bank_order(self.note.pk, form.cleaned_data["channel"], actor=self.request.user, now=clock.now())
        if opened.order is None:
            return opened.decision if not opened.decision.allowed else self.get_cancel_url()
        return gateway().page(opened.order)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The note beside the choices."""
        return super().get_context_data(
            note=self.note,
            amount=Money(due_on(self.note)),
            fps=parts.fps_part(self.note, clock.today()),
            ways=ways_to_pay(self.note, self.channels, clock.today()),
            lines=parts.lines_of(self.note),
            advice=pay_by(self.note),
            under_way=parts.under_way_part(self.note, clock.now()),
            refused=[item for item in self.channels if not item.decision.allowed],
            **kwargs,
        )


def _choice(item: Channel) -> str:
    """The channel's name, where it is used (unless the name says it), and what it adds."""
    handling = item.decision.result.get("handling")
    added = _(", plus %(amount)s for the bank's handling") % {"amount": money(handling)} if handling else ""
    title = in_reader_language(item.title)
    if "Hong Kong" in str(getattr(item.title, "en", "")):
        return f"{title}{added}"
    place = _("in Hong Kong") if item.place == "hong_kong" else _("from outside Hong Kong")
    return bracketed(title, f"{place}{added}")
