"""An authority lets one student off a requirement, and it goes on record with its clause."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.advising.facts import documents_of
from registrar.areas.advising.models import AuditException
from registrar.areas.advising.queries.audits import NoSuchStudy
from registrar.areas.catalogue.queries.curricula import curricula
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.queries.audited_studies import AuditedStudy, audited_studies
from registrar.kernel import Citation, Decision
from registrar.rulebook import decide, load_rulebook
from registrar.rulebook.requirements import Requirement, RequirementDocument

RULE = "award.requirement_exception"


@dataclass(frozen=True)
class ExceptionWish:
    """What is to be excepted, by which clause and whose word, and how long and how far it counts."""

    requirement: str
    kind: str
    clause: str
    authority: str
    reason: str
    subject: str = ""
    instead: str = ""
    credits: int = 0
    survives: str = ""
    ends_on: date | None = None


@transaction.atomic
def record_exception(study_id: int, wish: ExceptionWish, *, actor: Any, now: datetime) -> AuditException | Decision:
    """Record an exception and return it, or return the refused Decision. Raises NoSuchStudy.

    It is kept under the study's programme and requirement document of the day. A requirement of a Minor or further
    Major is named by its document as well: `polyu-mn-comp:minor`.
    """
    if not lock({"studies.Study": [study_id]})["studies.Study"]:
        raise NoSuchStudy(study_id)
    day = now.astimezone(HONG_KONG).date()
    (study,) = audited_studies([study_id], day)
    document, requirement = _named(study, wish.requirement)
    facts = _facts(study, requirement, wish)
    decision = decide(RULE, facts, as_of=day, university=settings.UNIVERSITY)
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.allowed or document is None or requirement is None:
        return decision
    return AuditException.objects.create(
        study_id=study_id,
        programme_id=study.programme,
        document=document.id,
        requirement=requirement.id,
        kind=wish.kind,
        subject_id=wish.subject or None,
        instead_id=wish.instead or None,
        credits=wish.credits,
        clause=wish.clause,
        authority=wish.authority,
        reason=wish.reason,
        survives=wish.survives,
        ends_on=wish.ends_on,
        decision=stored,
        entered_by=actor,
        entered_at=now,
    )


def _named(study: AuditedStudy, name: str) -> tuple[RequirementDocument | None, Requirement | None]:
    """Return the requirement that is meant, with its document; a bare id is one of the programme's."""
    for document in documents_of(study):
        for one in document.walk():
            if name == one.key or (name == one.id and document.kind == "programme"):
                return document, one
    return None, None


def _facts(study: AuditedStudy, requirement: Requirement | None, wish: ExceptionWish) -> dict[str, Any]:
    take = requirement.take if requirement else None
    rows = curricula([study.programme])[study.programme]
    named = {code for codes in (take.subjects if take else ()) for code in codes}
    need = 0
    if take is not None:
        named |= {row.subject for row in rows if row.category in take.curriculum}
        need = take.credits or sum(row.credits for row in rows if row.category in take.credits_of)
    return {
        "requirement": wish.requirement,
        "in_document": requirement is not None,
        "kind": wish.kind,
        "subject": wish.subject,
        "asked_for": wish.subject in named,
        "instead": wish.instead,
        "credits": wish.credits,
        "credits_asked": need,
        "clause": wish.clause,
        "clause_known": clause_known(wish.clause),
        "survives": wish.survives or "nothing",
        "ends_on": wish.ends_on,
    }


def clause_known(text: str) -> bool:
    """Tell whether the university's handbook has a clause written like polyu-2024-25:5B-10."""
    try:
        citation = Citation.parse(text)
    except ValueError:
        return False
    return citation in load_rulebook().university(settings.UNIVERSITY).clauses
