"""Which results make up the GPA for award: the board's proposal and the confirmation of an award ask the same."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from registrar.areas.assessment.facts import RECOGNISED
from registrar.kernel.decision import Decision

FREE = "free-electives"
DONE = frozenset({"passed", "transferred", "exempted"})
TAKEN, WITHDRAWN = "taken", "withdrawn"


def confirmed_electives(studies: Collection[int]) -> dict[int, list[str]]:
    """Return study -> the free electives that its student confirmed in the application for graduation; one query.

    The applications belong to an area above this one, so the site names who knows them (settings.AWARD_ELECTIVES).
    """
    found: dict[int, list[str]] = import_string(settings.AWARD_ELECTIVES)(studies) if studies else {}
    return found


def is_free(requirement: str) -> bool:
    """Whether a requirement, named by its citation, is the one of free electives."""
    return requirement.rpartition(":")[2] == FREE


def counted_results(
    results: Iterable[Any], audit: Decision, confirmed: Collection[str] | None, level_of: Callable[[Any], int | None]
) -> list[dict[str, Any]]:
    """Return the results of award.classification: the last attempts of the subjects that requirements take.

    Of free electives those count that the student confirmed, where there is an application (polyu-2024-25:5F-02,
    6K-04). Withdrawals are no attempts, and an attempt made here goes before what was recognised.
    """
    used = {
        use["subject"]: row["id"]
        for row in audit.result.get("requirements", ())
        for use in row.get("subjects", ())
        if use["state"] in DONE
    }
    counted = set(used)
    if confirmed is not None:
        counted = {code for code, requirement in used.items() if not is_free(requirement)} | set(confirmed)
    rows = [row for row in results if row.origin != WITHDRAWN and row.subject_id in counted]
    last = {row.subject_id: row for row in sorted(rows, key=lambda row: (row.origin == TAKEN, row.attempt))}
    return [
        {
            "subject": code,
            "credits": row.credits,
            "points": row.points,
            "level": level_of(row),
            "transferred": row.origin in RECOGNISED,
        }
        for code, row in sorted(last.items())
    ]
