"""How a study stands to its time limits after a term."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from registrar.areas.assessment.facts import Duration
from registrar.kernel.outcome import Outcome
from registrar.rulebook import decide


def durations_after(term: str, ended_on: date) -> Callable[[Any], Duration]:
    """Return a function study (BoardStudy, IdleStudy) -> Duration at the end of a term; equal cases are decided once.

    The edition in force on the last day of the term binds, whenever the board meets.

    The rule is `enrolment.normal_duration`: deferred semesters and approved extensions move the end
    (polyu-2024-25:4D-02, 4E-01, 4H-04).
    """

    @cache
    def duration(cohort: str, entry: str, semesters: int, deferred: int, extended: int) -> Duration:
        facts = {
            "cohort": cohort,
            "term": term,
            "term_over": True,
            "first_term": entry,
            "normal_semesters": semesters,
            "deferred_semesters": deferred,
            "extension_semesters": extended,
        }
        decision = decide("enrolment.normal_duration", facts, as_of=ended_on, university=settings.UNIVERSITY)
        if decision.outcome is Outcome.UNDETERMINED:
            return Duration(normal_over=False, maximum_over=False, extension_running=False, known=False)
        result = decision.result
        over, maximum = bool(result.get("over")), result.get("limit") == "maximum_period"
        beyond = term >= str(result.get("normal_last_term", "9999"))
        return Duration(normal_over=beyond, maximum_over=over and maximum, extension_running=not over and beyond)

    def of(study: Any) -> Duration:
        return duration(study.cohort, study.entry_term, study.normal_duration, study.deferred, study.extended)

    return of
