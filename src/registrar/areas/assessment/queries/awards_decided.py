"""Awards that boards decided."""

from dataclasses import dataclass
from datetime import datetime

from registrar.areas.assessment.models import BoardDecision, Meeting

FIXED = (Meeting.State.CONFIRMED, Meeting.State.RELEASED)


@dataclass(frozen=True)
class AwardDecided:
    """When a board decided on an award, the class that was proposed to it, and the one that it decided."""

    study: int
    term: str
    decided_at: datetime
    proposed: str
    decided: str


def awards_decided() -> dict[int, AwardDecided]:
    """Return enrolled study -> the latest award in minutes that the chair has confirmed; one query.

    A decision that is before the board again, because the record changed, counts no longer.
    """
    rows = BoardDecision.objects.filter(
        outcome=BoardDecision.Outcome.GRADUATING,
        meeting__state__in=FIXED,
        proposal__superseded_at=None,
        proposal__study__status="active",
    ).order_by("decided_at", "pk")
    fields = ("proposal__study_id", "proposal__run__term_id", "decided_at", "proposal__award_class", "award_class")
    return {
        study: AwardDecided(study, term, at, proposed, decided or proposed)
        for study, term, at, proposed, decided in rows.values_list(*fields)
    }
