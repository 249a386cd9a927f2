"""Rounds of ballots, entries and wishes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q

from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish, Meeting


def ballot_by_key(key: int) -> Ballot | None:
    """Return a round with its term; one query."""
    return Ballot.objects.select_related("term").filter(pk=key).first()


def ballots() -> list[Ballot]:
    """Return every round, the latest first; one query."""
    return list(Ballot.objects.select_related("term").order_by("-opens_at", "-pk"))


def ballots_to_tell(now: datetime) -> list[Ballot]:
    """Return the rounds that a student's pages speak of: under way, or published for a term that isn't over."""
    rows = Ballot.objects.select_related("term").filter(Q(published_at=None) | Q(term__ends_on__gte=now.date()))
    return list(rows.order_by("-opens_at", "-pk"))


def ballot_under_way(term: str) -> Ballot | None:
    """Return the term's round from its announcement until its results are out; one query."""
    return Ballot.objects.select_related("term").filter(term_id=term, published_at=None).first()


def entry_of(ballot: Ballot, study_id: int) -> BallotEntry | None:
    """Return the student's list in a round; one query."""
    return BallotEntry.objects.filter(ballot=ballot, study_id=study_id).first()


def wishes_of(entry: BallotEntry | None) -> list[BallotWish]:
    """Return a list of wishes by rank, with group, subject, meetings and decisions; two queries."""
    if entry is None:
        return []
    rows = BallotWish.objects.filter(entry=entry).order_by("rank")
    meetings = Prefetch("group__meetings", Meeting.objects.select_related("room"))
    rows = rows.select_related("group__offering__subject", "need_decision", "decision")
    return list(rows.prefetch_related(meetings))


def students_in_turns(ballot: Ballot, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return (class, turn) -> how many students took part in it, for the turns asked for; one query."""
    wanted = Q(pk=None)
    for drawn_class, turn in set(pairs):
        wanted |= Q(drawn_class=drawn_class, turn=turn)
    rows = BallotWish.objects.filter(wanted, entry__ballot=ballot).order_by().values_list("drawn_class", "turn")
    return {(drawn, turn): count for drawn, turn, count in rows.annotate(Count("entry", distinct=True))}


def participation(ballot: Ballot) -> dict[str, Any]:
    """Return how many students took part with how many wishes: numbers only; one query."""
    rows = BallotEntry.objects.filter(ballot=ballot)
    return rows.aggregate(students=Count("pk", distinct=True), wishes=Count("wishes"))


def entries_of(study_id: int, rounds: Iterable[Ballot]) -> set[int]:
    """Return which of the rounds the student takes part in, by primary key; one query."""
    rows = BallotEntry.objects.filter(study_id=study_id, ballot__in=list(rounds))
    return set(rows.values_list("ballot_id", flat=True))
