"""Rows between the teacher's mark and the released result."""

from .board_run import BoardRun
from .grade_entry import GradeEntry
from .grade_sheet import GradeSheet
from .proposal import Proposal

__all__ = ["BoardRun", "GradeEntry", "GradeSheet", "Proposal"]
