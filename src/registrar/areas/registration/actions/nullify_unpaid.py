"""What happens when fees are not paid by the deadline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.ask_bank import ask_about
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.tell import tell_many
from registrar.areas.finance.queries.notes_in_default import notes_of_term, terms_in_default
from registrar.areas.finance.queries.under_way import orders_of_late_notes
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.jobs import Progress
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import Registration
from registrar.areas.studies.actions.nullify_studies import nullify_studies
from registrar.kernel import Decision
from registrar.rulebook import decide

CHUNK = 1000
REASON = "unpaid_fees"


@dataclass(frozen=True)
class NullificationSummary:
    """What a run did: notes that became overdue, students looked at, studies and registrations nullified."""

    overdue: int = 0
    looked_at: int = 0
    studies: int = 0
    registrations: int = 0

    def to_json(self) -> dict[str, int]:
        """Return the JSON-ready form."""
        return dict(vars(self))


def nullify_unpaid(*, actor: Any, now: datetime, progress: Progress | None = None) -> NullificationSummary:
    """End registration and student status of everybody whose fees were not settled by their deadline.

    First asks the bank about payments under way for the notes concerned, then marks the notes whose deadline day is
    over (polyu-2024-25:8A-19) unless a payment begun in time is still unanswered, then asks the rule of nullification
    (5H-01) for each student concerned, student by student's own notes. In portions, each its own transaction with a
    fixed number of statements; seats are given back, status, decision and notice are written. Run twice or a day late
    it does nothing twice.
    """
    progress = progress or Progress()
    ask_about(orders_of_late_notes(now), now=now)
    overdue = len(mark_overdue(actor=actor, now=now))
    by_term = terms_in_default()
    progress.expect(sum(len(found) for found in by_term.values()))
    looked_at = ended = freed = 0
    for term, concerned in by_term.items():
        for start in range(0, len(concerned), CHUNK):
            part = concerned[start : start + CHUNK]
            with transaction.atomic():
                studies, registrations = _portion(part, term, actor, now)
            looked_at, ended, freed = looked_at + len(part), ended + studies, freed + registrations
            progress.advance(len(part))
    return NullificationSummary(overdue, looked_at, ended, freed)


def _portion(concerned: Sequence[int], term: str, actor: Any, now: datetime) -> tuple[int, int]:
    """Nullify those of one portion whose notes say so; returns (studies, registrations)."""
    locked = locking.lock({"studies.Study": concerned})["studies.Study"]
    enrolled = {pk: row for pk, row in locked.items() if row.status == "active"}
    seats = list(
        Registration.objects.filter(
            study_id__in=list(enrolled), offering__term_id=term, state=Registration.State.REGISTERED
        ).values_list("pk", "group_id")
    )
    # Seats are given back below: the groups are locked in the order that registering uses, too.
    locking.lock({"registration.SubjectGroup": {group for _, group in seats}})
    notes = notes_of_term(list(enrolled), term, now)
    refused = _decided(notes, term, now)
    if not refused:
        return 0, 0
    stored = decisions.store_many([(f"study:{pk}", decision) for pk, decision in refused.items()], actor=actor, now=now)
    kept = dict(zip(refused, stored, strict=True))
    changed = nullify_studies(
        enrolled, {pk: row.pk for pk, row in kept.items()}, term=term, reason=REASON, actor=actor, now=now
    )
    freed = _end_registrations(list(kept), term, actor, now)
    queue_offers({group for _, group in seats}, studies=list(kept))
    tell_many("finance.nullified", {study: kept[study.pk] for study in changed}, term=term, now=now)
    return len(changed), freed


def _decided(notes: Mapping[int, list[dict[str, Any]]], term: str, now: datetime) -> dict[int, Decision]:
    """Return study id -> the decision that ends it, for those that the rule does not keep."""
    today = now.astimezone(HONG_KONG).date()
    found = {}
    for pk in sorted(notes):
        facts = {"term": term, "notes": notes[pk]}
        decision = decide("enrolment.nullification", facts, as_of=today, university=settings.UNIVERSITY)
        if decision.result.get("nullified"):
            found[pk] = decision
    return found


def _end_registrations(studies: Sequence[int], term: str, actor: Any, now: datetime) -> int:
    """Nullify the registrations of a term; the seat counts follow by trigger."""
    live = Registration.objects.filter(
        study_id__in=studies, offering__term_id=term, state=Registration.State.REGISTERED
    )
    return live.update(state=Registration.State.NULLIFIED, ended_at=now, actor=actor)
