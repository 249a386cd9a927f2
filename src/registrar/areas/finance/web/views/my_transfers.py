"""A student's credit transfers and exemptions: whether they count, what they cost, and how a void one is restored."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.ask_transfer_back import NotVoid, ask_transfer_back
from registrar.areas.finance.web.transfer_parts import transfer_cards, transfer_rows
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.areas.studies.queries.transfers_of import full_transfers, transfers_of_study
from registrar.kernel import Decision
from registrar.ui import wording
from registrar.ui.joining import sentences
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, Page


class MyTransfers(Page):
    """Every transfer and exemption on record, void ones too."""

    policy = "finance.view_own"
    template_name = "finance/my_transfers.html"
    title = gettext_lazy("Credit transfers and exemptions")
    lead = gettext_lazy("What was recognised for your study, whether it counts, and what it costs.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cards."""
        study = study_of_user(self.request.user)
        found = transfers_of_study(study.pk) if study is not None else []
        return super().get_context_data(cards=transfer_cards(found, own=True), **kwargs)


class RestoreTransfer(ConfirmPage):
    """Says what restoring costs, then charges it."""

    belongs_to = ("finance:my_transfers",)
    policy = "finance.restore_transfer"
    hide_refusal = True
    title = gettext_lazy("Have a credit transfer restored")
    submit_label = gettext_lazy("Charge me and have it restored")
    warning = gettext_lazy("The fees are charged at once. It counts again when all of them are paid.")

    @cached_property
    def found(self) -> Any:
        """The transfer, or a page not found."""
        row = full_transfers().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> Any:
        """Only the student whose it is asks."""
        return self.found

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the transfers."""
        return [(_("Credit transfers and exemptions"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the transfers."""
        return reverse("finance:my_transfers")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask once: whoever has asked, or has nothing to ask for, is led back to where it stands."""
        (card,) = transfer_cards([self.found], own=True)
        if card["may_ask"]:
            return super().get(request, *args, **kwargs)
        said = _("You have asked already. It counts again when all of its fees are paid.")
        messages.info(request, said if card["waits"] else _("It counts: there is nothing to restore."))
        return redirect(self.get_cancel_url())

    def get_rows(self) -> list[Row]:
        """What it is, and what it costs to have it back."""
        standing = self.found.standing_decision
        decision = Decision.from_json(standing.body) if standing is not None else None
        cures = [one.cure for one in decision.refusals if one.cure is not None] if decision is not None else []
        said = sentences(*(wording.message(cure.message) for cure in cures))
        return [*transfer_rows(self.found), Row(_("To have it back"), said or "–")]

    def act(self, form: Any) -> str:
        """Charge it, or say that it counts."""
        try:
            ask_transfer_back(self.found.pk, actor=self.request.user, now=clock.now())
        except NotVoid:
            messages.error(self.request, _("It counts: there is nothing to restore."))
        else:
            messages.success(self.request, _("The fees are charged. Pay each debit note by its deadline."))
        return self.get_cancel_url()
