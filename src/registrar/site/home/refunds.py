"""Money that comes back, on the home pages of students and of the Finance Office."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.finance.queries.refunds import (
    batches_to_release,
    confirmations_waiting,
    refund_totals,
    refunds_to_help,
)
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Todo, address
from registrar.ui import words


def student_refunds(study: int) -> Iterator[Todo]:
    """Say what a refund waits for, where the student can do something about it; one query."""
    for refund in refunds_to_help(study):
        account = refund.held_for in ("no_account", "returned")
        title = _("A refund of {amount} waits: {why}")
        yield Todo(
            title.format(amount=words.money(refund.amount), why=refund.get_held_for_display()),
            address("finance:my_bank_account") if account else address("finance:my_refunds"),
            _("It is paid by autopay once nothing is in the way."),
            clause_of("finance.refund_payout", "autopay", localdate(refund.granted_at)),
            action=_("Enter a bank account") if account else _("See it"),
        )


def finance_refunds(user: Any) -> Iterator[Todo]:
    """Refunds and batches that wait for a second person, and refunds that are due; three queries."""
    if waiting := confirmations_waiting(user.pk):
        title = ngettext("Confirm {count} refund", "Confirm {count} refunds", waiting).format(count=waiting)
        why = _("It rests on what somebody else typed; look at the paper before it is credited.")
        yield Todo(title, address("finance:refunds_to_confirm"), why)
    for batch in batches_to_release(user.pk):
        title = _("Release batch {number}: {amount}").format(number=batch.number, amount=words.money(batch.amount))
        why = _("Somebody else prepared it; look it over and let the refunds go.")
        yield Todo(title, address("finance:refund_batch", batch.number), why)
    count = refund_totals().get("due", (0, 0))[0]
    if count:
        title = ngettext("{count} refund is due", "{count} refunds are due", count).format(count=count)
        yield Todo(title, address("finance:prepare_batch"), _("Prepare a batch; somebody else releases it."))
