"""What a rule answers."""

from __future__ import annotations

from enum import StrEnum


class RuleKind(StrEnum):
    """What the decision of a rule is about; most are asked whether something may be done.

    The outcome keeps its five ends in every kind. For a consequence REFUSED means that it strikes, because a clause
    that holds keeps it away.
    """

    PERMISSION = "permission"
    """May something be done?"""
    ACCEPTANCE = "acceptance"
    """Is what was done or entered good?"""
    CONSEQUENCE = "consequence"
    """Does something follow?"""
    AMOUNT = "amount"
    """How much money?"""
    DATE = "date"
    """On, from or until which day?"""
    STANDING = "standing"
    """In which state is somebody?"""
    FIGURE = "figure"
    """How many?"""

    @property
    def has_answer(self) -> bool:
        """Whether one of the results is the answer."""
        return self in {RuleKind.AMOUNT, RuleKind.DATE, RuleKind.STANDING, RuleKind.FIGURE}
