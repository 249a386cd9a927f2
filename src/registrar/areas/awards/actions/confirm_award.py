"""Eligibility for an award is confirmed: the student becomes a graduand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.queries.rectified_since import rectified_since
from registrar.areas.awards.graduation_deciding import decide_parchment
from registrar.areas.awards.graduation_facts import Standing, deferral_of, standing_at
from registrar.areas.awards.graduation_telling import MINE, draft
from registrar.areas.awards.models import Award, GraduationPenalty
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.actions.end_later_fees import end_later_fees
from registrar.areas.finance.actions.settle_deposit import settle_deposit
from registrar.areas.platform import decisions, locking, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.actions.end_registrations import end_registrations
from registrar.areas.studies.actions.change_status import change_status
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Bilingual, Decision
from registrar.rulebook import decide


@dataclass(frozen=True)
class Board:
    """What the Board of Examiners decided: when, the class proposed to it, and the class that it decided."""

    decided_at: datetime
    proposed: str
    decided: str

    @property
    def day(self) -> date:
        """The day in Hong Kong."""
        return self.decided_at.astimezone(HONG_KONG).date()


@dataclass(frozen=True)
class Confirmed:
    """The decision, and the award where it was confirmed; a second confirmation gives the award that there is.

    `conditions` says which conditions of the award are not met, where that is why it was refused.
    """

    decision: Decision
    award: Award | None = None
    conditions: Decision | None = None


@transaction.atomic
def confirm_award(study_id: int, term: str, board: Board, *, actor: Any, now: datetime) -> Confirmed:
    """Confirm the award that a board decided (polyu-2024-25:6J-01, 6J-02, 4K-11, 11B-13).

    The record is judged anew under the lock of the study: where it has changed since the board met, nothing is
    confirmed. The study becomes a graduand's, registrations of later terms and their fees fall away, the caution money
    becomes the graduation fee (8I-05), and a penalty that lowers the class is used up. Twice at once makes one award:
    the second is refused. Refused decisions are stored too.
    """
    locking.hold({"studies.Study": [study_id]})
    (study,) = studies_with_people([study_id])
    when, today = term_by_key(term), now.astimezone(HONG_KONG).date()
    held = Award.objects.filter(study=study).exclude(state=Award.State.RETRACTED).first()
    penalties = _lowering(study_id)
    standing = standing_at(study, when, today, decided=board.decided, penalties=min(1, len(penalties)))
    decision = decide(
        "award.award_confirmation",
        {
            "term": term,
            "cohort": study.cohort,
            "status": study.status,
            "eligible": None if standing.eligibility.outcome == "UNDETERMINED" else standing.eligibility.allowed,
            "board_met_on": board.day,
            "changed": sorted(
                {row.subject for row in rectified_since(term, board.decided_at) if row.study == study_id}
            ),
            "computed": standing.computed,
            "proposed": board.proposed,
            "penalties": len(penalties),
            "confirmed": held.state if held else "no",
        },
        as_of=today,
        university=settings.UNIVERSITY,
    )
    if decision.allowed and "class" not in standing.classification.result:
        decision = standing.classification
    subject = f"study:{study_id}"
    if not decision.allowed:
        decisions.store(decision, subject=subject, actor=actor, now=now)
        return Confirmed(decision, held, None if standing.eligibility.allowed else standing.eligibility)
    pairs = [(subject, one) for one in (standing.eligibility, standing.classification, decision)]
    award = _award(study, when, board, standing, decisions.store_many(pairs, actor=actor, now=now), now, actor)
    _use(penalties, award, standing, now)
    kept = {study_id: award.decision_id}
    change_status([study_id], "graduand", term=term, reason="award_confirmed", actor=actor, now=now, decisions=kept)
    end_registrations(actor=actor, now=now, studies=[study_id])
    end_later_fees(study_id, term, actor=actor, now=now)
    settle_deposit(study_id, "award_confirmed", event_on=today, term=when, actor=actor, now=now)
    told = {"title": Bilingual(award.title_en, award.title_zh), "day": award.confer_on}
    notices.send([draft("confirmed", study.student, MINE, decision=award.decision, **told)], now=now)
    return Confirmed(decision, award)


def _lowering(study_id: int) -> list[GraduationPenalty]:
    rows = GraduationPenalty.objects.filter(
        study_id=study_id, kind=GraduationPenalty.Kind.LOWER_CLASS, lifted_at=None, used_on=None
    )
    return list(rows.order_by("pk"))


def _award(study: Any, term: Any, board: Board, standing: Standing, kept: Any, now: datetime, actor: Any) -> Award:
    today = now.astimezone(HONG_KONG).date()
    deferred = deferral_of(study.pk, today)
    dated = decide_parchment(term.key, today, deferred).result.get("dated") or today
    programme, found = study.programme, standing.classification.result
    stream = programme.streams.filter(code=study.stream).first() if study.stream else None
    return Award.objects.create(
        study=study,
        term=term,
        programme_title_en=programme.title_en,
        programme_title_zh=programme.title_zh,
        title_en=(stream and stream.title_en) or programme.title_en,
        title_zh=(stream and stream.title_zh) or programme.title_zh,
        decided_class=board.decided,
        award_class=found["class"],
        class_en=found["title"].en,
        class_zh=found["title"].zh,
        award_gpa=found["award_gpa"],
        board_met_on=board.day,
        eligibility=kept[0],
        classification=kept[1],
        decision=kept[2],
        confirmed_at=now,
        confirmed_on=today,
        confirmed_by=actor,
        confer_on=dated,
        deferred_until=deferred,
    )


def _use(penalties: list[GraduationPenalty], award: Award, standing: Standing, now: datetime) -> None:
    """Use up the penalty that lowered the class; where there was no class below, ask the registry."""
    for penalty in penalties:
        if standing.classification.result.get("penalties_used"):
            penalty.used_on = award
        else:
            penalty.flagged_at = now
        penalty.save(update_fields=["used_on", "flagged_at"])
