"""A plan to graduation with everything that it is checked against."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.advising.models import DegreePlan, PlannedSubject
from registrar.areas.advising.queries.degree import Outlook
from registrar.areas.catalogue.queries.requisites import Requisites, requisites
from registrar.areas.catalogue.queries.subject_particulars import SubjectParticulars
from registrar.areas.registration.queries.offered_in import Offers, offered_in
from registrar.kernel import Decision, Term
from registrar.rulebook import decide
from registrar.rules.award._audit_facts import DONE, DegreeAuditFacts

RULE = "award.degree_plan"
Pairs = Sequence[tuple[str, str]]


def plan_of(study_id: int) -> Any | None:
    """Return a study's plan, or None; one query."""
    return DegreePlan.objects.filter(study_id=study_id).first()


def planned_of(studies: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Return study -> its planned (subject, term), for the studies with a plan; one query."""
    found: dict[int, list[tuple[str, str]]] = {}
    rows = PlannedSubject.objects.filter(plan__study_id__in=studies).order_by("plan_id", "term", "subject_id")
    for study, subject, term in rows.values_list("plan__study_id", "subject_id", "term"):
        found.setdefault(study, []).append((subject, term))
    return found


@dataclass(frozen=True)
class Ground:
    """What plans are checked against: the catalogue, offerings, requisites, and the calendar."""

    when: Outlook
    subjects: Mapping[str, SubjectParticulars]
    offers: Offers
    asks: Mapping[str, Requisites]
    usual_places: Mapping[str, tuple[str, ...]]

    def usual(self, code: str) -> tuple[str, ...]:
        """The parts of the year in which a subject is usually offered: by the curriculum, else as it has been."""
        return self.usual_places.get(code) or self.offers.parts.get(code, ())

    def offered_then(self, code: str, term: str) -> bool | None:
        """Whether a subject is offered in a term; None where that isn't settled."""
        return self.offers.known(code, term, published=term in self.when.published)


def ground(when: Outlook, subjects: Mapping[str, SubjectParticulars], curriculum: Sequence[Any]) -> Ground:
    """Return what plans of a programme are checked against; two queries."""
    usual = {row.subject: (row.semester,) for row in curriculum if row.semester}
    return Ground(when, subjects, offered_in(), requisites(list(subjects)), usual)


def check_plan(pairs: Pairs, facts: DegreeAuditFacts, there: Ground, as_of: date) -> Decision:
    """Check planned subjects against a study's record; no query."""
    held = {one.subject: one for one in facts.subjects if one.state in DONE or one.state == "in_progress"}
    planned = [
        {
            "subject": code,
            "term": term,
            "credits": there.subjects[code].credits,
            "prerequisites": _groups(there.asks.get(code)),
            "exclusions": there.asks[code].exclusions if code in there.asks else (),
            "offered": there.offered_then(code, term),
            "usual": there.usual(code),
        }
        for code, term in pairs
        if code in there.subjects and code not in held
    ]
    told = {
        "term": there.when.term,
        "next_term": there.when.next_term,
        "planned": planned,
        "held": [
            {"subject": one.subject, "credits": one.credits, "term": one.term if one.state == "in_progress" else None}
            for one in held.values()
        ],
    }
    return decide(RULE, told, as_of=as_of, university=settings.UNIVERSITY)


def _groups(asks: Requisites | None) -> list[list[str]]:
    return [[code for code, _ in group] for group in asks.prerequisites] if asks else []


def semesters_from(first: str, count: int) -> list[str]:
    """Return so many semesters from one on, Summer Terms left out."""
    return [str(Term.parse(first).plus_semesters(number)) for number in range(count)]
