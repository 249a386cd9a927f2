"""What waits for the Finance Office: bills without a price, money without a note, orders without an answer."""

from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.finance.queries.questions import open_questions, unmatched_payments
from registrar.areas.finance.queries.under_way import orders_given_up
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.policy import permits
from registrar.ui.views import Page

MOST = 100


class Questions(Page):
    """The queues, the oldest first."""

    policy = "finance.view_books"
    template_name = "finance/questions.html"

    def get_title(self) -> str:
        """The heading."""
        return _("To be settled")

    def get_lead(self) -> str:
        """One sentence."""
        return _("Bills that no rule can price, and money that no debit note asks for. Nothing of it is ever guessed.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The queues; the page shows the first hundred of each."""
        questions, unmatched, orders = open_questions(), unmatched_payments(), orders_given_up(clock.now())
        return super().get_context_data(
            questions=questions[:MOST],
            question_count=questions.count(),
            unmatched=[
                {"row": row, "amount": Money(row.amount), "channel": channel_title(row.channel)}
                for row in unmatched[:MOST]
            ],
            unmatched_count=unmatched.count(),
            orders=[
                {"row": row, "amount": Money(row.amount), "channel": channel_title(row.channel)}
                for row in orders[:MOST]
            ],
            order_count=orders.count(),
            may_match=permits("finance.keep_books", self.request.user),
            **kwargs,
        )
