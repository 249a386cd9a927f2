"""Rows of the books and of the documents over them."""

from .account import Account
from .bank_order import BankOrder
from .charge import Charge
from .debit_note import DebitNote
from .entry import Entry
from .payment import Payment
from .receipt import Receipt
from .transaction import Transaction

__all__ = ["Account", "BankOrder", "Charge", "DebitNote", "Entry", "Payment", "Receipt", "Transaction"]
