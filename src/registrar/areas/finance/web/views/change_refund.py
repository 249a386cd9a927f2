"""What the Finance Office does to a refund: cancel it, note that the bank returned it, or that a card came back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from registrar.areas.finance.actions.accept_holder import accept_holder
from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.confirm_refund import confirm_refund
from registrar.areas.finance.actions.mark_returned import mark_returned
from registrar.areas.finance.actions.note_card_return import note_card_return
from registrar.areas.finance.models import Refund, StudentBankAccount
from registrar.areas.finance.queries.bank_accounts import account_on_file
from registrar.areas.finance.queries.refunds import one_refund
from registrar.areas.finance.web.refund_forms import CardForm, HolderForm, ReturnForm
from registrar.areas.finance.web.refund_parts import person_name, rests_on
from registrar.areas.finance.wording import refund_title
from registrar.areas.platform import clock
from registrar.kernel import Message, Money
from registrar.rulebook.messages import both
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage
from registrar.ui.words import in_reader_language


class OneRefund(ConfirmPage):
    """What these pages share: the refund of the address, and the way back to it."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    done: Any = ""

    @cached_property
    def refund(self) -> Refund:
        """The refund of the address."""
        refund = one_refund(self.kwargs["pk"])
        if refund is None:
            raise Http404
        return refund

    def get_cancel_url(self) -> str:
        """Back to the refund."""
        return reverse("finance:refund", args=[self.refund.pk])

    def get_rows(self) -> list[Row]:
        """The refund."""
        study = self.refund.study
        return [
            Row(_("Student"), f"{study.student_number} {person_name(study.student.person)}"),
            Row(_("What for"), refund_title(self.refund.kind)),
            Row(_("Amount"), Money(self.refund.amount)),
        ]

    def told(self, refused: Message | None) -> str:
        """Say what was done, or why nothing was, and go back to the refund."""
        if refused is not None:
            messages.error(self.request, in_reader_language(both(refused)))
        else:
            messages.success(self.request, self.done)
        return self.get_cancel_url()


class ConfirmProposed(OneRefund):
    """Asks the second person before a refund that rests on the first one's word is credited."""

    policy = "finance.confirm_refund"
    title = gettext_lazy("Confirm a refund")
    submit_label = gettext_lazy("Confirm the refund")
    warning = gettext_lazy("Look at the form or letter that it rests on before you confirm. It is credited at once.")
    done = gettext_lazy("The refund is confirmed and credited.")

    def get_policy_object(self) -> Refund:
        """Whoever proposed it may not confirm it."""
        return self.refund

    def get_rows(self) -> list[Row]:
        """The refund, what it rests on, and who proposed it."""
        by = self.refund.granted_by
        proposed = Row(_("Proposed by"), str(by.person) if by is not None else "–")
        return [*super().get_rows(), Row(_("Rests on"), rests_on(self.refund)), proposed]

    def act(self, form: Any) -> str:
        """Confirm it, or say why not."""
        return self.told(confirm_refund(self.refund.pk, actor=self.request.user, now=clock.now()))


class CancelRefund(OneRefund):
    """Asks before a refund is cancelled."""

    title = gettext_lazy("Cancel a refund")
    submit_label = gettext_lazy("Cancel the refund")
    submit_kind = "warning"
    warning = gettext_lazy("Its booking is reversed. The same cause may then be refunded anew.")
    done = gettext_lazy("The refund is cancelled.")

    def act(self, form: Any) -> str:
        """Cancel it, or say why not."""
        return self.told(cancel_refund(self.refund.pk, actor=self.request.user, now=clock.now()))


class ReturnRefund(OneRefund):
    """Notes that the bank sent the money back."""

    title = gettext_lazy("Record that the bank returned a refund")
    form_class = ReturnForm
    submit_label = gettext_lazy("Reverse the payout")
    warning = gettext_lazy("The refund waits again, and the student is asked to correct the bank account.")
    done = gettext_lazy("The payout is reversed and the refund waits.")

    def act(self, form: Any) -> str:
        """Reverse it, or say why not."""
        reason = form.cleaned_data["reason"]
        return self.told(mark_returned(self.refund.pk, reason, actor=self.request.user, now=clock.now()))


class AcceptHolder(OneRefund):
    """Accepts an account whose holder's name isn't the student's."""

    title = gettext_lazy("Accept the account holder's name")
    submit_label = gettext_lazy("Accept the name")
    submit_kind = "warning"
    warning = gettext_lazy("Refunds are then paid to an account in another name. Do it only with proof.")
    done = gettext_lazy("The name is accepted.")

    @cached_property
    def account(self) -> StudentBankAccount:
        """The account on file."""
        account = account_on_file(self.refund.study.student_id)
        if account is None:
            raise Http404
        return account

    def get_rows(self) -> list[Row]:
        """The refund and the holder."""
        about = [Row(pgettext("bank", "Account"), self.account.masked)]
        return [*super().get_rows(), *about, Row(_("Name of the account holder"), self.account.holder_name)]

    def get_initial(self) -> dict[str, Any]:
        """The account that is looked at."""
        return {"account": self.account.pk}

    form_class = HolderForm

    def act(self, form: Any) -> str:
        """Accept the account that was shown, or say why not."""
        key = form.cleaned_data["account"]
        if key != self.account.pk:
            return self.told(Message("finance.refund.holder_not_accepted"))
        return self.told(accept_holder(key, actor=self.request.user, now=clock.now()))


class CardReturned(OneRefund):
    """Notes that the student identity card came back."""

    title = gettext_lazy("Record that the student card came back")
    form_class = CardForm
    submit_label = gettext_lazy("Note the day")
    done = gettext_lazy("The day is noted, and the rule has been asked again.")

    def act(self, form: Any) -> str:
        """Note it; the rule says whether that was in time."""
        note_card_return(self.refund.pk, form.cleaned_data["day"], actor=self.request.user, now=clock.now())
        return self.told(None)
