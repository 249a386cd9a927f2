"""An award that was conferred before the system kept awards goes on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.awards.models import Award
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import decisions, locking
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Bilingual
from registrar.rulebook import decide


@dataclass(frozen=True)
class Past:
    """What the old record says: last term, class by code and title, GPA for award, and the days.

    `decided_class` is the class of the board where a penalty lowered it. A graduand's `conferred_on` is still to come.
    """

    term: str
    award_class: str
    title: Bilingual
    award_gpa: Any
    board_met_on: date
    confirmed_on: date
    conferred_on: date
    decided_class: str = ""


@transaction.atomic
def take_over_award(study_id: int, past: Past, *, actor: Any, now: datetime) -> Award:
    """Put an earlier award on record as it was; a study that has one keeps it.

    The decision stored with it is what the rule says of those facts: for years without a verified edition that nothing
    can be told. The status of the study is not touched. Raises ValueError for a study that is neither a graduand's
    nor a graduate's.
    """
    locking.hold({"studies.Study": [study_id]})
    (study,) = studies_with_people([study_id])
    if study.status not in ("graduand", "graduated"):
        raise ValueError(f"study {study_id} has not graduated")
    conferred = study.status == "graduated"
    held = Award.objects.filter(study=study).exclude(state=Award.State.RETRACTED).first()
    if held is not None:
        return held
    facts = {
        "term": past.term,
        "cohort": study.cohort,
        "status": "active",
        "board_met_on": past.board_met_on,
        "computed": past.award_class,
        "proposed": past.award_class,
    }
    decision = decide("award.award_confirmation", facts, as_of=past.confirmed_on, university=settings.UNIVERSITY)
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    programme = study.programme
    made = Award(
        study=study,
        term=term_by_key(past.term),
        programme_title_en=programme.title_en,
        programme_title_zh=programme.title_zh,
        title_en=programme.title_en,
        title_zh=programme.title_zh,
        decided_class=past.decided_class or past.award_class,
        award_class=past.award_class,
        class_en=past.title.en,
        class_zh=past.title.zh,
        award_gpa=past.award_gpa,
        board_met_on=past.board_met_on,
        eligibility=stored,
        classification=stored,
        decision=stored,
        state=Award.State.CONFERRED if conferred else Award.State.GRADUAND,
        confirmed_at=now,
        confirmed_on=past.confirmed_on,
        confirmed_by=actor,
        confer_on=past.conferred_on,
        conferred_on=past.conferred_on if conferred else None,
        conferred_at=now if conferred else None,
    )
    made.save(force_insert=True)
    return made
