"""Charging study places that are kept without subjects."""

from datetime import datetime

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.void_charges import void_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.approvals_of_kind import approvals_of_kind

KIND = "retention"


def charge_retention(*, now: datetime) -> int:
    """Charge each zero-subject approval of a term that isn't over, once (polyu-2024-25:4I-07, 8I-10).

    An approval that was taken back makes its unpaid charge void. Running twice or a day late does no harm. Returns how
    many charges are new.
    """
    approvals = approvals_of_kind("zero_subject", now.astimezone(HONG_KONG).date())
    causes = [Cause(KIND, one.study, _reference(one.key), term=one.term) for one in approvals if not one.revoked]
    void_charges(KIND, [_reference(one.key) for one in approvals if one.revoked], actor=None, now=now)
    answers = raise_charges(causes, actor=None, now=now)
    return sum(answer.charge is not None and not answer.repeated for answer in answers)


def _reference(approval: int) -> str:
    return f"approval:{approval}"
