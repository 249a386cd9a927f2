"""Awards that boards decided and that are not confirmed yet."""

from dataclasses import dataclass
from typing import Any

from registrar.areas.assessment.queries.awards_decided import AwardDecided, awards_decided
from registrar.areas.awards.models import Award
from registrar.areas.platform import decisions
from registrar.areas.platform.queries.latest_decisions import latest_decisions
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Decision

RULE = "award.award_confirmation"


@dataclass(frozen=True)
class LeftToConfirm:
    """A study with what its board decided; `refused` says why the last attempt to confirm it left it out."""

    study: Any
    decided: AwardDecided
    refused: Decision | None = None


def left_to_confirm() -> list[LeftToConfirm]:
    """Return the awards in confirmed minutes that have no award yet, those that were refused first; four queries."""
    decided = awards_decided()
    held = set(
        Award.objects.filter(study_id__in=decided)
        .exclude(state=Award.State.RETRACTED)
        .values_list("study_id", flat=True)
    )
    waiting = {key: one for key, one in decided.items() if key not in held}
    last = latest_decisions(RULE, [f"study:{key}" for key in waiting]) if waiting else {}
    rows = [
        LeftToConfirm(study, waiting[study.pk], _refusal(last.get(f"study:{study.pk}"), waiting[study.pk]))
        for study in (studies_with_people(list(waiting)) if waiting else ())
    ]
    return sorted(rows, key=lambda row: (row.refused is None, row.study.student_number))


def _refusal(row: Any, decided: AwardDecided) -> Decision | None:
    """The refusal, unless the board has decided again since."""
    if row is None or row.decided_at < decided.decided_at:
        return None
    decision = decisions.read(row)
    return None if decision.allowed else decision
