"""Charging students for something outside tuition, one or thousands at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from registrar.areas.catalogue.queries.term import current_term, term_by_key
from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.tell_of_charges import tell_of_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import Charge, DebitNote, RaisedCharge
from registrar.areas.finance.offices import deadline, kinds
from registrar.areas.finance.queries.credit_payers import credit_payers
from registrar.areas.finance.raising import Assessor, amount_of, lines_of, state_of
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Decision

State = RaisedCharge.State


@dataclass(frozen=True)
class Raised:
    """What came of one cause. Without a `charge` the decision refuses it, and nothing was written but the decision.

    `repeated`: this reference had been raised before, and nothing was done. `taken`: it had been for another student.
    """

    cause: Cause
    charge: RaisedCharge | None
    decision: Decision
    repeated: bool = False

    @property
    def taken(self) -> bool:
        """Whether the reference belongs to another student's charge."""
        return self.charge is not None and self.charge.study_id != self.cause.study


def raise_charges(causes: Sequence[Cause], *, actor: Any, now: datetime, notify: bool = True) -> list[Raised]:
    """Decide each cause, charge what is due, each on a debit note of its own, and tell the students.

    One transaction and a fixed number of statements for each deadline, however many causes; the answers come in their
    order. A kind and reference that was raised before gives the same answer and does nothing, even where two people
    raise it at the same moment; only one that still waits for an amount is priced again. What is voluntary is put on
    record as advice and is never owed. What no rule can price waits for the Finance Office. A reversed charge isn't
    raised anew by its old reference: what was waived stays waived.
    """
    if not causes:
        return []
    try:
        with transaction.atomic():
            return _raise(causes, actor, now, notify)
    except IntegrityError:
        # Another session raised one of the references for another student between the look and the write.
        with transaction.atomic():
            return _raise(causes, actor, now, notify)


def _raise(causes: Sequence[Cause], actor: Any, now: datetime, notify: bool) -> list[Raised]:
    locking.hold({"studies.Study": {cause.study for cause in causes}})
    studies = {row.pk: row for row in studies_with_people({cause.study for cause in causes})}
    known = _known(causes)
    causes = _completed(causes)
    today = now.astimezone(HONG_KONG).date()
    assessor = Assessor(today)
    fresh: dict[tuple[str, str, str], tuple[Cause, Decision]] = {}
    for cause in causes:
        before = known.get(cause.key)
        if cause.key not in fresh and (before is None or _waits(before, cause)):
            fresh[cause.key] = (cause, assessor.assess(cause, studies[cause.study]))
    written = _write(list(fresh.values()), known, studies, today, actor, now)
    if notify:
        tell_of_charges([row for row in written.values() if row.state == State.CHARGED], studies, now=now)
        advised = [row for row in written.values() if row.state == State.ADVISED]
        tell_of_charges(advised, studies, now=now, kind="finance.charge_advised")
    return _answers(causes, fresh, known, written)


def _completed(causes: Sequence[Cause]) -> list[Cause]:
    """Tell the causes how their students pay tuition, where the kind asks for it; at most one query."""
    asking = [
        cause
        for cause in causes
        if "pays_by_credits" in kinds().get(cause.kind, {}).get("facts", ()) and "pays_by_credits" not in cause.facts
    ]
    payers = credit_payers({cause.study for cause in asking}) if asking else {}
    told = {
        id(cause): replace(cause, facts={**cause.facts, "pays_by_credits": payers.get(cause.study)}) for cause in asking
    }
    return [told.get(id(cause), cause) for cause in causes]


def _known(causes: Sequence[Cause]) -> dict[tuple[str, str, str], RaisedCharge]:
    """Return what was raised before, by kind, department and reference; one query."""
    rows = RaisedCharge.objects.filter(reference__in={cause.reference for cause in causes}).select_related(
        "decision", "debit_note"
    )
    return {(row.kind, row.department, row.reference): row for row in rows}


def _waits(row: RaisedCharge, cause: Cause) -> bool:
    """Whether a charge that no rule could price is to be priced again."""
    return row.state == State.ASKED and row.study_id == cause.study


def _answers(
    causes: Sequence[Cause],
    fresh: dict[tuple[str, str, str], tuple[Cause, Decision]],
    known: dict[tuple[str, str, str], RaisedCharge],
    written: dict[tuple[str, str, str], RaisedCharge],
) -> list[Raised]:
    answers, said = [], set()
    for cause in causes:
        first = cause.key in fresh and cause.key not in said
        said.add(cause.key)
        row = written.get(cause.key) or known.get(cause.key)
        decision = fresh[cause.key][1] if cause.key in fresh else decisions.read(known[cause.key].decision)
        answers.append(Raised(cause, row, decision, repeated=not first))
    return answers


