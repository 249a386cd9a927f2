"""Rows between the teacher's mark and the released result."""

from .assessment_scheme import AssessmentScheme
from .attendance import Attendance
from .board import Board
from .board_decision import BoardDecision
from .board_member import BoardMember
from .board_run import BoardRun
from .component_mark import ComponentMark
from .extenuating_notice import ExtenuatingNotice
from .grade_entry import GradeEntry
from .grade_sheet import GradeSheet
from .late_assessment import LateAssessment
from .meeting import Meeting
from .moderated_line import ModeratedLine
from .moderation import Moderation
from .panel_member import PanelMember
from .proposal import Proposal
from .rectification import Rectification
from .review_panel import ReviewPanel
from .scheme_component import SchemeComponent

__all__ = [
    "AssessmentScheme",
    "Attendance",
    "Board",
    "BoardDecision",
    "BoardMember",
    "BoardRun",
    "ComponentMark",
    "ExtenuatingNotice",
    "GradeEntry",
    "GradeSheet",
    "LateAssessment",
    "Meeting",
    "ModeratedLine",
    "Moderation",
    "PanelMember",
    "Proposal",
    "Rectification",
    "ReviewPanel",
    "SchemeComponent",
]
