"""Rows that belong to no area: decisions, notices, jobs, the clock."""

from .access_log import AccessLog
from .caught_mail import CaughtMail
from .clock_setting import ClockSetting
from .document_sequence import DocumentSequence
from .idempotency_key import IdempotencyKey
from .job_run import JobRun
from .notice import Notice
from .stored_decision import StoredDecision
from .stored_file import StoredFile

__all__ = [
    "AccessLog",
    "CaughtMail",
    "ClockSetting",
    "DocumentSequence",
    "IdempotencyKey",
    "JobRun",
    "Notice",
    "StoredDecision",
    "StoredFile",
]
