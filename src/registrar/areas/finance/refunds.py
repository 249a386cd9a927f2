"""What is asked for when money is to go back, and whether a refund may be paid out now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings

from registrar.areas.finance.models import Refund, StudentBankAccount
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True)
class NewRefund:
    """A refund to be granted: the study's row (locked by the caller), why, how much (HK$), and out of which account.

    `reference` names the cause: it is refunded once. `source` is a code of the chart of accounts. `charge` is the
    charge outside tuition (RaisedCharge) that is given back, if any. `two_persons` says that it rests on an officer's
    word alone, so that another officer must confirm it.
    """

    study: Any
    kind: str
    amount: Decimal
    clause: str
    decision: Decision
    reference: str
    source: str
    term: str | None = None
    charge: int | None = None
    two_persons: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a granted refund stands by the rule of payout: the fields of its row."""

    state: str
    held_for: str = ""
    payable_from: date | None = None

    def fields(self) -> dict[str, Any]:
        """Return them by name."""
        return {"state": self.state, "held_for": self.held_for, "payable_from": self.payable_from}


def payout(account: StudentBankAccount | None, *, returned_from: Collection[int] = (), today: date) -> Decision:
    """Return whether a refund may be paid to this account today; equal facts are decided once.

    `returned_from` holds the keys of the accounts from which the bank has returned this refund.
    """
    if account is None:
        return _payout(False, None, False, today, False)
    entered = account.entered_at.astimezone(HONG_KONG).date()
    return _payout(
        True, entered, account.pk in returned_from, today, account.holder_differs and account.accepted_at is None
    )


def standing(decision: Decision) -> Standing:
    """Return due or held, as the decision says."""
    if decision.allowed:
        return Standing(Refund.State.DUE)
    # A day that no edition covers leaves the refund with those that have no account: nothing is paid on a guess.
    held_for = decision.result.get("held_for", Refund.HeldFor.NO_ACCOUNT)
    return Standing(Refund.State.HELD, held_for, decision.result.get("payable_from"))


def same_holder(holder: str, person: Any) -> bool:
    """Return whether an account holder's name is the person's: in any order, and however it is written."""

    def parts(name: str) -> list[str]:
        return sorted("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())

    return parts(holder) == parts(f"{person.family_name} {person.given_names}") or _joined(holder, person)


def _joined(holder: str, person: Any) -> bool:
    """Return whether it is the same but for how the bank joins the parts: "TAI MAN", "TAI-MAN", "TAIMAN"."""

    def bare(name: str) -> str:
        return "".join(sign for sign in name.casefold() if sign.isalnum())

    family, given = bare(person.family_name), bare(person.given_names)
    return bare(holder) in (family + given, given + family)


@lru_cache(maxsize=512)
def _payout(on_file: bool, entered_on: date | None, returned: bool, today: date, differs: bool) -> Decision:
    facts = {"account_on_file": on_file, "account_entered_on": entered_on, "returned_to_account": returned}
    facts["holder_differs"] = differs
    return decide("finance.refund_payout", facts, as_of=today, university=settings.UNIVERSITY)
