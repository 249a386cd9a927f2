"""One refund: its decision, its steps and its postings."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.bank_accounts import account_on_file, returned_from
from registrar.areas.finance.queries.refunds import one_refund, postings_of, waits_for_card
from registrar.areas.finance.web import refund_parts as parts
from registrar.areas.finance.wording import refund_title, transaction_title
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.kernel import Money
from registrar.ui.parts import Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import moment


class RefundPage(Page):
    """What was granted and why, how far it has come, and what it posted; the bank account stays masked here."""

    policy = "finance.view_books"
    belongs_to = ("finance:refunds",)
    template_name = "finance/refund.html"

    @cached_property
    def refund(self) -> Refund:
        """The refund of the address."""
        refund = one_refund(self.kwargs["pk"])
        if refund is None:
            raise Http404
        return refund

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it and log the look."""
        log_look(request, page="finance:refund", subject=f"study:{self.refund.study_id}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """The heading."""
        return _("Refund %(number)s") % {"number": self.refund.pk}

    def get_caption(self) -> str:
        """Whose it is."""
        return f"{self.refund.study.student_number} {parts.person_name(self.refund.study.student.person)}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Refunds"), reverse("finance:refunds"))]

    def _actions(self) -> list[Link]:
        refund = self.refund
        links = [Link(_("Student account"), reverse("finance:account", args=[refund.study_id]))]
        if not permits("finance.manage_refunds", self.request.user):
            return links
        if refund.state == Refund.State.PROPOSED and permits("finance.confirm_refund", self.request.user, refund):
            links.append(Link(_("Confirm this refund"), reverse("finance:confirm_proposed", args=[refund.pk])))
        if refund.state in (Refund.State.PROPOSED, Refund.State.HELD, Refund.State.DUE):
            links.append(Link(_("Cancel this refund"), reverse("finance:cancel_refund", args=[refund.pk])))
        if refund.state == Refund.State.PAID:
            links.append(
                Link(_("Record that the bank returned it"), reverse("finance:return_refund", args=[refund.pk]))
            )
        if refund.held_for == Refund.HeldFor.HOLDER:
            links.append(
                Link(_("Accept the account holder's name"), reverse("finance:accept_holder", args=[refund.pk]))
            )
        if refund.held_for and refund.transaction_id is None and waits_for_card(refund.pk):
            links.append(
                Link(_("Record that the student card came back"), reverse("finance:card_returned", args=[refund.pk]))
            )
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about the refund."""
        refund = self.refund
        account = account_on_file(refund.study.student_id)
        returned = returned_from([refund.pk]).get(refund.pk, set())
        rows = [
            Row(_("What for"), refund_title(refund.kind)),
            Row(_("Amount"), Money(refund.amount)),
            Row(_("State"), parts.refund_tag(refund)),
            Row(pgettext("refund", "Granted"), moment(refund.granted_at)),
            Row(_("Granted by"), _name(refund.granted_by)),
            *([Row(_("Confirmed by"), _confirmed(refund))] if refund.two_persons else []),
            Row(_("Bank account on file"), account.masked if account else _("none")),
        ]
        return super().get_context_data(
            refund=refund,
            rows=rows,
            own=refund.state == Refund.State.PROPOSED and refund.granted_by_id == self.request.user.pk,
            steps=parts.refund_steps(refund),
            held=parts.held_decision(refund, account, returned, clock.today()),
            lines=[
                {"line": line, "amount": Money(line.amount), "account": line.bank_account.masked}
                for line in refund.lines.all()
            ],
            postings=[
                {"row": row, "title": transaction_title(row.kind), "by": _name(row.actor)}
                for row in postings_of(refund)
            ],
            page_actions=self._actions(),
            **kwargs,
        )


def _confirmed(refund: Refund) -> str:
    if refund.confirmed_at is None:
        return _("Nobody yet")
    return f"{refund.confirmed_by.person} · {moment(refund.confirmed_at)}"  # type: ignore[union-attr]


def _name(user: Any) -> str:
    return str(user.person) if user is not None else _("the system")
