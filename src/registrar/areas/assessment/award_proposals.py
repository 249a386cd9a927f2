"""Who can graduate, and with which class: asked of the audit and of the rules on awards."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.advising.queries.audits import audits_of
from registrar.areas.assessment.award_results import counted_results
from registrar.areas.studies.queries.board_data import BoardStudy
from registrar.kernel.decision import Decision
from registrar.kernel.outcome import Outcome
from registrar.rulebook import decide

ADMISSIONS = {"senior_year": "senior_year", "articulation": "articulation"}
DONE = ("met", "waived")


@dataclass(frozen=True)
class AwardProposal:
    """Whether the conditions of the award are met, and the class, where one can be computed."""

    eligibility: Decision
    classification: Decision | None = None

    @property
    def award_class(self) -> str:
        """The class proposed, by its code; empty where none is."""
        return str(self.classification.result.get("class", "")) if self.classification else ""

    @property
    def award_gpa(self) -> Decimal | None:
        """The GPA for award as the classification has it."""
        return self.classification.result.get("award_gpa") if self.classification else None


def audited(studies: Sequence[BoardStudy], term: Any, today: date) -> dict[int, Decision]:
    """Return study -> its degree audit, for those whose credits could suffice; results of the term count already.

    Six queries for two thousand studies. An audit that no requirement document covers is left out.
    """
    near = [study.pk for study in studies if study.credits_earned >= study.credits_required]
    if not near:
        return {}
    found = audits_of(near, term=term.key, as_of=today, unreleased_until=term.ordinal)
    return {key: audit for key, audit in found if audit.outcome is not Outcome.UNDETERMINED}


def award_proposal(
    study: BoardStudy,
    audit: Decision,
    figures: Mapping[str, Any],
    levels: Mapping[str, int],
    *,
    confirmed: Collection[str] | None = None,
    term: str,
    today: date,
) -> AwardProposal:
    """Decide `award.eligibility`, and `award.classification` for whoever is eligible (polyu-2024-25:6J-01, GAP-04).

    `levels` are the levels of subjects, for documents that weigh them, `confirmed` the free electives that the student
    confirmed in the application for graduation.
    """
    missing = [
        row["title"]
        for row in audit.result["requirements"]
        if not row["parent"] and row["wanted"] and row["state"] not in DONE
    ]
    facts = {
        "term": term,
        "cohort": study.cohort,
        "credits_required": audit.result["credits_needed"],
        "credits_counted": audit.result["credits_passed"],
        "credits_taken_here": _taken_here(study, set(audit.result["unused"])),
        "requirements_met": not missing,
        "requirements_missing": [{"en": title.en, "zh": title.zh} for title in missing],
        "gpa": figures["gpa"],
        "least_gpa": audit.result["least_gpa"],
        "option": study.option,
        "professional_exception": study.professional_exception,
        "exceptional_entry": study.exceptional_entry,
        "admission_type": ADMISSIONS.get(study.admission, "ordinary"),
        "transfer_effective": max((r.term_id for r in study.results if r.origin == "transferred"), default=None),
    }
    eligibility = decide("award.eligibility", facts, as_of=today, university=settings.UNIVERSITY)
    if not eligibility.allowed:
        return AwardProposal(eligibility)
    return AwardProposal(eligibility, _classified(study, audit, confirmed, levels, term, today))


def _classified(
    study: BoardStudy,
    audit: Decision,
    confirmed: Collection[str] | None,
    levels: Mapping[str, int],
    term: str,
    today: date,
) -> Decision:
    facts = {
        "term": term,
        "cohort": study.cohort,
        "programme": study.programme,
        "level": study.level,
        "results": counted_results(study.results, audit, confirmed, lambda row: levels.get(row.subject_id)),
    }
    return decide("award.classification", facts, as_of=today, university=settings.UNIVERSITY)


def _taken_here(study: BoardStudy, unused: set[str]) -> int:
    """Credits of subjects taken here that count for the award, each subject once."""
    here = {
        row.subject_id: row.credits_earned
        for row in study.results
        if row.origin == "taken" and row.credits_earned and row.subject_id not in unused
    }
    return sum(here.values())
