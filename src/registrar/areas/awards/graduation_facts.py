"""From the record of a study to the facts of the rules on awards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.advising.queries.audits import audit_of, audits_of
from registrar.areas.assessment.award_results import counted_results
from registrar.areas.assessment.award_results import is_free as is_free
from registrar.areas.assessment.queries.incomplete_studies import incomplete_studies
from registrar.areas.awards.models import GraduationPenalty
from registrar.areas.awards.queries.confirmed_electives import confirmed_electives
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.areas.studies.queries.options_of import deciding_option, options_of
from registrar.areas.studies.queries.record import released_results, results_until
from registrar.kernel import Decision
from registrar.rulebook import decide

ADMISSIONS = frozenset({"advanced_standing", "senior_year", "articulation"})
OUTSIDE_AWARD = "additional"
RECOGNISED = ("transferred", "exempted")


@dataclass(frozen=True)
class Standing:
    """How a study stands to its award at the end of a term: the audit, eligibility, and the class."""

    audit: Decision
    eligibility: Decision
    classification: Decision

    @property
    def computed(self) -> str:
        """The class that the GPA for award gives, by code; empty where there is none."""
        return str(self.classification.result.get("proposed") or "")


def uses(audit: Decision) -> dict[str, tuple[str, str, int]]:
    """Return subject -> (the requirement that it fills, its state, its credits), as an audit sees it."""
    return {
        use["subject"]: (row["id"], use["state"], use["credits"])
        for row in audit.result.get("requirements", ())
        for use in row.get("subjects", ())
    }


def standing_at(study: Any, term: Any, today: date, *, decided: str = "", penalties: int = 0) -> Standing:
    """Judge a study on its whole record up to a term, results that aren't released yet too; about a dozen queries.

    `decided` is the class of the board, where it has met.
    """
    ((_, audit),) = audits_of([study.pk], term=term.key, as_of=today, unreleased_until=term.ordinal)
    results = list(results_until(study, term))
    pending = study.pk in incomplete_studies(term.key)
    facts = eligibility_facts(study, term, audit, results, pending=pending, today=today)
    eligibility = decide("award.eligibility", facts, as_of=today, university=settings.UNIVERSITY)
    graded = class_facts(study, term, audit, results, pending=pending) | {
        "decided": decided or None,
        "penalties": penalties,
    }
    return Standing(
        audit, eligibility, decide("award.classification", graded, as_of=today, university=settings.UNIVERSITY)
    )


def conditions_today(study: Any, term: Any, today: date) -> tuple[Decision, Decision]:
    """Return the degree audit and the conditions of the award on what the student has been told; a dozen queries."""
    audit = audit_of(study.pk, term=term.key, as_of=today)
    results = list(released_results(study, today))
    facts = eligibility_facts(study, term, audit, results, pending=False, today=today)
    return audit, decide("award.eligibility", facts, as_of=today, university=settings.UNIVERSITY)


def eligibility_facts(
    study: Any, term: Any, audit: Decision, results: Sequence[Any], *, pending: bool, today: date
) -> dict[str, Any]:
    """Return the facts of award.eligibility."""
    rows = audit.result.get("requirements", ())
    tops = [row for row in rows if not row["parent"]]
    missing = [row for row in tops if row["wanted"] and row["state"] not in ("met", "waived")]
    approved = {one.kind for one in approvals_in_force([study.pk], term.key, term.ends_on)[study.pk]}
    gpa = decide("assessment.gpa", _gpa_facts(term, results), as_of=term.ends_on, university=settings.UNIVERSITY)
    return {
        "term": term.key,
        "cohort": study.cohort,
        "credits_required": audit.result.get("credits_needed") or study.programme.credits_required,
        "credits_counted": audit.result.get("credits_passed", 0),
        "credits_taken_here": sum(credits for _, state, credits in uses(audit).values() if state == "passed"),
        "professional_exception": "professional_exception" in approved,
        "exceptional_entry": "exceptional_entry" in approved,
        "requirements_met": not missing if rows else None,
        "requirements_missing": [{"en": row["title"].en, "zh": row["title"].zh} for row in missing],
        "gpa": gpa.result.get("gpa"),
        "least_gpa": audit.result.get("least_gpa"),
        "results_pending": pending,
        "option": deciding_option(options_of([study.pk], today).get(study.pk, ())),
        "admission_type": study.admission if study.admission in ADMISSIONS else "ordinary",
        "transfer_effective": max((row.term_id for row in results if row.origin == "transferred"), default=None),
        "award_deferred_until": deferral_of(study.pk, today),
    }


def class_facts(study: Any, term: Any, audit: Decision, results: Iterable[Any], *, pending: bool) -> dict[str, Any]:
    """Return the facts of award.classification: the last attempts of the subjects that count for the award.

    What the student confirmed in the application for graduation decides which free electives are among them.
    """
    confirmed = confirmed_electives([study.pk]).get(study.pk)
    return {
        "term": term.key,
        "cohort": study.cohort,
        "programme": study.programme_id,
        "level": study.programme.level,
        "grade_missing": pending,
        "results": counted_results(results, audit, confirmed, lambda row: row.subject.level),
    }


def deferral_of(study_id: int, today: date) -> date | None:
    """Return the last day to which penalties defer graduation, where one does on a day; one query."""
    rows = GraduationPenalty.objects.filter(
        study_id=study_id, kind=GraduationPenalty.Kind.DEFER, lifted_at=None, ends_on__gte=today
    )
    return rows.order_by("-ends_on").values_list("ends_on", flat=True).first()


def _gpa_facts(term: Any, results: Iterable[Any]) -> dict[str, Any]:
    return {
        "term": term.key,
        "results": [
            {
                "subject": row.subject_id,
                "term": row.term_id,
                "attempt": row.attempt,
                "credits": row.credits,
                "grade": row.grade,
                "points": row.points,
                "failed": row.failed,
                "in_curriculum": row.category != OUTSIDE_AWARD,
                "transferred": row.origin in RECOGNISED,
            }
            for row in results
        ],
    }
