"""Rows about documents that leave the house."""

from .certificate import Certificate
from .certification_hold import CertificationHold
from .document_order import DocumentOrder
from .transcript import Transcript

__all__ = ["Certificate", "CertificationHold", "DocumentOrder", "Transcript"]
