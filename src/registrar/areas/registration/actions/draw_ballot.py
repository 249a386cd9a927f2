"""Draw a ballot: every wish decided from one moment, then the places entered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.jobs import Progress
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.enter_ballot import enter_ballot
from registrar.areas.registration.actions.judge_basket import Judged, judge_choice
from registrar.areas.registration.facts.ballot_turns import Claim, Turn, partners_of, turns, with_drawn_class
from registrar.areas.registration.facts.picture import Picture, Student, picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import Ballot, BallotWish
from registrar.areas.registration.queries.ballot_claims import ballot_claims, figures_of_term, groups_of_term
from registrar.areas.registration.queries.ballot_order import lottery
from registrar.areas.registration.queries.ballot_results import hash_of, result_file

BATCH = 1000
# Departments may still place students while the wishes are decided; then they are decided anew.
ATTEMPTS = 3
_UPDATE = """
    UPDATE registration_ballotwish w
    SET drawn_class = v.drawn_class, turn = v.turn, place = v.place, sequence = v.sequence, outcome = v.outcome,
        decision_id = v.decision, reserve_id = v.reserve
    FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::int[], %s::int[], %s::text[], %s::bigint[], %s::bigint[])
         AS v(id, drawn_class, turn, place, sequence, outcome, decision, reserve)
    WHERE w.id = v.id
