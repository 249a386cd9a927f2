"""A recorded decision changes a final result."""

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from registrar.areas.studies.models import ResultChange, SubjectResult


class NewSay(NamedTuple):
    """What the result says from now on."""

    grade: str
    points: Decimal | None
    failed: bool
    credits_earned: int


class Grounds(NamedTuple):
    """Why it changes, and on whose word: `kind` and `authority` as the models of changes name them."""

    kind: str
    authority: str
    reference: str
    reason: str
    proposed_by: Any
    confirmed_by: Any
    decision_id: int


def change_result(result: SubjectResult, new: NewSay, grounds: Grounds, *, now: datetime) -> ResultChange:
    """Write the decision on record and the result as it says, inside the caller's transaction (polyu-2024-25:6I-01).

    Raises IntegrityError where one person is proposer and confirmer, or the result isn't what it was.
    """
    change = ResultChange.objects.create(
        result=result, old_grade=result.grade, new_grade=new.grade, at=now, **grounds._asdict()
    )
    SubjectResult.objects.filter(pk=result.pk).update(**new._asdict())
    return change
