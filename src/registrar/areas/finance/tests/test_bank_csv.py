from decimal import Decimal

import pytest

from registrar.areas.finance.bank_csv import read_bank_csv
from registrar.ui.sheets import UnreadableSheet

from .bank_samples import table

CODES = {"ATM": "atm", "TTR": "telegraphic_transfer"}


def read(content):
    return read_bank_csv(content, "bank.csv", CODES, "01")


def test_a_line_is_read():
    told = read(table('A1,24000001,ATM,"1,400.50",2024-08-20 10:15,,'))
    (line,) = told.lines
    assert told.format == "csv"
    assert (line.place, line.reference, line.number, line.channel) == (2, "A1", "24000001", "atm")
    assert (line.amount, line.currency, line.takes_back) == (Decimal("1400.50"), "HKD", False)
    assert line.credited_at.isoformat() == "2024-08-20T10:15:00+08:00"


def test_what_cannot_be_read_says_why_and_the_rest_stands():
    told = read(
        table(
            "A1,24000001,ATM,400.00,2024-08-20,,",
            "A2,24000002",
            "A3,24000003,ATM,four,2024-08-20,,",
            "A4,24000004,ATM,400.00,yesterday,,",
            ",24000005,ATM,400.00,2024-08-20,,",
            "A6,24000006,,400.00,2024-08-20,,",
            "A7,24000007,ATM,400.00,2024-08-20,maybe,",
            "A8,24000008,ATM,NaN,2024-08-20,,",
            "A9,24000009,TTR,400.00,2024-08-20,reversal,usd",
        )
    )
    assert [line.problem for line in told.lines] == [
        "", "breaks_off", "amount", "date", "reference", "channel", "kind", "amount", ""
    ]  # fmt: skip
    assert (told.lines[-1].takes_back, told.lines[-1].currency) == (True, "USD")


def test_a_bill_type_that_is_not_ours_is_told():
    rows = b"reference,debit note,channel,amount,date,bill type\nA1,24000001,ATM,1.00,2024-08-20,02\n"
    assert read(rows).lines[0].problem == "bill_type"
    assert read(rows.replace(b",02", b",01")).lines[0].problem == ""


def test_a_table_without_the_needed_columns_is_refused():
    with pytest.raises(UnreadableSheet, match="reference"):
        read(b"number,amount\n1,2\n")
