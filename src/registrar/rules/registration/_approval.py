"""An approval on record, and how a finding names it: shared by the rules that an approval can turn."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Citation, Finding, Message
from registrar.rulebook import Record


class Approval(Record):
    """Which approval it is, by whom and until when."""

    number: int = Field(description="Number of the approval on record")
    granted_by: str = Field(description="Who granted it")
    granted_on: date = Field(description="Day on which it was granted")
    until: date | None = Field(default=None, description="Last day on which it counts; empty: without an end")


def naming(clause: Citation, approval: Approval | None) -> tuple[Finding, ...]:
    """Return a finding that names the approval which made the one before it hold; none where it is not known."""
    if approval is None:
        return ()
    args = {"number": approval.number, "by": approval.granted_by, "on": approval.granted_on}
    if approval.until is None:
        return (Finding(clause, True, Message("registration.approval.used", args)),)
    return (Finding(clause, True, Message("registration.approval.used_until", {**args, "until": approval.until})),)
