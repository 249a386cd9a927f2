"""A student hands in the wishes of a ballot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.registration.facts.need_class import need_facts
from registrar.areas.registration.facts.picture import Picture, Student, picture
from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish
from registrar.kernel import Bilingual, Decision
from registrar.rulebook import decide
from registrar.rules.registration.ballot_wishes import BallotWishesFacts
from registrar.rules.registration.membership import MembershipFacts

# Behind every class that an order names; a need that can't be told is behind everybody whose need can.
LAST_CLASS = 99
SUBJECT = Bilingual("Your wishes for {term} are in", "你的{term}志願已收到")
BODY = Bilingual(
    "You ranked {count} wishes. You can change them until the round closes; how early you do makes no difference. Your "
    "ticket in the lottery is {ticket}.",
    "你已排列{count}個志願，截止前可隨時更改，遞交先後並無分別。你的抽籤號碼為{ticket}。",
)


@dataclass(frozen=True, slots=True)
class WishesOutcome:
    """The decision on handing in; the entry where it was allowed, and whether anything changed by it."""

    decision: Decision
    entry: BallotEntry | None = None
    changed: bool = False


@transaction.atomic
def submit_wishes(
    study_id: int, ballot_id: int, group_ids: Sequence[int], *, actor: Any, now: datetime
) -> WishesOutcome:
    """Put the groups, most wanted first, in place of the student's former wishes, as one; refused outside the round.

    Each wish gets its class of need, whose decision is stored. Sent again with the same wishes nothing changes. The
    study is locked for the student's own other window, the round at the end only, against the draw. Raises
    Ballot.DoesNotExist, UnknownStudy, and UnknownGroups for groups that aren't of the ballot's term.
    """
    keys = list(dict.fromkeys(group_ids))
    lock({"studies.Study": [study_id]})
    ballot = Ballot.objects.get(pk=ballot_id)
    seen = picture([study_id], keys, now.date(), ballot.term_id)
    student = seen.students[study_id]
    decision = may_hand_in(ballot, student, len(keys), now)
    entry = BallotEntry.objects.filter(ballot=ballot, study_id=study_id).first()
    if decision.allowed:
        if entry is not None and keys == list(entry.wishes.order_by("rank").values_list("group_id", flat=True)):
            return WishesOutcome(decision, entry)
        # The draw holds this row from its start; whoever gets it afterwards finds the places drawn.
        ballot = lock({"registration.Ballot": [ballot_id]})["registration.Ballot"][ballot_id]
        decision = may_hand_in(ballot, student, len(keys), now) if ballot.drawn_at else decision
    decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.allowed:
        return WishesOutcome(decision)
    entry, _ = BallotEntry.objects.update_or_create(ballot=ballot, study_id=study_id, defaults={"submitted_at": now})
    entry.wishes.all().delete()
    _add(entry, seen, student, keys, actor, now)
    _tell(entry, student, ballot.term_id, len(keys), now)
    return WishesOutcome(decision, entry, changed=True)


def may_hand_in(ballot: Ballot, student: Student, wishes: int | None, now: datetime) -> Decision:
    """Decide whether wishes can be handed in, or taken back where `wishes` is None."""
    common = {"term": ballot.term_id, "cohort": student.enrolment.cohort}
    facts = BallotWishesFacts(
        **common,
        at=now,
        opens=ballot.opens_at.astimezone(HONG_KONG),
        closes=ballot.closes_at.astimezone(HONG_KONG),
        drawn=ballot.drawn_at is not None,
        wishes=wishes,
        membership=MembershipFacts(**common, status=student.enrolment.status, programme=student.enrolment.programme),
    )
    return decide("registration.ballot_wishes", facts, as_of=now.date(), university=settings.UNIVERSITY)


def _add(entry: BallotEntry, seen: Picture, student: Student, keys: Sequence[int], actor: Any, now: datetime) -> None:
    needs = [
        decide(
            "registration.need_class",
            need_facts(seen, student, seen.groups[key]),
            as_of=now.date(),
            university=settings.UNIVERSITY,
        )
        for key in keys
    ]
    rows = decisions.store_many(((f"study:{entry.study_id}", need) for need in needs), actor=actor, now=now)
    BallotWish.objects.bulk_create(
        BallotWish(
            entry=entry,
            group_id=key,
            rank=rank,
            need_class=int(need.result.get("class", LAST_CLASS)),
            need_decision=row,
        )
        for rank, (key, need, row) in enumerate(zip(keys, needs, rows, strict=True), 1)
    )


def _tell(entry: BallotEntry, student: Student, term: str, count: int, now: datetime) -> None:
    args = {"term": term, "count": count, "ticket": str(entry.ticket)}
    draft = notices.Draft(
        recipient=entry.study.student,
        kind="ballot_wishes",
        subject=Bilingual(*(text.format(**args) for text in (SUBJECT.en, SUBJECT.zh))),
        body=Bilingual(*(text.format(**args) for text in (BODY.en, BODY.zh))),
        link=f"/my/registration/ballots/{entry.ballot_id}/",
    )
    notices.send([draft], now=now)
