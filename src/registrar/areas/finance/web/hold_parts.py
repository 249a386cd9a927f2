"""What the pages show of holds."""

from datetime import date
from typing import Any

from registrar.areas.finance.queries.holds import holds_of
from registrar.rulebook.messages import both


def holds_part(study_id: int, today: date, *, linked: bool = True) -> dict[str, Any] | None:
    """Return the unpaid notes of a study and, once each, what waits for them and by which clause; None without.

    `linked` where the reader may open the notes.
    """
    holds = holds_of(study_id, today)
    if holds is None:
        return None
    waiting = [item for item in holds.decision.findings if item.holds is False]
    return {
        "causes": holds.causes,
        "linked": linked,
        "decision": holds.decision,
        "waiting": [{"text": both(item.message), "clause": item.clause} for item in waiting],
    }
