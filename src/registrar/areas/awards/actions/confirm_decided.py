"""Everything that boards decided is confirmed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from registrar.areas.assessment.queries.awards_decided import awards_decided
from registrar.areas.awards.actions.confirm_award import Board, confirm_award
from registrar.areas.awards.models import Award


@dataclass
class Done:
    """How many awards were confirmed, and the studies whose award was refused."""

    confirmed: int = 0
    refused: list[int] = field(default_factory=list)


def confirm_decided(*, actor: Any, now: datetime) -> Done:
    """Confirm the awards in confirmed minutes that have no award yet (polyu-2024-25:6J-01, 6J-02).

    Each in its own transaction: one that is refused keeps its decision and stops nobody else. Running it twice
    confirms nothing twice.
    """
    done = Done()
    held = set(Award.objects.exclude(state=Award.State.RETRACTED).values_list("study_id", flat=True))
    for study, decided in sorted(awards_decided().items()):
        if study in held:
            continue
        board = Board(decided.decided_at, decided.proposed, decided.decided)
        if confirm_award(study, decided.term, board, actor=actor, now=now).decision.allowed:
            done.confirmed += 1
        else:
            done.refused.append(study)
    return done
