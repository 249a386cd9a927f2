"""Rows about what is offered this term, who plans what and who has a seat."""

from .ballot import Ballot
from .ballot_entry import BallotEntry
from .ballot_wish import BallotWish
from .basket_item import BasketItem
from .cancellation import Cancellation
from .closed_list import ClosedList
from .meeting import Meeting
from .offering import Offering
from .registration import Registration
from .reinstated_subject import ReinstatedSubject
from .reinstatement import Reinstatement
from .reserved_places import ReservedPlaces
from .subject_group import SubjectGroup
from .subject_request import SubjectRequest
from .waiting_entry import WaitingEntry
from .waiver_mark import WaiverMark
from .withdrawal_opinion import WithdrawalOpinion
from .withdrawal_request import WithdrawalRequest

__all__ = [
    "Ballot",
    "BallotEntry",
    "BallotWish",
    "BasketItem",
    "Cancellation",
    "ClosedList",
    "Meeting",
    "Offering",
    "Registration",
    "ReinstatedSubject",
    "Reinstatement",
    "ReservedPlaces",
    "SubjectGroup",
    "SubjectRequest",
    "WaitingEntry",
    "WaiverMark",
    "WithdrawalOpinion",
    "WithdrawalRequest",
]
