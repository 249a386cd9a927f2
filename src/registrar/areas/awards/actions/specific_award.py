"""AR84c: filed by the student, forwarded by the department, decided by the Board of Examiners."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_deciding import decide_specific_award
from registrar.areas.awards.graduation_telling import SPECIFIC, draft
from registrar.areas.awards.models import SpecificAwardApplication
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import decisions, locking, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.actions.change_stream import change_stream
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Bilingual, Decision, Message
from registrar.rulebook.messages import both

State = SpecificAwardApplication.State


@dataclass(frozen=True)
class Filed:
    """The decision, and the form where it was taken; a late one is flagged."""

    decision: Decision
    application: SpecificAwardApplication | None = None


@transaction.atomic
def file_specific_award(study_id: int, term: str, stream: str, *, actor: Any, now: datetime) -> Filed:
    """Take AR84c (polyu-2024-25:6K-01, 6K-02); a late one is taken without a promise for the semester.

    One that is under way in the term stays the one. Raises Stream.DoesNotExist for a stream of another programme.
    """
    locking.hold({"studies.Study": [study_id]})
    (study,) = studies_with_people([study_id])
    when = term_by_key(term)
    decision = decide_specific_award(study, when, now.astimezone(HONG_KONG).date())
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.allowed:
        return Filed(decision)
    live = SpecificAwardApplication.objects.filter(study=study, term=when)
    held = live.exclude(state__in=[State.TAKEN_BACK, State.REFUSED]).first()
    if held is None:
        held = SpecificAwardApplication.objects.create(
            study=study,
            term=when,
            stream=study.programme.streams.get(code=stream),
            stream_before=study.stream,
            late=decision.result["late"],
            deadline=decision.result["deadline"],
            reply_by=decision.result["reply_by"],
            decision=stored,
            filed_at=now,
        )
    return Filed(decision, held)


@transaction.atomic
def forward_specific_award(pk: int, *, comment: str, actor: Any, now: datetime) -> SpecificAwardApplication:
    """Send a form on to the Board of Examiners; one sent on before stays as it is."""
    row = _locked(pk)
    if row.state == State.FILED:
        row.state, row.forwarded_at, row.forwarded_by, row.comment = State.FORWARDED, now, actor, comment.strip()
        row.save(update_fields=["state", "forwarded_at", "forwarded_by", "comment"])
    return row


@transaction.atomic
def decide_form(pk: int, *, approved: bool, answer: str, actor: Any, now: datetime) -> SpecificAwardApplication:
    """Record what the Board of Examiners decided; approval changes the stream from now on (polyu-2024-25:6K-03).

    The student is mailed the outcome. A form decided before stays. Raises ValueError for a refusal without a reason.
    """
    if not approved and not answer.strip():
        raise ValueError("a refusal needs a reason")
    row = _locked(pk)
    if row.state != State.FORWARDED:
        return row
    row.state = State.APPROVED if approved else State.REFUSED
    row.decided_at, row.decided_by, row.answer = now, actor, answer.strip()
    row.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    if approved:
        change_stream(row.study_id, row.stream.code)
    outcome = both(Message("award.form_approved" if approved else "award.form_refused", {}))
    told = {"award": titled(row.stream), "outcome": outcome, "reason": row.answer or "–"}
    notices.send([draft("form_decided", row.study.student, SPECIFIC, **told)], now=now)
    return row


@transaction.atomic
def take_back_form(pk: int, *, now: datetime) -> SpecificAwardApplication:
    """Take back a form that the department has not sent on yet; others stay."""
    row = _locked(pk)
    if row.state == State.FILED:
        row.state = State.TAKEN_BACK
        row.save(update_fields=["state"])
    return row


def tell_overdue(*, now: datetime) -> int:
    """Tell students whose answer is overdue to ask the department, once each (polyu-2024-25:6K-02); return how many."""
    today = now.astimezone(HONG_KONG).date()
    due = SpecificAwardApplication.objects.filter(
        state__in=[State.FILED, State.FORWARDED], late=False, reply_by__lt=today, overdue_told_at=None
    )
    with transaction.atomic():
        locking.hold({"studies.Study": sorted(due.order_by().values_list("study_id", flat=True))})
        rows = list(due.select_related("study__student", "stream"))
        for row in rows:
            row.overdue_told_at = now
        SpecificAwardApplication.objects.bulk_update(rows, ["overdue_told_at"], batch_size=500)
        told = [draft("form_overdue", r.study.student, SPECIFIC, award=titled(r.stream), day=r.reply_by) for r in rows]
        notices.send(told, now=now)
    return len(rows)


def titled(stream: Any) -> Bilingual:
    """Return the title of a stream's award; its code where it has none."""
    return Bilingual(stream.title_en or stream.code, stream.title_zh or stream.code)


def _locked(pk: int) -> SpecificAwardApplication:
    study_id = SpecificAwardApplication.objects.values_list("study_id", flat=True).get(pk=pk)
    locking.hold({"studies.Study": [study_id]})
    return SpecificAwardApplication.objects.select_related("study__student", "stream", "term").get(pk=pk)
