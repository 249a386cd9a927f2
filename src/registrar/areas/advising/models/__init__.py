"""Rows about what a study still needs, and who advises on it."""

from .audit_exception import AuditException
from .recorded_element import RecordedElement

__all__ = ["AuditException", "RecordedElement"]
