"""A student asks for a nullified registration back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.judge_reinstatement import judge_window
from registrar.areas.registration.models import Reinstatement
from registrar.areas.studies.queries.nullifications import nullification_of
from registrar.kernel import Decision

KIND = "reinstatement"
State = Reinstatement.State


class NotNullified(ValueError):
    """The study is enrolled, or ended otherwise: there is nothing to reinstate."""


@dataclass(frozen=True)
class Filed:
    """The decision on record, and the application where one stands."""

    decision: Decision
    reinstatement: Reinstatement | None = None


@transaction.atomic
def file_reinstatement(study_id: int, *, reason: str, actor: Any, now: datetime) -> Filed:
    """File the application if it is in time (polyu-2024-25:5H-03), and charge its fee where that comes first (5H-04).

    The fee's note is due on the last day for applying. Too late gives the refused decision, and no fee is raised. One
    that stands, or that was refused, is given back unchanged. Raises NotNullified, ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("an application for reinstatement needs a reason")
    study = lock({"studies.Study": [study_id]})["studies.Study"].get(study_id)
    fallen = nullification_of(study) if study is not None else None
    if fallen is None:
        raise NotNullified(study_id)
    ended = (State.TAKEN_BACK, State.LAPSED)
    standing = Reinstatement.objects.filter(nullification=fallen.change).exclude(state__in=ended).first()
    if standing is not None:
        return Filed(decisions.read(standing.decision), standing)
    decision = judge_window(fallen, now, filed=True)
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.result.get("considered"):
        return Filed(decision)
    made = Reinstatement.objects.create(
        study_id=study_id,
        nullification_id=fallen.change,
        form=_form(decision),
        reason=reason.strip(),
        filed_by=actor,
        filed_at=now,
        last_day=decision.result["last_day"],
        decision=stored,
    )
    if "fee" in decision.result:
        charge_fee(made, actor=actor, now=now, beforehand=True)
    return Filed(decision, made)


def charge_fee(row: Reinstatement, *, actor: Any, now: datetime, beforehand: bool) -> None:
    """Charge the application's fee, once; beforehand it is due by the last day for applying."""
    cause = Cause(
        KIND,
        row.study_id,
        f"reinstatement:{row.pk}",
        reason=row.form,
        term=row.nullification.term_id,
        due=row.last_day if beforehand else None,
    )
    (raised,) = raise_charges([cause], actor=actor, now=now)
    row.charge = raised.charge
    row.save(update_fields=["charge"])


def _form(decision: Decision) -> str:
    return str(decision.findings[0].message.args["form"])
