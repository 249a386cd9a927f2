"""What comes back to me, and where it goes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.queries.bank_accounts import account_history, returned_from
from registrar.areas.finance.queries.refunds import refunds_of_student
from registrar.areas.finance.web import refund_parts as parts
from registrar.areas.finance.wording import refund_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.parts import Link
from registrar.ui.views import Page


class MyRefunds(Page):
    """The bank account on file, and every refund with its steps, why it waits and what to do."""

    policy = "finance.view_own"
    template_name = "finance/my_refunds.html"

    def get_title(self) -> str:
        """The heading."""
        return _("My refunds")

    def get_lead(self) -> str:
        """One sentence."""
        return _("Money that comes back to you is paid to the bank account that you have entered here.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The account, the accounts before, and the refunds."""
        student: Any = self.request.user
        history = account_history(student.pk)
        account = next((item for item in history if item.ended_at is None), None)
        refunds = refunds_of_student(student.pk)
        returned = returned_from([refund.pk for refund in refunds])
        today = clock.today()
        enter = Link(
            _("Change the bank account") if account else _("Enter a bank account"), reverse("finance:my_bank_account")
        )
        return super().get_context_data(
            page_actions=[enter],
            account=account,
            account_rows=parts.account_rows(account, whole=False, today=today) if account else [],
            earlier=[item for item in history if item.ended_at is not None],
            enter=enter,
            refunds=[
                {
                    "refund": refund,
                    "title": refund_title(refund.kind),
                    "amount": Money(refund.amount),
                    "state": parts.refund_tag(refund),
                    "steps": parts.refund_steps(refund),
                    "held": parts.held_decision(refund, account, returned.get(refund.pk, set()), today),
                }
                for refund in refunds
            ],
            **kwargs,
        )
