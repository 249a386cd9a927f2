"""A student takes up a Minor, a Second Major or a Secondary Major."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.models import Study, StudyOption
from registrar.areas.studies.option_facts import FORMS, RULES, OptionWish, application_facts
from registrar.areas.studies.option_subjects import option_subjects
from registrar.areas.studies.option_telling import tell
from registrar.areas.studies.queries.options_of import options_of
from registrar.kernel import Decision
from registrar.rulebook import decide


class HeldAlready(ValueError):
    """The study has an option of this kind on record, not given up."""


@transaction.atomic
def take_option(study_id: int, wish: OptionWish, *, actor: Any, now: datetime) -> StudyOption | Decision:
    """Record an option and return it, or return the Decision that stands against it or still waits for a department.

    From then on it is part of what graduation asks for (polyu-2024-25:4M-05). Raises Study.DoesNotExist, HeldAlready,
    KeyError for an unknown kind.
    """
    rule = RULES[StudyOption.Kind(wish.kind)]
    study = lock({"studies.Study": [study_id]})["studies.Study"].get(study_id)
    if study is None:
        raise Study.DoesNotExist(study_id)
    day = now.astimezone(HONG_KONG).date()
    if any(one.kind == wish.kind for one in options_of([study_id], day).get(study_id, [])):
        raise HeldAlready(wish.kind)
    facts = application_facts(study, wish)
    decision = decide(rule, facts, as_of=wish.filed_on, university=settings.UNIVERSITY)
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.allowed:
        return decision
    if wish.kind == StudyOption.Kind.MINOR:
        study.minor_id = wish.code
        study.save(update_fields=["minor"])
    option = StudyOption.objects.create(
        study=study,
        kind=wish.kind,
        code=wish.code,
        form=FORMS[StudyOption.Kind(wish.kind)],
        filed_on=wish.filed_on,
        taken_from_id=wish.taken_from,
        normal_semesters=wish.normal_semesters if wish.kind == StudyOption.Kind.SECOND_MAJOR else None,
        subjects=[] if wish.kind == StudyOption.Kind.MINOR else option_subjects(wish.kind, wish.code, study.cohort),
        decision=stored,
        reference=wish.reference,
        entered_by=actor,
        entered_at=now,
    )
    tell(option, now=now)
    return option
