"""Who may see and change what on the student account."""

from typing import Any

import rules

from registrar.areas.people.policies import is_auditor, is_finance, is_student

from .models import BankOrder, DebitNote, Receipt


@rules.predicate
def own_note(user: Any, note: DebitNote | None) -> bool:
    """The debit note is the user's own."""
    return note is not None and note.study.student_id == user.pk


@rules.predicate
def own_receipt(user: Any, receipt: Receipt | None) -> bool:
    """The receipt is for a payment of the user's own note."""
    return receipt is not None and receipt.payment.debit_note.study.student_id == user.pk


@rules.predicate
def own_order(user: Any, order: BankOrder | None) -> bool:
    """The user was sent to the bank with this order."""
    return order is not None and order.debit_note.study.student_id == user.pk


rules.add_perm("finance.view_own", is_student)
rules.add_perm("finance.view_note", own_note | is_finance | is_auditor)
rules.add_perm("finance.pay_note", is_student & own_note)
rules.add_perm("finance.pay_order", is_student & own_order)
rules.add_perm("finance.view_receipt", own_receipt | is_finance | is_auditor)
rules.add_perm("finance.view_books", is_finance | is_auditor)
rules.add_perm("finance.keep_books", is_finance)
