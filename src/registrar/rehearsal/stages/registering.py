"""Registration morning: everybody sends a basket; who loses a seat or meets a clash tries another group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from registrar.areas.registration.actions.submit_basket import BasketOutcome, Choice, submit_basket

TRIES = 2

Wish = tuple[int, Sequence[Sequence[int]]]
"""A study, and for each subject wanted the groups that would do, the best first."""


def register(wishes: Sequence[Wish], *, now: datetime) -> Counter[str]:
    """Submit the baskets as their students would, and count what came of them."""
    counts: Counter[str] = Counter()
    for study, subjects in wishes:
        left = {groups[0]: list(groups) for groups in subjects if groups}
        for _ in range(TRIES):
            if not left:
                break
            outcome = submit_basket(study, [Choice(group) for group in left], all_or_nothing=False, actor=None, now=now)
            left = _others(outcome, left, counts)
    return counts


def _others(outcome: BasketOutcome, left: Mapping[int, list[int]], counts: Counter[str]) -> dict[int, list[int]]:
    """Count a basket's lines and return the subjects to try again in another group."""
    counts["baskets"] += 1
    again = {}
    for line in outcome.lines:
        if line.registration_id is not None:
            counts["registrations"] += 1
            continue
        counts["choices refused"] += 1
        refused = {str(finding.clause): finding.message.key for finding in line.decision.refusals}
        for clause in refused:
            counts[f"refused {clause}"] += 1
        other = left[line.group_id][1:]
        if other and any(".seat." in key or ".clash." in key for key in refused.values()):
            again[other[0]] = other
    return again