"""


class NotClosed(ValueError):
    """The round still takes wishes."""


class PlacesChanged(RuntimeError):
    """Places of the term kept changing while the wishes were decided; nothing was drawn. Try again."""


@dataclass(frozen=True, slots=True)
class DrawOutcome:
    """How many wishes were given a place, refused, and not needed."""

    granted: int
    refused: int
    skipped: int


def draw_ballot(ballot_id: int, *, actor: Any, now: datetime, progress: Progress | None = None) -> DrawOutcome:
    """Decide every wish of a closed round and enter the places given.

    The wishes are decided in one transaction, from the places as they are in one moment: either all are drawn or none.
    The places are then entered in chunks, each under its locks; a run that breaks off is finished by running again,
    with the same result. Run once more nothing changes. Raises NotClosed, PlacesChanged and Ballot.DoesNotExist.
    """
    told = progress or Progress()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with told.aside(), transaction.atomic():
                _decide(ballot_id, actor, now, told)
            break
        except PlacesChanged:
            if attempt == ATTEMPTS:
                raise
    enter_ballot(ballot_id, actor=actor, now=now, progress=told)
    rows = BallotWish.objects.filter(entry__ballot_id=ballot_id)
    counts = {outcome: rows.filter(outcome=outcome).count() for outcome in ("granted", "refused", "skipped")}
    return DrawOutcome(**counts)


def _decide(ballot_id: int, actor: Any, now: datetime, progress: Progress) -> None:
    # Whoever hands in wishes needs this row at the end: from here on nobody does.
    ballot = lock({"registration.Ballot": [ballot_id]})["registration.Ballot"].get(ballot_id)
    if ballot is None:
        raise Ballot.DoesNotExist(ballot_id)
    if ballot.drawn_at is not None:
        return
    if now <= ballot.closes_at:
        raise NotClosed(f"ballot {ballot_id} takes wishes until {ballot.closes_at}")
    before = figures_of_term(ballot.term_id)
    claims = ballot_claims(ballot_id)
    seen = _picture(claims, ballot.term_id, now)
    progress.restart(2 * sum(len(wishes) for wishes in claims.values()))
    drawn = _Draw(seen, ballot, now).turns(claims)
    while batch := list(islice(drawn, BATCH)):
        _record(batch, actor, now)
        progress.advance(len(batch))
    lock({"registration.SubjectGroup": groups_of_term(ballot.term_id)})
    if figures_of_term(ballot.term_id) != before:
        raise PlacesChanged(ballot.term_id)
    Ballot.objects.filter(pk=ballot_id).update(drawn_at=now, result_hash=hash_of(result_file(ballot_id)))


def _picture(claims: dict[str, list[Claim]], term: str, now: datetime) -> Picture:
    studies = [wishes[0].study for wishes in claims.values()]
    groups = {claim.group for wishes in claims.values() for claim in wishes}
    return picture(studies, groups, now.date(), term)


class _Draw:
    """Decides the claims as they come up; the picture follows."""

    def __init__(self, seen: Picture, ballot: Ballot, now: datetime) -> None:
        self.seen, self.ballot, self.now = seen, ballot, now
        self.request = Request(now, by_ballot=True)
        self.needed = {group.subject: seen.corequisites(group.subject) for group in seen.groups.values()}
        self.partners = partners_of(self.needed)
        self.open: dict[str, dict[int, Claim]] = {}
        self.judged: Judged | None = None

    def turns(self, claims: dict[str, list[Claim]]) -> Iterator[tuple[Turn, Judged | None]]:
        """Yield every wish with what was decided; None where it was skipped."""
        placed = {ticket: with_drawn_class(wishes, self.needed) for ticket, wishes in claims.items()}
        self.open = {ticket: {claim.wish: claim for claim in wishes} for ticket, wishes in placed.items()}
        order = lottery(self.ballot.seed, self.ballot.term_id, self.now.date(), settings.UNIVERSITY)
        every = [claim for wishes in placed.values() for claim in wishes]
        for turn in turns(every, order, self._settle, self.partners):
            yield turn, None if turn.outcome == "skipped" else self.judged
            self.judged = None

    def _settle(self, claim: Claim) -> bool:
        left = self.open[claim.ticket]
        del left[claim.wish]
        student = self.seen.students[claim.study]
        together = self.partners.get(claim.subject, frozenset()) & {one.subject for one in left.values()}
        beside = together - {one.subject for one in student.taken}
        self.judged = self._judge(claim, beside)
        if beside and self.judged.decision.allowed and not self._fit(claim, beside):
            # Subjects that ask for each other are given together or not at all.
            _undo(student, [self.judged])
            self.judged = self._judge(claim, frozenset())
        return self.judged.decision.allowed

    def _judge(self, claim: Claim, beside: frozenset[str]) -> Judged:
        student, group = self.seen.students[claim.study], self.seen.groups[claim.group]
        return judge_choice(self.seen, student, group, self.request, self.needed[claim.subject] & beside)

    def _fit(self, claim: Claim, subjects: frozenset[str]) -> bool:
        """Whether all of these subjects would be given right after a claim, as its turn will try them."""
        student, given = self.seen.students[claim.study], dict[str, Judged]()
        for other in self.open[claim.ticket].values():
            if other.subject in subjects and other.subject not in given:
                judged = self._judge(other, subjects)
                if judged.decision.allowed:
                    given[other.subject] = judged
        _undo(student, list(given.values()))
        return given.keys() == subjects


def _undo(student: Student, accepted: Sequence[Judged]) -> None:
    """Take back what was just given to a student."""
    if accepted:
        del student.taken[-len(accepted) :]
    for one in accepted:
        one.group.give_back(one.seat)


def _record(batch: Sequence[tuple[Turn, Judged | None]], actor: Any, now: datetime) -> None:
    """Store the decisions of a batch and write what became of its wishes; two statements."""
    decided = [(turn, judged) for turn, judged in batch if judged is not None]
    pairs = ((f"study:{turn.claim.study}", judged.decision) for turn, judged in decided)
    stored = decisions.store_many(pairs, actor=actor, now=now)
    rows = {turn.claim.wish: row.pk for (turn, _), row in zip(decided, stored, strict=True)}
    columns: list[list[Any]] = [[], [], [], [], [], [], [], []]
    for turn, judged in batch:
        reserve = judged.seat.reserve if judged is not None and turn.outcome == "granted" else None
        claim = turn.claim
        values = (claim.wish, claim.drawn_class, turn.turn, turn.place, turn.sequence, turn.outcome)
        for column, value in zip(columns, (*values, rows.get(claim.wish), reserve), strict=True):
            column.append(value)
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, columns)
