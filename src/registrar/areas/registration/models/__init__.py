"""Rows about what is offered this term and who has a seat."""

from .meeting import Meeting
from .offering import Offering
from .registration import Registration
from .subject_group import SubjectGroup

__all__ = ["Meeting", "Offering", "Registration", "SubjectGroup"]
