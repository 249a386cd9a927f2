"""A student gives up a Minor, a Second Major or a Secondary Major."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.models import Study, StudyOption
from registrar.areas.studies.option_facts import withdrawal_facts
from registrar.areas.studies.option_telling import tell
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "registration.option_withdrawal"


@dataclass(frozen=True)
class GivingUp:
    """When it was asked for, the student's last term, who approved so far, from which term on it ends, and why."""

    filed_on: date
    last_term: str
    ends_from: str
    approved_by: tuple[str, ...] = ()
    reason: str = ""


class NothingHeld(LookupError):
    """The study has no option of this kind that isn't given up."""


@transaction.atomic
def give_up_option(study_id: int, kind: str, told: GivingUp, *, actor: Any, now: datetime) -> StudyOption | Decision:
    """End an option and return it, or return the Decision that stands against it or waits for a department.

    From then on graduation asks for it no longer (polyu-2024-25:4M-05, 4M-06). Raises NothingHeld.
    """
    study = lock({"studies.Study": [study_id]})["studies.Study"].get(study_id)
    if study is None:
        raise NothingHeld(kind)
    option = StudyOption.objects.filter(study=study, kind=kind, given_up_at=None).first()
    if option is None and not (kind == StudyOption.Kind.MINOR and study.minor_id):
        raise NothingHeld(kind)
    facts = withdrawal_facts(kind, told.filed_on, told.last_term, told.approved_by)
    decision = decide(RULE, facts, as_of=told.filed_on, university=settings.UNIVERSITY)
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.allowed:
        return decision
    option = option or _brought_along(study)
    option.given_up_at, option.given_up_by, option.given_up_decision = now, actor, stored
    option.given_up_from_id, option.given_up_reason = told.ends_from, told.reason
    option.save()
    if kind == StudyOption.Kind.MINOR:
        study.minor_id = None
        study.save(update_fields=["minor"])
    tell(option, now=now)
    return option


def _brought_along(study: Study) -> StudyOption:
    """Put on record a Minor that stood on the study alone: it was there from the first day."""
    began = datetime.combine(study.entry_term.starts_on, time(), HONG_KONG)
    return StudyOption.objects.create(
        study=study, kind=StudyOption.Kind.MINOR, code=str(study.minor_id), entered_at=began
    )
