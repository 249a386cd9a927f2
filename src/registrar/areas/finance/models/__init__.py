"""Rows of the books and of the documents over them."""

from .account import Account
from .bank_file import BankFile, BankFileLine
from .bank_order import BankOrder
from .billing_preview import BillingPreview
from .billing_question import BillingQuestion
from .charge import Charge
from .charge_waiver import ChargeWaiver
from .debit_note import DebitNote
from .deferral import Deferral
from .deferral_change import DeferralChange
from .deposit_event import DepositEvent
from .deposit_settlement import DepositSettlement
from .entry import Entry
from .note_reminder import NoteReminder
from .payment import Payment
from .programme_cancellation import ProgrammeCancellation
from .raised_charge import RaisedCharge
from .receipt import Receipt
from .refund import Refund
from .refund_batch import RefundBatch
from .refund_line import RefundLine
from .sandbox_payment import SandboxPayment
from .student_bank_account import StudentBankAccount
from .transaction import Transaction
from .undone_match import UndoneMatch
from .unmatched_payment import UnmatchedPayment

__all__ = [
    "Account",
    "BankFile",
    "BankFileLine",
    "BankOrder",
    "BillingPreview",
    "BillingQuestion",
    "Charge",
    "ChargeWaiver",
    "DebitNote",
    "Deferral",
    "DeferralChange",
    "DepositEvent",
    "DepositSettlement",
    "Entry",
    "NoteReminder",
    "Payment",
    "ProgrammeCancellation",
    "RaisedCharge",
    "Receipt",
    "Refund",
    "RefundBatch",
    "RefundLine",
    "SandboxPayment",
    "StudentBankAccount",
    "Transaction",
    "UndoneMatch",
    "UnmatchedPayment",
]
