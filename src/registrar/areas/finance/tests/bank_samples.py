"""Files as a bank sends them, made for tests."""

from dataclasses import dataclass
from decimal import Decimal

from registrar.areas.finance.models import DebitNote

HEADS = "reference,debit note,channel,amount,date,kind,currency"


@dataclass(frozen=True)
class Entry:
    """One entry of a notification. `number` is quoted as structured reference, `free` in free text."""

    reference: str
    amount: str
    number: str = ""
    code: str = "FPS"
    free: str = ""
    day: str = "2024-08-20"
    end_to_end: str = "NOTPROVIDED"
    side: str = "CRDT"
    reversal: bool = False
    status: str = "BOOK"
    sent: str = ""


def entry(note: DebitNote, reference: str = "BK1", **fields: object) -> Entry:
    """Return the entry of a payment of exactly what a note asks for."""
    given = {"number": note.number, "amount": str(note.amount)}
    return Entry(reference, **(given | fields))  # type: ignore[arg-type]


def camt(*entries: Entry, version: str = "08", announced: int | None = None) -> bytes:
    """Return a notification of these entries."""
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.054.001.{version}"
    count = len(entries) if announced is None else announced
    total = sum((Decimal(one.amount) for one in entries), Decimal(0))
    body = "".join(_entry(one, version) for one in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{namespace}"><BkToCstmrDbtCdtNtfctn>'
        "<GrpHdr><MsgId>MSG-20240820-1</MsgId><CreDtTm>2024-08-20T20:00:00</CreDtTm></GrpHdr>"
        "<Ntfctn><Id>NTF-1</Id><CreDtTm>2024-08-20T20:00:00</CreDtTm>"
        "<Acct><Id><Othr><Id>000000000</Id></Othr></Id><Ccy>HKD</Ccy></Acct>"
        f"<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries><Sum>{total}</Sum></TtlNtries></TxsSummry>"
        f"{body}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def _entry(one: Entry, version: str) -> str:
    status = f"<Sts><Cd>{one.status}</Cd></Sts>" if int(version) >= 8 else f"<Sts>{one.status}</Sts>"
    structured = f"<Strd><CdtrRefInf><Ref>{one.number}</Ref></CdtrRefInf></Strd>" if one.number else ""
    free = f"<Ustrd>{one.free}</Ustrd>" if one.free else ""
    remittance = f"<RmtInf>{free}{structured}</RmtInf>" if free or structured else ""
    money = f'<Amt Ccy="HKD">{one.amount}</Amt>'
    sent = f'<AmtDtls><InstdAmt><Amt Ccy="{one.sent}">100.00</Amt></InstdAmt></AmtDtls>' if one.sent else ""
    # From version 4 on a transaction names its own amount and side.
    own = f"{money}<CdtDbtInd>{one.side}</CdtDbtInd>" if int(version) >= 4 else ""
    code = f"<BkTxCd><Prtry><Cd>{one.code}</Cd></Prtry></BkTxCd>"
    return (
        f"<Ntry>{money}<CdtDbtInd>{one.side}</CdtDbtInd><RvslInd>{str(one.reversal).lower()}</RvslInd>{status}"
        f"<BookgDt><Dt>{one.day}</Dt></BookgDt><AcctSvcrRef>{one.reference}</AcctSvcrRef>{code}"
        f"<NtryDtls><TxDtls><Refs><AcctSvcrRef>{one.reference}</AcctSvcrRef>"
        f"<EndToEndId>{one.end_to_end}</EndToEndId></Refs>{own}{sent}{remittance}</TxDtls></NtryDtls></Ntry>"
    )


def table(*rows: str) -> bytes:
    """Return a CSV file of these lines under the heads."""
    return "\n".join([HEADS, *rows, ""]).encode()
