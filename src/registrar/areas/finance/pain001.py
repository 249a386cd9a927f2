"""The file that asks the bank to pay: ISO 20022 pain.001.001.09, customer credit transfer initiation."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from xml.etree import ElementTree as Xml

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
# Hong Kong National Clearing Code: three digits, from the list of external codes of ISO 20022.
CLEARING = "HKNCC"
CURRENCY = "HKD"
# What banks promise to carry: the basic Latin set of ISO 20022 payments.
OUTSIDE = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "’": "'"}
)
NAME, TEXT = 140, 140


@dataclass(frozen=True)
class Debtor:
    """Who pays: the name, the clearing code of its bank, and branch with account number."""

    name: str
    bank_code: str
    account: str


@dataclass(frozen=True)
class Payment:
    """One payment in HK$; `account` is branch and number together, `about` what the payee reads."""

    end_to_end_id: str
    amount: Decimal
    name: str
    bank_code: str
    account: str
    about: str


def latin(text: str, length: int) -> str:
    """Return a text in the characters that banks carry: accents taken off, everything else a space, cut to length."""
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(OUTSIDE.sub(" ", kept).split())[:length].strip()


def credit_transfer_file(message_id: str, debtor: Debtor, payments: Sequence[Payment], made_at: datetime) -> bytes:
    """Return the file, the same bytes for the same payments; control sums stand in the header and in the one block.

    Raises ValueError for no payment, a repeated end-to-end id or a name without a Latin letter: the bank would refuse
    the whole file.
    """
    _check(payments)
    Xml.register_namespace("", NAMESPACE)
    document = Xml.Element(_tag("Document"))
    initiation = _child(document, "CstmrCdtTrfInitn")
    header = _child(initiation, "GrpHdr")
    _child(header, "MsgId", message_id)
    _child(header, "CreDtTm", made_at.isoformat(timespec="seconds"))
    _sums(header, payments)
    _child(_child(header, "InitgPty"), "Nm", latin(debtor.name, NAME))
    _block(initiation, message_id, debtor, payments, made_at)
    Xml.indent(document, space="  ")
    return Xml.tostring(document, encoding="utf-8", xml_declaration=True) + b"\n"


def _check(payments: Sequence[Payment]) -> None:
    if not payments:
        raise ValueError("a file without payments")
    if len({item.end_to_end_id for item in payments}) < len(payments):
        raise ValueError("an end-to-end id stands twice")
    for item in payments:
        if not re.search("[A-Za-z]", latin(item.name, NAME)):
            raise ValueError(f"{item.end_to_end_id}: the holder's name has no Latin letter")
        if item.amount <= 0 or item.amount != item.amount.quantize(Decimal("0.01")):
            raise ValueError(f"{item.end_to_end_id}: {item.amount} is no amount in cents")


def _block(
    initiation: Xml.Element, message_id: str, debtor: Debtor, payments: Sequence[Payment], made_at: datetime
) -> None:
    """Write the one block of payments: who pays, from which account, on which day, and to whom."""
    block = _child(initiation, "PmtInf")
    _child(block, "PmtInfId", message_id)
    _child(block, "PmtMtd", "TRF")
    _child(block, "BtchBookg", "true")
    _sums(block, payments)
    _child(_child(block, "ReqdExctnDt"), "Dt", made_at.date().isoformat())
    _child(_child(block, "Dbtr"), "Nm", latin(debtor.name, NAME))
    _account(_child(block, "DbtrAcct"), debtor.account, CURRENCY)
    _agent(_child(block, "DbtrAgt"), debtor.bank_code)
    for item in payments:
        transfer = _child(block, "CdtTrfTxInf")
        _child(_child(transfer, "PmtId"), "EndToEndId", item.end_to_end_id)
        amount = _child(_child(transfer, "Amt"), "InstdAmt", f"{item.amount:.2f}")
        amount.set("Ccy", CURRENCY)
        _agent(_child(transfer, "CdtrAgt"), item.bank_code)
        _child(_child(transfer, "Cdtr"), "Nm", latin(item.name, NAME))
        _account(_child(transfer, "CdtrAcct"), item.account)
        if about := latin(item.about, TEXT):
            _child(_child(transfer, "RmtInf"), "Ustrd", about)


def _sums(parent: Xml.Element, payments: Sequence[Payment]) -> None:
    _child(parent, "NbOfTxs", str(len(payments)))
    _child(parent, "CtrlSum", f"{sum((item.amount for item in payments), Decimal(0)):.2f}")


def _agent(parent: Xml.Element, bank_code: str) -> None:
    member = _child(_child(parent, "FinInstnId"), "ClrSysMmbId")
    _child(_child(member, "ClrSysId"), "Cd", CLEARING)
    _child(member, "MmbId", bank_code)


def _account(parent: Xml.Element, number: str, currency: str = "") -> None:
    _child(_child(_child(parent, "Id"), "Othr"), "Id", number)
    if currency:
        _child(parent, "Ccy", currency)


def _child(parent: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    made = Xml.SubElement(parent, _tag(name))
    made.text = text
    return made


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
