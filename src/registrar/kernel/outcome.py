"""How a decision can end."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The five ends of a decision; UNDETERMINED means that a fact or a verified edition is missing, never a guess."""

    ALLOWED = "ALLOWED"
    REFUSED = "REFUSED"
    NEEDS_APPROVAL = "NEEDS_APPROVAL"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    UNDETERMINED = "UNDETERMINED"
