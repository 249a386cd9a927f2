"""Who may see and change what on the student account."""

from typing import Any

import rules

from registrar.areas.people.policies import (
    is_auditor,
    is_department,
    is_finance,
    is_library,
    is_registry,
    is_student,
    is_student_affairs,
)

from .models import BankOrder, DebitNote, RaisedCharge, Receipt, Refund, RefundBatch, UnmatchedPayment
from .offices import EVERYWHERE, desks_of


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


@rules.predicate
def own_transfer(user: Any, transfer: Any | None) -> bool:
    """The credit transfer or exemption is the user's own."""
    return transfer is not None and transfer.study.student_id == user.pk


@rules.predicate
def prepared_by_another(user: Any, batch: RefundBatch | None) -> bool:
    """Somebody else prepared the batch: two people handle what leaves the bank."""
    return batch is not None and batch.prepared_by_id != user.pk


@rules.predicate
def granted_by_another(user: Any, refund: Refund | None) -> bool:
    """Somebody else proposed the refund: two people stand for what rests on one officer's word."""
    return refund is not None and refund.granted_by_id != user.pk


@rules.predicate
def proposed_by_another(user: Any, waiting: UnmatchedPayment | None) -> bool:
    """Somebody else proposed to send the money back: two people handle what leaves the bank."""
    return waiting is not None and waiting.return_asked_by_id != user.pk


rules.add_perm("finance.view_own", is_student)
rules.add_perm("finance.view_note", own_note | is_finance | is_auditor)
rules.add_perm("finance.pay_note", is_student & own_note)
rules.add_perm("finance.pay_order", is_student & own_order)
rules.add_perm("finance.view_receipt", own_receipt | is_finance | is_auditor)
rules.add_perm("finance.restore_transfer", is_student & own_transfer)
rules.add_perm("finance.view_books", is_finance | is_auditor)
rules.add_perm("finance.keep_books", is_finance)
rules.add_perm("finance.release_return", is_finance & proposed_by_another)


@rules.predicate
def of_own_office(user: Any, charge: RaisedCharge | None) -> bool:
    """The user sits in the office that raised the charge, or in the Finance Office."""
    if charge is None:
        return False
    desks = desks_of(user)
    return any(
        desk.office == EVERYWHERE or (desk.office == charge.office and desk.department in ("", charge.department))
        for desk in desks
    )


@rules.predicate
def checked_file(user: Any, run: Any) -> bool:
    """The user uploaded the file, and still sits in the office that it is for."""
    if run is None or run.actor_id != user.pk:
        return False
    given = (run.arguments.get("office"), run.arguments.get("department"))
    return any((desk.office, desk.department) == given for desk in desks_of(user))


raises_charges = is_finance | is_registry | is_library | is_student_affairs | is_department
rules.add_perm("finance.raise_charges", raises_charges)
rules.add_perm("finance.view_charges", raises_charges | is_auditor)
rules.add_perm("finance.view_charge", of_own_office | is_auditor)
rules.add_perm("finance.waive_charge", of_own_office)
rules.add_perm("finance.see_charge_file", raises_charges & checked_file)
rules.add_perm("finance.price_charge", is_finance)
rules.add_perm("finance.manage_refunds", is_finance)
rules.add_perm("finance.see_bank_accounts", is_finance)
rules.add_perm("finance.confirm_refund", is_finance & granted_by_another)
rules.add_perm("finance.release_batch", is_finance & prepared_by_another)
rules.add_perm("finance.view_deferrals", is_student_affairs | is_finance | is_auditor)
rules.add_perm("finance.answer_deferral", is_student_affairs)
rules.add_perm("finance.view_holds", is_registry | is_finance | is_auditor)