def _write(
    fresh: Sequence[tuple[Cause, Decision]],
    known: dict[tuple[str, str, str], RaisedCharge],
    studies: dict[int, Any],
    today: date,
    actor: Any,
    now: datetime,
) -> dict[tuple[str, str, str], RaisedCharge]:
    """Write the notes and the causes; return the causes' rows by key."""
    terms = _terms([cause for cause, _decision in fresh], today)
    owed = [(cause, decision) for cause, decision in fresh if state_of(decision) == State.CHARGED]
    notes = _notes(owed, studies, terms, today, actor, now)
    reasons = _reasons(list(notes.values()))
    other = [(cause, decision) for cause, decision in fresh if cause.key not in notes]
    stored = decisions.store_many(
        [(f"study:{cause.study}", decision) for cause, decision in other], actor=actor, now=now
    )
    because = {cause.key: row.pk for (cause, _decision), row in zip(other, stored, strict=True)}
    because |= {key: reasons[note.pk] for key, note in notes.items()}
    rows = {}
    for cause, decision in fresh:
        state = state_of(decision)
        if state is not None:
            term = terms[cause.term]
            rows[cause.key] = _row(cause, decision, state, term, notes.get(cause.key), because[cause.key], actor, now)
    _keep(rows, known)
    return rows


def _terms(causes: Sequence[Cause], today: date) -> dict[str, Any]:
    """Return the terms that causes name, "" being the current one."""
    found: dict[str, Any] = {key: term_by_key(key) for key in {cause.term for cause in causes} if key}
    if any(not cause.term for cause in causes):
        found[""] = current_term(today)
    return found


def _notes(
    owed: Sequence[tuple[Cause, Decision]],
    studies: dict[int, Any],
    terms: dict[str, Any],
    today: date,
    actor: Any,
    now: datetime,
) -> dict[tuple[str, str, str], DebitNote]:
    """Issue a note for each charge, all of one term and deadline together."""
    together: dict[tuple[str, date], list[tuple[Cause, Decision]]] = defaultdict(list)
    for cause, decision in owed:
        together[cause.term, cause.due or deadline(cause.kind, today)].append((cause, decision))
    notes: dict[tuple[str, str, str], DebitNote] = {}
    for (term, due), part in together.items():
        new = [
            NewNote(studies[cause.study], studies[cause.study].programme.funding, lines_of(cause, decision))
            for cause, decision in part
        ]
        issued = issue_notes(new, term=terms[term], deadline=due, actor=actor, now=now, notify=False)
        notes |= {cause.key: note for (cause, _decision), note in zip(part, issued, strict=True)}
    return notes


def _reasons(notes: Sequence[DebitNote]) -> dict[int, int]:
    """Return note -> the stored decision of its first line; one query."""
    lines = Charge.objects.filter(debit_note__in=[note.pk for note in notes]).order_by("-pk")
    return dict(lines.values_list("debit_note_id", "decision_id"))


def _row(
    cause: Cause,
    decision: Decision,
    state: str,
    term: Any,
    note: DebitNote | None,
    because: int,
    actor: Any,
    now: datetime,
) -> RaisedCharge:
    return RaisedCharge(
        study_id=cause.study,
        term_id=term.pk,
        kind=cause.kind,
        office=cause.office or kinds()[cause.kind]["office"],
        department=cause.department,
        reference=cause.reference,
        quantity=cause.quantity,
        amount=amount_of(decision),
        reason=cause.reason.strip(),
        told=dict(cause.facts),
        state=state,
        raised_by=actor,
        raised_at=now,
        decision_id=because,
        debit_note=note,
    )


def _keep(rows: dict[tuple[str, str, str], RaisedCharge], known: dict[tuple[str, str, str], RaisedCharge]) -> None:
    """Write new causes, and bring those that waited for an amount up to what was decided now."""
    RaisedCharge.objects.bulk_create([row for key, row in rows.items() if key not in known], batch_size=2000)
    for key, row in rows.items():
        if key in known:
            row.pk = known[key].pk
            row.raised_by_id, row.raised_at = known[key].raised_by_id, known[key].raised_at
            row.reason = row.reason or known[key].reason
            row.office = known[key].office
    changed = [row for key, row in rows.items() if key in known]
    fields = ["term", "quantity", "amount", "reason", "told", "state", "decision", "debit_note"]
    RaisedCharge.objects.bulk_update(changed, fields, batch_size=2000)
