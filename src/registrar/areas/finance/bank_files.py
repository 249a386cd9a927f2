"""The bank's files, whatever their form."""

from datetime import date
from typing import Any

from registrar.ui.sheets import UnreadableSheet

from .bank_csv import read_bank_csv
from .bank_file_lines import BankFileContent, UnreadableFile
from .camt import read_camt
from .figures import figure

MOST_BYTES = 8_000_000


def read_bank_file(content: bytes, name: str, today: date) -> BankFileContent:
    """Return what a file says: camt.054 where it is XML, a table otherwise.

    Raises UnreadableFile, or UnreadableSheet of registrar.ui.sheets.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile("size")
    codes = _figure("finance.bank_file_codes", today)
    bill_type = _figure("finance.payment_particulars", today)["bill_type"]
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_camt(content, codes, bill_type)
    try:
        return read_bank_csv(content, name, codes, bill_type)
    except UnreadableSheet as error:
        if name.lower().endswith(".xml"):
            raise UnreadableFile("not_xml") from error
        raise


def _figure(name: str, today: date) -> Any:
    """Return a figure of the institution for a day. Raises UnreadableFile where no edition covers the day."""
    found = figure(name, today)
    if found is None:
        raise UnreadableFile("no_edition")
    return found
