"""Early warnings of many studies, set-based."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from registrar.areas.advising.models import DegreePlan
from registrar.areas.catalogue.queries.retake_limits import retake_limits
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.queries.overdue_notes import overdue_notes
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.queries.running_subjects import running_subjects
from registrar.areas.studies.queries.latest_results import LatestResult, latest_results
from registrar.areas.studies.queries.length_of_study import semesters_of
from registrar.areas.studies.queries.standings_over_terms import StandingThen, standings_over_terms
from registrar.areas.studies.queries.studies_approved import studies_approved
from registrar.areas.studies.queries.time_moved import time_moved
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "assessment.early_warnings"


@dataclass(frozen=True)
class Warned:
    """One study with its warnings, its averages, and whether it has a plan."""

    study: Any
    decision: Decision
    standings: list[StandingThen]
    has_plan: bool
    last_term: str


def early_warnings(studies: Sequence[Any], *, term: str, today: date) -> list[Warned]:
    """Return the warnings of studies (rows with programme) in a term; ten queries for any number."""
    keys = [one.pk for one in studies]
    standings, results = standings_over_terms(keys, today), latest_results(keys, today)
    running, overdue = running_subjects(keys, today), overdue_notes(keys)
    lengths = semesters_of(keys)
    light, moved, limits = studies_approved(["light_load"], term)["light_load"], time_moved(keys), retake_limits()
    planned = set(DegreePlan.objects.filter(study_id__in=keys).values_list("study_id", flat=True))
    settled = today > term_by_key(term).add_drop_to.astimezone(HONG_KONG).date()
    last = _last_terms(term, today)
    found = []
    for one in studies:
        mine = standings.get(one.pk, [])
        ends = last(one.cohort, one.entry_term_id, lengths[one.pk], tuple(moved[one.pk].items()))
        facts = {
            "term": term,
            "cohort": one.cohort,
            "gpas": [row.gpa for row in mine if row.gpa is not None and row.counts],
            "on_probation": bool(mine) and mine[-1].standing == "probation",
            "failed": _failed(results[one.pk], limits),
            "full_time": one.mode == "full_time" and not one.self_paced,
            "credits": sum(row.credits for row in running[one.pk] if row.term == term),
            "load_settled": settled,
            "light_load_approved": one.pk in light,
            "last_term": ends or None,
            "overdue_notes": overdue.get(one.pk, 0),
        }
        decision = decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)
        found.append(Warned(one, decision, mine, one.pk in planned, ends))
    return found


def _failed(results: dict[str, LatestResult], limits: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"subject": code, "retakes": max(0, one.attempts - 1), "departmental_limit": limits.get(code)}
        for code, one in sorted(results.items())
        if not one.passed
    ]


def _last_terms(term: str, today: date) -> Any:
    """Return a function that finds the last term of a study; equal cases are decided once."""

    @cache
    def last(cohort: str, entry: str, semesters: int, moved: tuple[tuple[str, int], ...]) -> str:
        times = dict(moved)
        facts = {
            "cohort": cohort,
            "term": term,
            "first_term": entry,
            "normal_semesters": semesters,
            "deferred_semesters": times.get("deferment", 0),
            "extension_semesters": times.get("extension", 0),
        }
        result = decide("enrolment.normal_duration", facts, as_of=today, university=settings.UNIVERSITY).result
        return str(result.get("last_term", ""))

    return last
