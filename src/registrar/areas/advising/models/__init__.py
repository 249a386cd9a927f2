"""Rows about what a study still needs, and who advises on it."""

from .advising_note import AdvisingNote
from .audit_exception import AuditException
from .degree_plan import DegreePlan, PlannedSubject
from .recorded_element import RecordedElement
from .study_plan_form import StudyPlanForm

__all__ = ["AdvisingNote", "AuditException", "DegreePlan", "PlannedSubject", "RecordedElement", "StudyPlanForm"]
