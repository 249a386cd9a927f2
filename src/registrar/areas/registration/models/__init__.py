"""Rows about what is offered this term, who plans what and who has a seat."""

from .basket_item import BasketItem
from .meeting import Meeting
from .offering import Offering
from .registration import Registration
from .subject_group import SubjectGroup

__all__ = ["BasketItem", "Meeting", "Offering", "Registration", "SubjectGroup"]
