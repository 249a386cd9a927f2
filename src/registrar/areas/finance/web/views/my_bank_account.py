"""Entering the bank account to which refunds go."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.enter_bank_account import Particulars, enter_bank_account
from registrar.areas.finance.queries.bank_accounts import account_on_file
from registrar.areas.finance.web.refund_forms import BankAccountForm
from registrar.areas.platform import clock
from registrar.ui.parts import Row
from registrar.ui.views import FormPage

ASKED_ONLY = ("number_again", "other_holder", "other_code")


class MyBankAccount(FormPage):
    """Asks for the password once more, since whoever changes this account takes the money."""

    policy = "finance.view_own"
    belongs_to = ("finance:my_refunds",)
    template_name = "finance/my_bank_account.html"
    form_class = BankAccountForm
    title = gettext_lazy("Bank account for refunds")
    submit_label = gettext_lazy("Save the account")
    cancel_url = reverse_lazy("finance:my_refunds")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the refunds."""
        return [(_("My refunds"), reverse("finance:my_refunds"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose account it should be."""
        user: Any = self.request.user
        return {"person": user.person}

    @method_decorator(reauthentication_required)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the form, to somebody who has just given the password."""
        return super().get(request, *args, **kwargs)

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Save the account, of somebody who has just given the password."""
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        """Put it on file."""
        data = {name: value for name, value in form.cleaned_data.items() if name not in ASKED_ONLY}
        enter_bank_account(Particulars(**data), actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The bank account is on file."))
        if form.unlisted:
            said = _("We do not know a bank with the code %(code)s. Check it: a wrong one sends the refund back.")
            messages.warning(self.request, said % {"code": data["bank_code"]})
        return self.get_cancel_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is on file now."""
        user: Any = self.request.user
        account = account_on_file(user.pk)
        rows = [Row(_("On file now"), account.masked)] if account else []
        return super().get_context_data(rows=rows, **kwargs)
