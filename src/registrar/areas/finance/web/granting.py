"""From the answers on "Grant a refund" to the rule that considers them and the action that carries them out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.actions.grant_refund import Granted
from registrar.areas.finance.actions.offset_transfer import offset_transfer
from registrar.areas.finance.actions.refund_appeal_fee import refund_appeal_fee
from registrar.areas.finance.actions.refund_term_tuition import refund_term_tuition
from registrar.areas.finance.actions.settle_deposit import settle_deposit
from registrar.areas.finance.queries import refund_proposals as proposals
from registrar.areas.finance.queries.deposit_decision import EndOfStudy, deposit_decision
from registrar.areas.finance.queries.paid_appeals import appeal_charged
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision

FORMS = {"deferment": "AR7", "withdrawal": "AR6"}
JUPAS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Case:
    """A student's study and the answers of the form."""

    study: Any
    data: dict[str, Any]


def consider(case: Case, *, now: datetime) -> Decision:
    """Return what the ground's rule says; nothing is written."""
    data, study, today = case.data, case.study, now.astimezone(HONG_KONG).date()
    match data["ground"]:
        case "deferment" | "withdrawal":
            return proposals.term_tuition_proposal(study, term_by_key(data["term"]), **_application(data)).decision
        case "transfer":
            row = term_by_key(data["term"])
            return proposals.transfer_proposal(study, row, data["amount"], today=today).decision
        case "appeal":
            return proposals.appeal_proposal(
                study, appeal_charged(data["charge"]), **_appeal(data), today=today
            ).decision
        case "deposit":
            return deposit_decision(study.pk, data["event"], EndOfStudy(data["day"]), now=now)
    return proposals.no_exception(study, fee=data["fee"], new_student=False, today=today).decision


def carry_out(case: Case, *, actor: Any, now: datetime) -> Granted:
    """Do it: the action asks the rule again, under its lock."""
    data, study = case.data, case.study
    match data["ground"]:
        case "deferment" | "withdrawal":
            row = term_by_key(data["term"])
            return refund_term_tuition(study.pk, row, **_application(data), actor=actor, now=now)
        case "transfer":
            row = term_by_key(data["term"])
            return offset_transfer(study.pk, row, data["amount"], actor=actor, now=now).granted
        case "appeal":
            return refund_appeal_fee(data["charge"], **_appeal(data), actor=actor, now=now)
        case "deposit":
            event, day = data["event"], data["day"]
            done = settle_deposit(study.pk, event, event_on=day, actor=actor, now=now)
            return Granted(done.decision, done.refund)
    return Granted(consider(case, now=now))


def _application(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "applied_on": data["day"],
        "event": data["ground"],
        "jupas": JUPAS.get(data.get("jupas", "")),
        "approval": _form(data),
    }


def _form(data: dict[str, Any]) -> str:
    """Return the approved form as it is kept with the decision; empty where it was not named."""
    number, day = data.get("form", "").strip(), data.get("form_day")
    if not number or not day:
        return ""
    return " ".join((FORMS[data["ground"]], number, day.isoformat()))


def _appeal(data: dict[str, Any]) -> dict[str, Any]:
    return {"matter": data["matter"], "upheld": data["upheld"]}
