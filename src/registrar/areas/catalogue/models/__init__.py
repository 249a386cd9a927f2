"""Rows about the institution and what it teaches."""

from .curriculum_subject import CurriculumSubject
from .department import Department
from .faculty import Faculty
from .minor import Minor
from .programme import Programme
from .room import Room
from .stream import Stream
from .subject import Subject
from .subject_requisite import SubjectRequisite
from .term import Term

__all__ = [
    "CurriculumSubject",
    "Department",
    "Faculty",
    "Minor",
    "Programme",
    "Room",
    "Stream",
    "Subject",
    "SubjectRequisite",
    "Term",
]
