"""Refunds as the pages print them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from registrar.areas.finance.hong_kong_banks import bank_name
from registrar.areas.finance.models import Refund, RefundBatch, StudentBankAccount
from registrar.areas.finance.refunds import payout
from registrar.areas.finance.wording import COLOURS
from registrar.areas.platform import decisions
from registrar.kernel import Decision
from registrar.ui.parts import Row, Step, Tag
from registrar.ui.words import day, in_chinese, in_reader_language, money, number


def refund_tag(refund: Refund | RefundBatch) -> Tag:
    """Return the state as a tag."""
    return Tag(refund.get_state_display(), COLOURS[refund.state])


def held_decision(
    refund: Refund, account: StudentBankAccount | None, returned: set[int], today: date
) -> Decision | None:
    """Return why a refund waits, with what to do: the rule of payout, or that of the deposit while it is not booked."""
    if refund.state != Refund.State.HELD:
        return None
    if refund.transaction_id is None:
        return decisions.read(refund.decision)
    decision = payout(account, returned_from=returned, today=today)
    return None if decision.allowed else decision


def refund_steps(refund: Refund) -> list[Step]:
    """Return the steps of a refund with their days; `refund` came with its lines."""
    lines = list(refund.lines.all())
    live = next((line for line in reversed(lines) if line.dropped_at is None and line.returned_at is None), None)
    sent = live is not None and live.batch.state == RefundBatch.State.RELEASED
    steps = [Step(pgettext("refund", "Granted"), "done", day(refund.granted_at))]
    for line in lines:
        if line.returned_at is not None:
            steps.append(Step(_("Returned by the bank"), "done", day(line.returned_at)))
    if refund.state == Refund.State.CANCELLED and refund.cancelled_at is not None:
        return [*steps, Step(_("Cancelled"), "done", day(refund.cancelled_at))]
    if refund.state == Refund.State.PROPOSED:
        steps[0] = Step(_("Proposed"), "done", day(refund.granted_at))
        steps.append(Step(refund.get_state_display(), "current"))
    if refund.state == Refund.State.HELD:
        steps.append(Step(refund.get_held_for_display(), "current"))
    note = day(live.batch.prepared_at) if live else ""
    ahead = "done" if sent else "current" if live or refund.state == Refund.State.DUE else "ahead"
    steps.append(Step(_("In a batch for the bank"), ahead, note))
    released = live.batch.released_at if live and sent else None
    steps.append(Step(_("Sent to your bank"), "done" if released else "ahead", day(released) if released else ""))
    return steps


def person_name(person: Any) -> str:
    """Return somebody's name in the reader's script, where it is known in it."""
    return str(person.name_zh) if in_chinese() and person.name_zh else str(person)


def rests_on(refund: Refund) -> str:
    """Return what an officer named as the ground of a refund: the approved form, or the amount on the new programme."""
    facts = refund.decision.body["facts"]
    if refund.kind == Refund.Kind.TRANSFER_EXCESS:
        new = money(Decimal(facts["new_tuition"]["amount"]))
        return _("Tuition on the new programme: %(amount)s") % {"amount": new}
    if facts.get("approval"):
        return str(facts["approval"])
    return _("An end of the study that is not on its record")


def account_rows(account: StudentBankAccount, *, whole: bool, today: date) -> list[Row]:
    """Return the particulars of a bank account, its number masked unless the reader may see it whole.

    While the days of cooling off run, also the day from which refunds are paid to it.
    """
    from_ = payout(account, today=today).result.get("payable_from")
    cooling = [Row(_("Refunds are paid to it from"), day(from_))] if from_ else []
    return [
        *cooling,
        Row(_("Bank"), in_reader_language(bank_name(account.bank_code))),
        Row(pgettext("bank", "Account"), account.full if whole else account.masked),
        Row(_("Name of the account holder"), account.holder_name),
        Row(_("On file since"), day(account.entered_at)),
    ]


def counted(count: int) -> str:
    """Return how many refunds, in words."""
    return ngettext("%(count)s refund", "%(count)s refunds", count) % {"count": number(count)}


def refund_url(refund: Refund) -> str:
    """Return the address of a refund's page."""
    return reverse("finance:refund", args=[refund.pk])
