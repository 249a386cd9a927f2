"""How a decision can end."""

from __future__ import annotations

from enum import Enum


class Outcome(str, Enum):
    """The five ends of a decision; UNDETERMINED means that a fact or a verified edition is missing, never a guess."""

    ALLOWED = "ALLOWED"
    REFUSED = "REFUSED"
    NEEDS_APPROVAL = "NEEDS_APPROVAL"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    UNDETERMINED = "UNDETERMINED"

    def __str__(self) -> str:
        """Return the bare word."""
        return self.value
