"""Bank accounts on file."""

from collections.abc import Collection

from registrar.areas.finance.models import RefundLine, StudentBankAccount


def accounts_on_file(students: Collection[int]) -> dict[int, StudentBankAccount]:
    """Return student (account of the portal) -> the bank account on file; one query."""
    rows = StudentBankAccount.objects.filter(student_id__in=set(students), ended_at=None)
    return {row.student_id: row for row in rows}


def account_on_file(student: int) -> StudentBankAccount | None:
    """Return the bank account of one student; one query."""
    return accounts_on_file([student]).get(student)


def account_history(student: int) -> list[StudentBankAccount]:
    """Return every bank account that a student has entered, the latest first; one query."""
    return list(StudentBankAccount.objects.filter(student_id=student))


def returned_from(refunds: Collection[int]) -> dict[int, set[int]]:
    """Return refund -> the bank accounts from which the bank has returned it; one query."""
    rows = RefundLine.objects.filter(refund_id__in=set(refunds), returned_at__isnull=False).order_by()
    found: dict[int, set[int]] = {}
    for refund, account in rows.values_list("refund_id", "bank_account_id"):
        found.setdefault(refund, set()).add(account)
    return found
