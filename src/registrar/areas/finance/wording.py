"""The words of the student account: lines, states and channels as people read them."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook
from registrar.ui.words import in_reader_language

from .models import DebitNote, Payment, Refund, RefundBatch
from .offices import kind_title

COLOURS = {
    DebitNote.State.OUTSTANDING.value: "blue",
    DebitNote.State.PAID.value: "green",
    DebitNote.State.OVERDUE.value: "red",
    DebitNote.State.CANCELLED.value: "grey",
    Payment.State.ACCEPTED.value: "green",
    Payment.State.HELD.value: "orange",
    Payment.State.REJECTED.value: "red",
    Payment.State.REVERSED.value: "orange",
    Payment.State.TAKEN_OFF.value: "grey",
    Refund.State.PROPOSED.value: "orange",
    Refund.State.HELD.value: "orange",
    Refund.State.DUE.value: "blue",
    Refund.State.IN_BATCH.value: "purple",
    RefundBatch.State.PREPARED.value: "blue",
    RefundBatch.State.RELEASED.value: "green",
}


def line_title(kind: str) -> str:
    """Return what a charge is for."""
    if kind.startswith("tuition_further"):
        return _("Tuition: further credits after add/drop")
    if kind.startswith("rejection"):
        return _("Charge for a rejected payment")
    named = {
        "tuition": _("Tuition"),
        "tuition_transfer": _("Tuition: shortfall after a transfer of study"),
        "tuition_initial": _("Tuition: first credits of the semester"),
        "tuition_module": _("Tuition: modules"),
        "tuition_dissertation": _("Tuition: dissertation"),
        "tuition_extension": _("Extension of the dissertation"),
        "caution_money": _("Caution money"),
        "hall_caution_money": _("Caution money for a hall place"),
        "hall_lodging": _("Hall lodging"),
        "hall_function": _("Hall function fee"),
    }
    base = kind.rstrip("0123456789").rstrip("_")
    found = named.get(kind) or named.get(base)
    if found:
        return found
    listed = kind_title(kind)
    return in_reader_language(listed) if listed else _("Other fee")


def refund_title(kind: str) -> Any:
    """Return what a refund is for."""
    return dict(Refund.Kind.choices).get(kind, kind)


def basis_title(basis: str) -> str:
    """Return the unit that a charge is counted in."""
    named = {
        "flat": _("instalment of the annual fee"),
        "credit": _("credits"),
        "semester": _("semester"),
        "module": _("modules"),
        "dissertation": _("dissertation"),
        "once": _("once"),
        "instalment": _("instalment of the hall fees"),
    }
    return named.get(basis, basis)


def transaction_title(kind: str) -> str:
    """Return the kind of a posting."""
    named = {
        "charge": _("Charge"),
        "payment": _("Payment"),
        "reversal": _("Reversal"),
        "refund": _("Refund"),
        "payout": _("Refund paid out"),
        "settlement": _("Settlement of caution money"),
        "unmatched": _("Payment not yet matched"),
        "returned": _("Payment sent back"),
        "handling": _("Bank handling of a transfer"),
    }
    return named.get(kind, kind)


def channel_title(channel: str) -> Any:
    """Return a channel's name as the handbook's table of channels gives it; the code for one it does not know."""
    found = _all_channels().get(channel)
    return Bilingual(found["title"]["en"], found["title"]["zh"]) if found else channel


def _all_channels() -> dict[str, Any]:
    """Return every channel of every edition; names do not change between them."""
    parameter = load_rulebook().university(settings.UNIVERSITY).parameters["finance.payment_channels"]
    found: dict[str, Any] = {}
    for use in reversed(parameter.uses):
        found |= {code: item for code, item in use.value.items() if code not in found}
    return found


def all_channels() -> list[str]:
    """Return the codes of all channels, in the order of the table."""
    return list(_all_channels())
