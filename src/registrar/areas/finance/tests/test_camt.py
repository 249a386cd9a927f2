from decimal import Decimal
from pathlib import Path

import pytest
import xmlschema

from registrar.areas.finance.bank_file_lines import UnreadableFile
from registrar.areas.finance.camt import read_camt

from .bank_samples import Entry, camt

CODES = {"FPS": "fps", "TTR": "telegraphic_transfer"}
SCHEMAS = Path("tests/vendor/iso20022")
ONE = Entry("BK1", "400.00", "24000001")


def read(content):
    return read_camt(content, CODES, "01")


@pytest.mark.parametrize("version", ["02", "04"])
def test_our_samples_are_valid_by_the_published_schema(version):
    schema = xmlschema.XMLSchema(str(SCHEMAS / f"camt.054.001.{version}.xsd"))
    every = [ONE, Entry("BK2", "1.00", free="fee 24000002"), Entry("BK3", "5.00", side="DBIT", reversal=True)]
    every.append(Entry("BK4", "7.00", "24000004", code="TTR", sent="USD"))
    schema.validate(camt(*every, version=version).decode())
    # and one that is not is told apart
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate(camt(ONE, version=version).decode().replace("400.00", "much"))


@pytest.mark.parametrize("version", ["02", "04", "05", "06", "08", "13"])
def test_an_entry_is_read_in_every_version(version):
    told = read(camt(ONE, version=version))
    (line,) = told.lines
    assert told.format == f"camt.054.001.{version}"
    assert told.message == "MSG-20240820-1"
    assert told.problem == line.problem == ""
    assert (line.reference, line.number, line.channel, line.amount) == ("BK1", "24000001", "fps", Decimal("400.00"))
    assert line.credited_at.isoformat() == "2024-08-20T12:00:00+08:00"
    assert not line.takes_back


def test_the_number_is_found_with_the_bill_type_before_it_or_in_free_text():
    quoted = [
        Entry("1", "1.00", "0124000001"),
        Entry("2", "1.00", "01-24000001"),
        Entry("3", "1.00", free="PolyU fee, debit note 24000001 thanks"),
        Entry("4", "1.00", free="24000001 or 24000002"),
        # HB24-8C-18/2: seven digits are no debit note number
        Entry("5", "1.00", "2400001"),
    ]
    numbers = [line.number for line in read(camt(*quoted)).lines]
    assert numbers == ["24000001", "24000001", "24000001", "24000001 or 24000002", "2400001"]


def test_a_reversal_and_a_return_take_back_what_they_name():
    lines = read(camt(Entry("BK1", "400.00", side="DBIT", reversal=True))).lines
    assert [(line.reference, line.takes_back, line.problem) for line in lines] == [("BK1", True, "")]


def test_what_is_no_income_in_hong_kong_dollars_says_so():
    told = read(
        camt(
            Entry("1", "1.00", side="DBIT"),
            Entry("2", "1.00", status="PDNG"),
            Entry("3", "-1.00"),
            Entry("4", "1.005"),
            Entry("5", "1.00", day="2024-02-31"),
            Entry("", "1.00"),
            ONE,
        )
    )
    assert [line.problem for line in told.lines] == [
        "not_income", "not_booked", "amount", "amount", "date", "reference", ""
    ]  # fmt: skip
    foreign = camt(ONE).replace(b'<Amt Ccy="HKD">', b'<Amt Ccy="USD">')
    assert [line.problem for line in read(foreign).lines] == ["account_currency"]


def test_the_gateways_own_reference_names_the_payment():
    (line,) = read(camt(Entry("BK1", "400.00", "24000001", end_to_end="SBX-00112233AABBCCDD"))).lines
    assert line.reference == "SBX-00112233AABBCCDD"
    # and what a payer writes there does not
    (line,) = read(camt(Entry("BK1", "400.00", "24000001", end_to_end="TUITION"))).lines
    assert line.reference == "BK1"


def test_a_batch_is_read_transaction_by_transaction():
    first, second = camt(ONE).decode().split("<NtryDtls>")
    detail = second.split("</NtryDtls>")[0]
    other = detail.replace("BK1", "BK2").replace("400.00", "250.00")
    both = first + "<NtryDtls>" + detail + other + "</NtryDtls>" + second.split("</NtryDtls>")[1]
    lines = read(both.encode()).lines
    assert [(line.place, line.reference, line.amount) for line in lines] == [
        (1, "BK1", Decimal("400.00")),
        (2, "BK2", Decimal("250.00")),
    ]


def test_a_file_that_breaks_off_keeps_what_stands_before_the_break():
    whole = camt(ONE, Entry("BK2", "9.00", "24000002"))
    told = read(whole[: whole.index(b"BK2") + 40])
    assert [(line.reference, line.problem) for line in told.lines] == [("BK1", ""), ("", "breaks_off")]
    assert told.problem == "breaks_off"


def test_a_file_with_fewer_entries_than_it_announces_says_so():
    assert read(camt(ONE, announced=2)).problem == "fewer"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"<a/>", "not_bank"),
        (b"<a", "not_bank"),
        (camt(ONE, version="01"), "version"),
        (camt(ONE).replace(b"camt.054", b"camt.053"), "version"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]>' + camt(ONE).split(b"\n", 1)[1], "forbidden"),
        (b'<!DOCTYPE Document SYSTEM "http://localhost/x.dtd">' + camt(ONE).split(b"\n", 1)[1], "forbidden"),
    ],
)
def test_what_no_bank_sends_is_not_read(content, key):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert refused.value.key == key


def test_a_bomb_of_entities_is_refused_before_it_grows():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{levels}]><d>&e11;</d>'.encode()
    with pytest.raises(UnreadableFile) as refused:
        read(bomb)
    assert refused.value.key == "forbidden"
