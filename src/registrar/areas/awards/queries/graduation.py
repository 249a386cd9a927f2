"""What the pages and actions on graduation read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from registrar.areas.advising.queries.audits import audit_of
from registrar.areas.assessment.award_results import is_free
from registrar.areas.awards.graduation_facts import uses
from registrar.areas.awards.models import (
    Award,
    AwardRetraction,
    ExpectedFinish,
    GraduationApplication,
    GraduationPenalty,
    SpecificAwardApplication,
)
from registrar.kernel import Decision

PEOPLE = ("study__student__person", "study__programme__department", "study__minor")


@dataclass(frozen=True)
class ElectiveChoice:
    """A subject that may count as a free elective: whether the audit counts it as one now."""

    subject: str
    credits: int
    counted: bool


@dataclass(frozen=True)
class ElectiveOffer:
    """The subjects to choose from, the credits that the choice must reach, and the audit behind it."""

    subjects: tuple[ElectiveChoice, ...]
    needed: int
    audit: Decision


def elective_choices(study: Any, term: Any, today: date) -> ElectiveOffer:
    """Return which subjects may count as free electives: those that do, and the surplus ones. Some ten queries.

    The choice must bring the credits that the audit has found for the requirement, or what is asked for, if less.
    """
    audit = audit_of(study.pk, term=term.key, as_of=today)
    counted = {code: credits for code, (row, _, credits) in uses(audit).items() if is_free(row)}
    surplus = {code: credits for code, credits in surplus_credits(study, audit).items() if code not in counted}
    need = sum(row.get("need", 0) for row in audit.result.get("requirements", ()) if is_free(row["id"]))
    subjects = [ElectiveChoice(code, credits, True) for code, credits in counted.items()]
    subjects += [ElectiveChoice(code, credits, False) for code, credits in surplus.items()]
    return ElectiveOffer(tuple(sorted(subjects, key=lambda one: one.subject)), min(need, sum(counted.values())), audit)


def surplus_credits(study: Any, audit: Decision) -> dict[str, int]:
    """Return the surplus subjects of an audit with the credits that they bring."""
    unused = list(audit.result.get("unused", ()))
    if not unused:
        return {}
    held = {row.subject_id: row.credits_earned for row in study.results.filter(subject_id__in=unused, failed=False)}
    return {code: held[code] for code in unused if held.get(code)}


def applications() -> QuerySet[GraduationApplication]:
    """Return every application with people and term."""
    return GraduationApplication.objects.select_related(*PEOPLE, "term")


def application_of(study_id: int, term: str) -> GraduationApplication | None:
    """Return a study's application of a term."""
    return applications().select_related("decision").filter(study_id=study_id, term_id=term).first()


def not_applied() -> QuerySet[ExpectedFinish]:
    """Return who is expected to finish and has no application, or a declined one only."""
    live = GraduationApplication.objects.filter(study=OuterRef("study"), term=OuterRef("term")).exclude(
        state=GraduationApplication.State.DECLINED
    )
    return ExpectedFinish.objects.select_related(*PEOPLE, "term").filter(~Exists(live), expected=True)


def awards() -> QuerySet[Award]:
    """Return every award with people, programme and faculty."""
    return Award.objects.select_related(*PEOPLE, "study__programme__department__faculty", "term")


def award_of(study_id: int) -> Award | None:
    """Return a study's award: the one in force, else the latest that was retracted."""
    rows = awards().select_related("eligibility", "classification", "decision").filter(study_id=study_id)
    return min(rows, key=lambda row: (row.state == Award.State.RETRACTED, -row.pk), default=None)


def is_retracted(study_id: int) -> bool:
    """Whether a study's award was taken back and no other stands; one query."""
    states = set(Award.objects.filter(study_id=study_id).values_list("state", flat=True))
    return states == {Award.State.RETRACTED}


def penalties() -> QuerySet[GraduationPenalty]:
    """Return every penalty with people."""
    return GraduationPenalty.objects.select_related(*PEOPLE, "entered_by__person", "used_on")


def retractions_open(award: Award) -> AwardRetraction | None:
    """Return the open proposal to take an award back."""
    rows = AwardRetraction.objects.filter(award=award, state=AwardRetraction.State.PROPOSED)
    return rows.select_related("proposed_by__person").first()


def retraction_of(award: Award) -> AwardRetraction | None:
    """Return how an award was taken back; None for one that stands. One query."""
    rows = AwardRetraction.objects.filter(award=award, state=AwardRetraction.State.CARRIED_OUT)
    return rows.select_related("proposed_by__person", "settled_by__person").first()


def retraction(pk: int) -> AwardRetraction | None:
    """Return an open proposal to take an award back, with the award and its people."""
    rows = AwardRetraction.objects.filter(pk=pk, state=AwardRetraction.State.PROPOSED)
    return rows.select_related("award__study__student__person", "proposed_by__person").first()


def specific_awards() -> QuerySet[SpecificAwardApplication]:
    """Return every AR84c with people, term and the award asked for."""
    return SpecificAwardApplication.objects.select_related(*PEOPLE, "term", "stream")
