"""How the fee of a credit transfer or exemption is named in the books."""

from collections.abc import Iterable
from typing import Any

from registrar.areas.finance.causes import Cause

PREFIX = "transfer:"
RESTORING = "transfer_reinstatement"
KINDS = ("credit_transfer", "exemption")


def reference(transfer: Any) -> str:
    """Return the reference of a transfer's charges in its present round; each round is charged once."""
    return f"{PREFIX}{transfer.pk}.{transfer.round}"


def key_of(text: str) -> tuple[int, int]:
    """Return (transfer, round) of such a reference."""
    key, _dot, round_ = text.removeprefix(PREFIX).partition(".")
    return int(key), int(round_)


def fee_cause(transfer: Any) -> Cause:
    """Return the cause of the transfer's own fee: its credits, each subject named."""
    lines = list(transfer.lines.all())
    return Cause(
        transfer.kind,
        transfer.study_id,
        reference(transfer),
        quantity=sum(line.subject.credits for line in lines),
        reason=codes_of(lines),
    )


def codes_of(lines: Iterable[Any]) -> str:
    """Return the subject codes of a transfer, with a space between; they read the same in both languages."""
    return " ".join(line.subject_id for line in lines)
