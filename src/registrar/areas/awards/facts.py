"""From a study and what is ordered to the facts of the rules on documents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registrar.areas.assessment.queries.pending_overall import awaiting_board
from registrar.areas.awards.models import CertificationHold, DocumentOrder, ParchmentEnding
from registrar.areas.awards.queries.graduation import is_retracted
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.finance.queries.holds import holds_of
from registrar.areas.studies.queries.graduated_on import graduated_on
from registrar.areas.studies.queries.record import released_results, released_standings
from registrar.kernel import Money

Ground = CertificationHold.Ground
GRADUATED, LEFT = "graduated", frozenset({"withdrawn", "deregistered"})


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to order. `delivery` is "" where nothing was arranged; `parchment` is asked for AR106."""

    form: str
    copies: int = 1
    electronic: bool = False
    delivery: str = ""
    address: str = ""
    parchment: str = ""
    reason: str = ""


def standing_of(study: Any) -> str:
    """Return what somebody is by a study: student, graduate, or former (whose award was retracted, too)."""
    if study.status == GRADUATED:
        return "former" if is_retracted(study.pk) else "graduate"
    return "former" if study.status in LEFT else "student"


def results_awaited(study: Any, today: date) -> bool:
    """Whether overall results of the latest semester are still to be announced; at most four queries.

    For a student that is the current semester until its standing is out; for anybody a term that awaits the board.
    """
    standings = list(released_standings(study, today))
    if study.status == "active":
        semester = current_term(today)
        return semester is not None and all(row.term_id != semester.key for row in standings)
    return bool(awaiting_board(released_results(study, today), standings, today))


def order_facts(study: Any, wanted: Wanted, today: date) -> dict[str, Any]:
    """Return the facts of award.document_order."""
    return {
        "form": wanted.form,
        "copies": wanted.copies,
        "standing": standing_of(study),
        "graduated_on": graduated_on(study.pk) if wanted.electronic else None,
        "electronic": wanted.electronic,
        "parchment": parchment_of(study.pk, wanted.parchment),
        "reason_given": bool(wanted.reason.strip()),
        "results_awaited": results_awaited(study, today),
        "delivery": wanted.delivery or None,
    }


def parchment_of(study_id: int, told: str) -> str | None:
    """Return what has become of the parchment: what the registry recorded as destroyed, else what the applicant tells.

    Only a destroyed one is taken from the record (polyu-2024-25:7C-06): of earlier years nothing is known.
    """
    destroyed = ParchmentEnding.How.DESTROYED
    if told and ParchmentEnding.objects.filter(award__study_id=study_id, how=destroyed).exists():
        return str(destroyed.value)
    return told or None


def hold_facts(study_id: int, form: str, today: date) -> dict[str, Any]:
    """Return the facts of award.certification_hold; four queries at most."""
    owed = holds_of(study_id, today)
    amount = sum((cause.amount for cause in owed.causes), Money.zero()) if owed else Money.zero()
    not_due = sum((cause.amount for cause in owed.causes if not cause.late), Money.zero()) if owed else Money.zero()
    matters = CertificationHold.objects.filter(study_id=study_id, ended_at=None)
    grounds = set(matters.values_list("ground", flat=True))
    return {
        "form": form,
        "outstanding": {"amount": amount.plain(), "currency": amount.currency},
        "not_due": {"amount": not_due.plain(), "currency": not_due.currency},
        "pay_by": min((cause.by for cause in owed.causes if not cause.late), default=None) if owed else None,
        "disciplinary": Ground.DISCIPLINE in grounds,
        "unsettled": Ground.UNSETTLED in grounds,
    }


def copy_facts(order: DocumentOrder, *, original_seen: bool, right_office: bool, more: bool | None) -> dict[str, Any]:
    """Return the facts of award.true_copy for one order."""
    return {
        "original_seen": original_seen,
        "right_office": right_office,
        "copies": order.copies,
        "reason_given": bool(order.reason.strip()),
        "more_agreed": more,
    }
