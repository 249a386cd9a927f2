"""Rows about awards, the way to them, and documents that leave the house."""

from .award import Award
from .award_retraction import AwardRetraction
from .certificate import Certificate
from .certification_hold import CertificationHold
from .document_order import DocumentOrder
from .expected_finish import ExpectedFinish
from .graduation_application import GraduationApplication
from .graduation_penalty import GraduationPenalty
from .graduation_window import GraduationWindow
from .parchment_ending import ParchmentEnding
from .specific_award_application import SpecificAwardApplication
from .transcript import Transcript

__all__ = [
    "Award",
    "AwardRetraction",
    "Certificate",
    "CertificationHold",
    "DocumentOrder",
    "ExpectedFinish",
    "GraduationApplication",
    "GraduationPenalty",
    "GraduationWindow",
    "ParchmentEnding",
    "SpecificAwardApplication",
    "Transcript",
]
