"""Rows about a person's study and its record."""

from .approval import Approval
from .status_change import StatusChange
from .study import Study
from .subject_result import SubjectResult
from .term_standing import TermStanding

__all__ = ["Approval", "StatusChange", "Study", "SubjectResult", "TermStanding"]
