"""How a study stands to the conditions of the award beside the requirements: what is taken here, GPA, transfers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.advising.queries.degree import Degree
from registrar.areas.studies.queries.options_of import deciding_option
from registrar.areas.studies.queries.standings_over_terms import standings_over_terms
from registrar.areas.studies.queries.transfers_of import Recognised, transfers_of
from registrar.kernel import Decision, Finding, Term
from registrar.rulebook import decide

RULE, LIMIT = "award.eligibility", "registration.credit_transfer_limit"
ADMISSIONS = ("advanced_standing", "senior_year", "articulation")
MET = ("met", "waived")


@dataclass(frozen=True)
class AwardConditions:
    """The conditions by name as `award.eligibility` tests them today, and the cap on transfers where there are any."""

    eligibility: Decision
    limit: Decision | None

    @property
    def tests(self) -> dict[str, Finding]:
        """Condition -> its finding; empty where something needed isn't known yet."""
        names = self.eligibility.result.get("conditions", {})
        return dict(zip(names, self.eligibility.findings, strict=False))


def award_conditions(degree: Degree, gpa: Decimal | None, *, term: str, as_of: date) -> AwardConditions:
    """Test the conditions for what an audit counts today (polyu-2024-25:6J-01, 5B-01, 5B-09, 5B-15); one query."""
    study, result = degree.record.study, degree.decision.result
    recognised = transfers_of([study.key]).get(study.key, [])
    tops = [row for row in result["requirements"] if not row["parent"]]
    missing = [row["title"] for row in tops if row["state"] not in MET]
    facts = {
        "term": term,
        "cohort": study.cohort,
        "credits_required": result["credits_needed"],
        "credits_counted": result["credits_passed"],
        "credits_taken_here": _taken_here(result),
        "requirements_met": not missing,
        "requirements_missing": [{"en": title.en, "zh": title.zh} for title in missing],
        "gpa": gpa,
        "least_gpa": degree.document.gpa if degree.document else None,
        "option": deciding_option(study.options),
        "admission_type": study.admission if study.admission in ADMISSIONS else "ordinary",
        "transfer_effective": effective_from(recognised),
    }
    eligibility = decide(RULE, facts, as_of=as_of, university=settings.UNIVERSITY)
    return AwardConditions(eligibility, _limit(recognised, result["credits_needed"], as_of))


def gpa_of(study: int, today: date) -> Decimal | None:
    """Return a study's latest released GPA, None before there is one; one query."""
    known = [one.gpa for one in standings_over_terms([study], today).get(study, []) if one.gpa is not None]
    return known[-1] if known else None


def effective_from(recognised: Iterable[Recognised]) -> str | None:
    """Return the latest term from which transferred credits count, None without any (polyu-2024-25:5B-15)."""
    return max((one.term for one in recognised if one.credits), key=Term.parse, default=None)


def _taken_here(result: Any) -> int:
    used = {
        use["subject"]: use["credits"]
        for row in result["requirements"]
        for use in row.get("subjects", ())
        if use["state"] == "passed"
    }
    return sum(used.values())


def _limit(recognised: list[Recognised], required: int, as_of: date) -> Decision | None:
    credits = dict.fromkeys(("internal", "external", "exchange"), 0)
    for one in recognised:
        credits[one.source or "external"] += one.credits
    if not sum(credits.values()):
        return None
    facts = {"required_credits": required, **{f"{source}_credits": count for source, count in credits.items()}}
    return decide(LIMIT, facts, as_of=as_of, university=settings.UNIVERSITY)
