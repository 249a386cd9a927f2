"""A file as the made-up bank would send it: what came in for the open debit notes, with everything that goes wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

CODES = ("FPS", "ATM", "PPS", "IBK", "FPS", "FLW")
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
# A short transfer lacks as much; a careless payer a dollar.
LACKING, DOLLAR = Decimal(60), Decimal(1)
MOST = 12


@dataclass(frozen=True)
class _Entry:
    """One entry: what the bank calls it, what was quoted, how much in HK$, by what code, on which day."""

    reference: str
    number: str
    amount: Decimal
    code: str
    day: str


def bank_file(notes: Sequence[tuple[str, Decimal]], now: datetime) -> bytes:
    """Return a camt.054 file about the first notes (number and amount in HK$): the same notes on a day, the same file.

    Most are paid exactly, the last but one lacks a dollar, the last is a transfer with a deficit. Then a line comes
    twice, one names no debit note, and one has a day that does not exist. Raises ValueError where there is no note.
    """
    if not notes:
        raise ValueError("no debit note is waiting for payment")
    day = now.date().isoformat()
    mark = sha256(f"{day} {notes}".encode()).hexdigest()[:6].upper()
    entries = [
        _Entry(f"{mark}-{place:03d}", number, amount, CODES[place % len(CODES)], day)
        for place, (number, amount) in enumerate(notes[:MOST], start=1)
    ]
    if len(entries) > 2:
        short, transfer = entries[-2], entries[-1]
        entries[-2] = _Entry(short.reference, short.number, short.amount - DOLLAR, "IBK", day)
        entries[-1] = _Entry(transfer.reference, transfer.number, transfer.amount - LACKING, "TTR", day)
    entries += [
        entries[0],
        _Entry(f"{mark}-901", "2400001", Decimal(5000), "TTR", day),
        _Entry(f"{mark}-902", notes[0][0], Decimal(100), "ATM", "2024-02-31"),
    ]
    return _document(entries, mark, now)


def _document(entries: Sequence[_Entry], mark: str, now: datetime) -> bytes:
    moment = now.replace(microsecond=0, tzinfo=None).isoformat()
    total = sum((entry.amount for entry in entries), Decimal(0))
    lines = "".join(_written(entry) for entry in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE}">\n<BkToCstmrDbtCdtNtfctn>\n'
        f"<GrpHdr><MsgId>DEMO-{mark}</MsgId><CreDtTm>{moment}</CreDtTm></GrpHdr>\n"
        f"<Ntfctn><Id>DEMO-{mark}</Id><CreDtTm>{moment}</CreDtTm>"
        "<Acct><Id><Othr><Id>000-000000-000</Id></Othr></Id><Ccy>HKD</Ccy></Acct>\n"
        f"<TxsSummry><TtlNtries><NbOfNtries>{len(entries)}</NbOfNtries><Sum>{total}</Sum></TtlNtries></TxsSummry>\n"
        f"{lines}</Ntfctn>\n</BkToCstmrDbtCdtNtfctn>\n</Document>\n"
    ).encode()


def _written(entry: _Entry) -> str:
    money = f'<Amt Ccy="HKD">{entry.amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
    return (
        f"<Ntry>{money}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{entry.day}</Dt></BookgDt>"
        f"<AcctSvcrRef>{entry.reference}</AcctSvcrRef><BkTxCd><Prtry><Cd>{entry.code}</Cd></Prtry></BkTxCd>"
        f"<NtryDtls><TxDtls><Refs><AcctSvcrRef>{entry.reference}</AcctSvcrRef>"
        f"<EndToEndId>NOTPROVIDED</EndToEndId></Refs>{money}"
        f"<RmtInf><Strd><CdtrRefInf><Ref>{entry.number}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )


def open_notes(rows: Any) -> list[tuple[str, Decimal]]:
    """Return number and amount of the notes of a queryset, the earliest first."""
    return list(rows.order_by("number").values_list("number", "amount")[:MOST])
