"""What a ballot asks of a student, and the news of its results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.registration.queries.ballots import entries_of
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Todo, address
from registrar.ui import words

#: Results are news for so many days.
NEWS_DAYS = 14


def ballot_todos(study: Any, rounds: Sequence[Any], now: datetime) -> Iterator[Todo]:
    """Yield a line for each round that the student has something to do with; one query, none without a round."""
    if study.status != study.Status.ACTIVE or not rounds:
        return
    entered = entries_of(study.pk, rounds)
    for row in rounds:
        found = _line(row, entered, now)
        if found is not None:
            yield found


def _line(row: Any, entered: set[int], now: datetime) -> Todo | None:
    state, term = row.state(now), words.term(row.term_id)
    mine = address("registration:my-ballot", row.pk)
    clause = clause_of("registration.ballot_wishes", "round", row.term_id)
    if state == "open" and row.pk in entered:
        title = _("Your wishes for {term} are in").format(term=term)
        why = _("You can change them until the round closes; how early makes no difference.")
        return Todo(title, mine, why, clause, row.closes_at, _("See my wishes"), waits=True)
    if state == "open":
        title = _("Rank your wishes for {term}").format(term=term)
        why = _("Places of this semester are given by ballot. How early you hand in your wishes makes no difference.")
        return Todo(title, address("registration:wishes", row.pk), why, clause, row.closes_at, _("Rank my wishes"))
    if state == "published":
        if row.pk not in entered or now > row.published_at + timedelta(days=NEWS_DAYS):
            return None
        title = _("The ballot results for {term} are out").format(term=term)
        return Todo(title, mine, _("Each wish with its outcome and why, and how to check the draw."), clause)
    if state == "planned" or row.pk in entered:
        title = _("Ballot for {term}").format(term=term)
        why = _("Wishes are taken from {opens} to {closes}.").format(
            opens=words.moment(row.opens_at), closes=words.moment(row.closes_at)
        )
        if state != "planned":
            why = _("The results are announced for {results}.").format(results=words.moment(row.results_at))
        return Todo(title, mine, why, clause, waits=True)
    return None
