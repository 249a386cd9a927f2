"""What the postings of a statement are called."""

from django.utils.translation import gettext as _

from registrar.ui.words import in_reader_language

from .queries.statement import StatementLine
from .wording import channel_title, line_title, refund_title


def statement_title(line: StatementLine) -> str:
    """Return what a posting on a student's account is, in the reader's language."""
    if line.kind == "charge":
        return line_title(line.what)
    if line.of in ("refund", "payout"):
        return _refunded(line)
    if line.kind == "payment":
        return _("Payment: %(channel)s") % {"channel": in_reader_language(channel_title(line.what))}
    # A debit takes a payment back, a credit a charge.
    if line.debit is not None:
        return _("Payment taken back: %(channel)s") % {"channel": in_reader_language(channel_title(line.what))}
    return _("Charge cancelled: %(what)s") % {"what": line_title(line.what)}


def _refunded(line: StatementLine) -> str:
    """A refund granted or paid out, or one of them taken back."""
    what = {"what": refund_title(line.what)}
    if line.kind == "refund":
        return _("Refund granted: %(what)s") % what
    if line.kind == "payout":
        return _("Refund paid to the bank account: %(what)s") % what
    if line.of == "refund":
        return _("Refund cancelled: %(what)s") % what
    return _("Refund returned by the bank: %(what)s") % what
