"""Rows about a person's study and its record."""

from .approval import Approval
from .result_change import ResultChange
from .status_change import StatusChange
from .study import Study
from .study_option import StudyOption
from .subject_result import SubjectResult
from .term_standing import TermStanding
from .transfer import Transfer
from .transfer_line import TransferLine

__all__ = [
    "Approval",
    "ResultChange",
    "StatusChange",
    "Study",
    "StudyOption",
    "SubjectResult",
    "TermStanding",
    "Transfer",
    "TransferLine",
]
