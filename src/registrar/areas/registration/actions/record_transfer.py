"""An approved credit transfer or exemption is decided on, put on record and charged."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.catalogue.queries.curriculum_places import curriculum_places
from registrar.areas.catalogue.queries.search import subjects
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.finance.actions.charge_transfer import charge_transfer
from registrar.areas.finance.actions.tell_of_transfer import tell_of_transfer
from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.facts.transfer import (
    CREDIT_TRANSFER,
    TransferPicture,
    TransferWish,
    WishedSubject,
    transfer_facts,
)
from registrar.areas.studies.actions.enter_transfer import NewLine, NewTransfer, enter_transfer
from registrar.areas.studies.queries.latest_results import latest_results
from registrar.areas.studies.queries.study_file import study_for_page
from registrar.areas.studies.queries.transfers_of import full_transfers, transfers_of
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "registration.credit_transfer"
# What stands on the record where no grade comes along; an exempted subject has none.
NO_GRADE = {"credit_transfer": "T", "exemption": ""}
GUR, ADDITIONAL = "gur", "additional"


class UnknownSubjects(ValueError):
    """Subjects that the catalogue doesn't have, or that stand twice in the application."""


@dataclass(frozen=True)
class Recorded:
    """The decision on record, and the transfer where it was allowed; `charge` is its fee's, where one is raised."""

    decision: Decision
    transfer: Any | None = None
    charge: Any | None = None


@transaction.atomic
def record_transfer(wish: TransferWish, *, actor: Any, now: datetime) -> Recorded:
    """Decide, and where allowed write the transfer, its results and its fee for those who pay by credits.

    Deadlines, caps, the third to be taken here, validity, attempts and use for another award are asked (polyu-2024-25:
    5B-01 to 5B-17); a refusal writes nothing but the decision. Credits count from the term of approval (5B-15).
    Raises UnknownSubjects, and Study.DoesNotExist.
    """
    lock({"studies.Study": [wish.study]})
    seen = _picture(wish)
    points = {}
    for line in wish.lines:
        effect = _effect(wish, line, seen)
        if effect is not None:
            if not effect.allowed or effect.result["failed"]:
                decisions.store(effect, subject=f"study:{wish.study}", actor=actor, now=now)
                return Recorded(effect)
            points[line.subject] = effect.result["points"]
    facts = transfer_facts(wish, seen)
    decision = decide(RULE, facts, as_of=wish.approved_on, university=settings.UNIVERSITY)
    stored = decisions.store(decision, subject=f"study:{wish.study}", actor=actor, now=now)
    if not decision.allowed:
        return Recorded(decision)
    made = enter_transfer(
        _new(wish, decision),
        [_line(wish, line, seen, points.get(line.subject)) for line in wish.lines],
        term=seen.term,
        decision=stored,
        actor=actor,
        now=now,
    )
    made = full_transfers().get(pk=made.pk)
    tell_of_transfer(made, "recorded", now=now)
    return Recorded(decision, made, charge_transfer(made, actor=actor, now=now))


def _picture(wish: TransferWish) -> TransferPicture:
    study = study_for_page(wish.study)
    codes = [line.subject for line in wish.lines]
    rows = {row.pk: row for row in subjects().filter(pk__in=codes)}
    if len(set(codes)) != len(codes) or set(codes) - set(rows):
        raise UnknownSubjects(", ".join(sorted(set(codes) - set(rows) or set(codes))))
    places = curriculum_places([study.programme_id], codes)
    categories = {}
    for code, row in rows.items():
        place = places.get((study.programme_id, code))
        categories[code] = place.category if place else GUR if row.kind == GUR else ADDITIONAL
    now = current_term(wish.approved_on)
    term = now if now is not None and now.ordinal > study.entry_term.ordinal else study.entry_term
    latest = latest_results([study.pk], wish.approved_on, codes)[study.pk]
    return TransferPicture(study, term, rows, categories, latest, transfers_of([study.pk]).get(study.pk, []))


def _effect(wish: TransferWish, line: WishedSubject, seen: TransferPicture) -> Decision | None:
    """Return what a grade that comes along does in the scale of its term; None where none does."""
    if wish.kind != CREDIT_TRANSFER or not line.grade:
        return None
    facts = {"term": seen.term.pk, "grade": line.grade, "credits": seen.subjects[line.subject].credits}
    return decide("assessment.grade_effect", facts, as_of=wish.approved_on, university=settings.UNIVERSITY)


def _line(wish: TransferWish, line: WishedSubject, seen: TransferPicture, points: Decimal | None) -> NewLine:
    subject = seen.subjects[line.subject]
    counted = wish.kind == CREDIT_TRANSFER
    return NewLine(
        subject=subject,
        category=seen.categories[line.subject],
        grade=(line.grade if counted else "") or NO_GRADE[wish.kind],
        points=points,
        credits=subject.credits if counted else 0,
        source_subject=line.source_subject,
    )


def _new(wish: TransferWish, decision: Decision) -> NewTransfer:
    form = next((str(one.message.args["form"]) for one in decision.findings if "form" in one.message.args), "")
    names = set(NewTransfer.__dataclass_fields__) - {"form"}
    return NewTransfer(form=form, **{name: getattr(wish, name) for name in names})
