"""Early warnings of many studies, set-based."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from registrar.areas.advising.models import DegreePlan
from registrar.areas.advising.queries.audits import audits_of
from registrar.areas.catalogue.queries.retake_limits import retake_limits
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.queries.overdue_notes import overdue_notes
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.queries.loads_of import loads_of
from registrar.areas.registration.queries.running_subjects import running_subjects
from registrar.areas.studies.queries.endings import GRADUATING
from registrar.areas.studies.queries.latest_results import LatestResult, latest_results
from registrar.areas.studies.queries.length_of_study import semesters_of
from registrar.areas.studies.queries.passed_results import passed_results
from registrar.areas.studies.queries.standings_over_terms import StandingThen, standings_over_terms
from registrar.areas.studies.queries.studies_approved import studies_approved
from registrar.areas.studies.queries.time_moved import time_moved
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "assessment.early_warnings"


@dataclass(frozen=True)
class Warned:
    """One study with its warnings, its averages, whether it has a plan, and whether every requirement is met."""

    study: Any
    decision: Decision
    standings: list[StandingThen]
    has_plan: bool
    last_term: str
    finished: bool = False


def early_warnings(studies: Sequence[Any], *, term: str, today: date) -> list[Warned]:
    """Return the warnings of studies (rows with programme) in a term; eighteen queries at most for any number."""
    keys = [one.pk for one in studies]
    standings, results, loads = standings_over_terms(keys, today), latest_results(keys, today), loads_of(keys, term)
    overdue, lengths, left = overdue_notes(keys), semesters_of(keys), _credits_left(studies, today)
    light, moved, limits = studies_approved(["light_load"], term)["light_load"], time_moved(keys), retake_limits()
    planned = set(DegreePlan.objects.filter(study_id__in=keys).values_list("study_id", flat=True))
    calendar = term_by_key(term)
    last, finished = _last_terms(term, today), _finished(studies, left, term, today)
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
            "credits": loads.get(one.pk, 0),
            "registration_over": today > calendar.registration_to.astimezone(HONG_KONG).date(),
            "load_settled": today > calendar.add_drop_to.astimezone(HONG_KONG).date(),
            "light_load_approved": one.pk in light,
            "last_term": ends or None,
            "overdue_notes": overdue.get(one.pk, 0),
            "takes_subjects": one.status == one.Status.ACTIVE,
            "credits_to_go": left[one.pk].to_go,
            "award_settled": one.pk in finished,
        }
        decision = decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)
        found.append(Warned(one, decision, mine, one.pk in planned, ends, one.pk in finished))
    return found


@dataclass(frozen=True)
class _Left:
    """Credits of the award that are neither passed nor registered, and whether a subject still runs."""

    to_go: int
    runs: bool


def _credits_left(studies: Sequence[Any], today: date) -> dict[int, _Left]:
    """Return what is left of each study; two queries."""
    keys = [one.pk for one in studies]
    passed, running = passed_results(keys, today), running_subjects(keys, today)
    found = {}
    for one in studies:
        counted = sum(row.credits for row in passed[one.pk]) + sum(row.credits for row in running[one.pk])
        found[one.pk] = _Left(max(0, one.programme.credits_required - counted), bool(running[one.pk]))
    return found


def _finished(studies: Sequence[Any], left: dict[int, _Left], term: str, today: date) -> set[int]:
    """Return who has met every requirement; six queries where the credits of somebody are complete.

    The degree audit is what boards decide awards on, so whoever's award is decided is among them.
    """
    found = {one.pk for one in studies if one.status in GRADUATING}
    asked = [key for key, one in left.items() if key not in found and not one.to_go and not one.runs]
    audits = audits_of(asked, term=term, as_of=today) if asked else ()
    return found | {key for key, audit in audits if audit.result.get("complete")}


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
