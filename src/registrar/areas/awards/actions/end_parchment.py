"""A parchment leaves the registry: handed over at the counter, or destroyed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_deciding import decide_collection, decide_disposal, decide_release
from registrar.areas.awards.models import Award, ParchmentEnding
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision

How = ParchmentEnding.How


@dataclass(frozen=True)
class Ended:
    """The decision, and what became of the parchment; one that is gone stays as it went."""

    decision: Decision
    ending: ParchmentEnding | None = None


@transaction.atomic
def hand_over_parchment(
    award_id: int, seen: Mapping[str, Any], *, representative: str = "", override: str = "", actor: Any, now: datetime
) -> Ended:
    """Hand a parchment over (polyu-2024-25:7C-04, 7C-08, 7D-01); a refusal says what is missing or in the way.

    `seen` are the facts of award.parchment_collection. With a reason to `override` the registry releases it although a
    matter is open; a penalty that keeps it back stands. Done twice it gives the ending that there is.
    """
    award = _locked(award_id)
    today = now.astimezone(HONG_KONG).date()
    release = decide_release(award, today, override=bool(override.strip()))
    collection = decide_collection(award, seen, today)
    refused = next((one for one in (release, collection) if not one.allowed), None)
    held = ParchmentEnding.objects.filter(award=award).first()
    if held is not None:
        return Ended(release, held)
    if refused is not None:
        decisions.store(refused, subject=f"study:{award.study_id}", actor=actor, now=now)
        return Ended(refused)
    by_other = seen["collector"] == How.REPRESENTATIVE
    overridden = override.strip() if any(finding.advice for finding in release.findings) else ""
    how, name = (How.REPRESENTATIVE, representative.strip()) if by_other else (How.GRADUATE, "")
    pairs = [(f"study:{award.study_id}", one) for one in (release, collection)]
    stored = decisions.store_many(pairs, actor=actor, now=now)
    return Ended(collection, _ended(award, how, stored[1], actor, now, representative=name, override=overridden))


@transaction.atomic
def destroy_parchment(award_id: int, *, actor: Any, now: datetime) -> Ended:
    """Record that an uncollected parchment was destroyed (polyu-2024-25:7C-05); nobody is told.

    From then on a certification of award is the only proof (7C-06). Refused before its day, and for one that is gone.
    """
    award = _locked(award_id)
    held = ParchmentEnding.objects.filter(award=award).first()
    today = now.astimezone(HONG_KONG).date()
    decision = decide_disposal(award, today, collected=held is not None and held.how != How.DESTROYED)
    if held is not None:
        return Ended(decision, held)
    stored = decisions.store(decision, subject=f"study:{award.study_id}", actor=actor, now=now)
    if not decision.allowed:
        return Ended(decision)
    return Ended(decision, _ended(award, How.DESTROYED, stored, actor, now))


def _ended(award: Award, how: str, stored: Any, actor: Any, now: datetime, **more: str) -> ParchmentEnding:
    return ParchmentEnding.objects.create(award=award, how=how, decision=stored, ended_at=now, ended_by=actor, **more)


def _locked(award_id: int) -> Award:
    study_id = Award.objects.values_list("study_id", flat=True).get(pk=award_id)
    locking.hold({"studies.Study": [study_id], "awards.Award": [award_id]})
    return Award.objects.select_related("study__student").get(pk=award_id)
