"""Reading the bank's notification of credits and debits: ISO 20022 camt.054, versions 2 to 8 and later ones like it."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .bank_file_lines import (
    BankFileContent,
    FileLine,
    Problems,
    UnreadableFile,
    read_amount,
    read_moment,
    read_reference,
)
from .gateway import is_gateway_reference

NAMESPACE = re.compile(r"^\{urn:iso:std:iso:20022:tech:xsd:(camt\.054\.001\.(\d{2}))\}")
OLDEST, NEWEST = 2, 13
LONGEST_TEXT = 300
NOT_PROVIDED = "NOTPROVIDED"
EIGHT_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")


def read_camt(content: bytes, codes: Mapping[str, str], bill_type: str) -> BankFileContent:
    """Return the entries of a camt.054 file.

    `codes` maps the bank's own transaction codes to channels, `bill_type` stands before the number in references of the
    bill payment services. Document types, entities and outside references are refused. A file that breaks off keeps the
    entries before the break, and ends with a line that says so. Raises UnreadableFile.
    """
    reader = _Reader(codes, bill_type)
    try:
        for _event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
            reader.take(_event, element)
    except DefusedXmlException as error:
        raise UnreadableFile("forbidden") from error
    except ParseError as error:
        if not reader.format:
            raise UnreadableFile("not_bank") from error
        reader.breaks_off()
    if not reader.format:
        raise UnreadableFile("not_bank")
    return BankFileContent(reader.format, reader.message, tuple(reader.lines), reader.verdict())


class _Reader:
    """Follows the file from its first element to the last, and forgets what it has read."""

    def __init__(self, codes: Mapping[str, str], bill_type: str) -> None:
        self.codes, self.bill_type = codes, bill_type
        self.format = self.message = self.prefix = ""
        self.lines: list[FileLine] = []
        self.entries, self.announced, self.broken = 0, 0, False

    def take(self, event: str, element: Element) -> None:
        """Take the start or the end of an element."""
        if not self.format:
            self._begin(element)
            return
        if event == "start":
            return
        name = element.tag.removeprefix(self.prefix)
        if name == "MsgId" and not self.message:
            self.message = (element.text or "").strip()[:35]
        elif name == "TtlNtries":
            count = _text(element, self.prefix, "NbOfNtries")
            self.announced += int(count) if count.isdigit() else 0
        elif name == "Ntry":
            self.entries += 1
            self.lines += self._entry(element)
            element.clear()

    def _begin(self, element: Element) -> None:
        found = NAMESPACE.match(element.tag)
        if not found or not OLDEST <= int(found[2]) <= NEWEST:
            raise UnreadableFile("version" if "camt." in element.tag else "not_bank")
        self.format, self.prefix = found[1], found[0]

    def breaks_off(self) -> None:
        """Note that the file ends in the middle."""
        self.broken = True
        place = self.lines[-1].place + 1 if self.lines else 1
        self.lines.append(FileLine(place, "", problem="breaks_off"))

    def verdict(self) -> str:
        """Return what is wrong with the file as a whole, or nothing."""
        if self.broken:
            return "breaks_off"
        return "fewer" if self.announced and self.announced != self.entries else ""

    def _entry(self, entry: Element) -> Iterator[FileLine]:
        """Return the lines of an entry: one for each of its transactions, or one for the entry itself."""
        details = entry.findall(f"{self.prefix}NtryDtls/{self.prefix}TxDtls")
        start = self.lines[-1].place + 1 if self.lines else 1
        for place, detail in enumerate(details or [entry], start=start):
            yield self._line(place, entry, detail, alone=len(details) <= 1)

    def _line(self, place: int, entry: Element, detail: Element, *, alone: bool) -> FileLine:
        problems = Problems()
        if self._status(entry) != "BOOK":
            problems.note("not_booked")
        money = detail.find(f"{self.prefix}Amt") if detail is not entry else None
        if money is None and alone:
            money = entry.find(f"{self.prefix}Amt")
        if money is None:
            problems.note("amount")
        elif money.get("Ccy") != "HKD":
            problems.note("account_currency")
        reference = self._reference(entry, detail, alone=alone)
        side = self._find(detail, "CdtDbtInd") or self._find(entry, "CdtDbtInd")
        returned = side == "DBIT" and detail.find(self._path("RtrInf")) is not None
        reversal = returned or self._find(entry, "RvslInd") in ("true", "1")
        if side not in ("CRDT", "DBIT"):
            problems.note("side")
        elif (side == "CRDT") is reversal:
            # A debit that reverses nothing is money that we paid out, and a reversed debit is money that came back.
            problems.note("not_income")
        return FileLine(
            place=place,
            text=_shortened(detail),
            reference=read_reference(reference, problems),
            number=self._number(detail),
            channel=self._channel(entry, detail),
            amount=read_amount(money.text or "", problems) if money is not None else None,
            currency=self._currency(detail),
            credited_at=read_moment(self._day(entry), problems),
            takes_back=reversal,
            problem=problems.key,
        )

    def _find(self, element: Element, path: str) -> str:
        return _text(element, self.prefix, path)

    def _status(self, entry: Element) -> str:
        """Return the entry's status; until version 7 it stands in the element itself, later in a code below."""
        return self._find(entry, "Sts/Cd") or self._find(entry, "Sts")

    def _reference(self, entry: Element, detail: Element, *, alone: bool) -> str:
        """Return what tells this payment from every other: the gateway's reference, or the bank's own."""
        own = [self._find(detail, f"Refs/{name}") for name in ("EndToEndId", "TxId", "InstrId", "AcctSvcrRef")]
        gateway = [text for text in own if is_gateway_reference(text)]
        if gateway:
            return gateway[0]
        if own[-1] and own[-1] != NOT_PROVIDED:
            return own[-1]
        return self._find(entry, "AcctSvcrRef") if alone else ""

    def _number(self, detail: Element) -> str:
        """Return the debit note number quoted, as structured reference or in free text."""
        quoted = self._find(detail, "RmtInf/Strd/CdtrRefInf/Ref").replace("-", "").replace(" ", "")
        if quoted:
            longer = len(quoted) > len(self.bill_type) and EIGHT_DIGITS.fullmatch(quoted.removeprefix(self.bill_type))
            return quoted.removeprefix(self.bill_type) if longer and not EIGHT_DIGITS.fullmatch(quoted) else quoted[:40]
        free = " ".join(part.text or "" for part in detail.findall(self._path("RmtInf/Ustrd")))
        numbers = set(EIGHT_DIGITS.findall(free))
        return numbers.pop() if len(numbers) == 1 else free.strip()[:40]

    def _channel(self, entry: Element, detail: Element) -> str:
        """Return the channel that the bank's own code stands for, or the code as it is."""
        code = self._find(detail, "BkTxCd/Prtry/Cd") or self._find(entry, "BkTxCd/Prtry/Cd")
        return self.codes.get(code, code[:20])

    def _currency(self, detail: Element) -> str:
        """Return the currency that a transfer was sent in."""
        sent = detail.find(self._path("AmtDtls/InstdAmt/Amt"))
        return (sent.get("Ccy") or "HKD")[:3] if sent is not None else "HKD"

    def _day(self, entry: Element) -> str:
        for path in ("BookgDt/DtTm", "BookgDt/Dt", "ValDt/DtTm", "ValDt/Dt"):
            if found := self._find(entry, path):
                return found
        return ""

    def _path(self, path: str) -> str:
        return "/".join(f"{self.prefix}{name}" for name in path.split("/"))


def _text(element: Element, prefix: str, path: str) -> str:
    found = element.find("/".join(f"{prefix}{name}" for name in path.split("/")))
    return (found.text or "").strip() if found is not None else ""


def _shortened(element: Any) -> str:
    """Return the words of an element, for people who look for the line in the file."""
    return " ".join(" ".join(element.itertext()).split())[:LONGEST_TEXT]
