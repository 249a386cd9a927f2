"""The file for the bank: by the published schema, by its control sums, and by the letters that banks carry."""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from tests import world

from registrar.areas.finance.pain001 import NAMESPACE, Debtor, Payment, credit_transfer_file, latin

SCHEMA = Path("tests/vendor/iso20022/pain.001.001.09.xsd")
MADE = world.at("2024-10-08 14:30")
DEBTOR = Debtor("The Hong Kong Polytechnic University", "024", "001900000018")
PAYEE = Payment("RB000001-000001", Decimal("1405.00"), "CHAN Tai Man", "004", "002987654", "Refund 24000001D")


@pytest.fixture(scope="module")
def schema():
    """The schema as ISO 20022 publishes it, read by a parser that is not ours."""
    return xmlschema.XMLSchema(SCHEMA)


def made(*payments: Payment, at: datetime = MADE) -> bytes:
    return credit_transfer_file("RB000001", DEBTOR, payments or (PAYEE,), at)


def texts(content: bytes, name: str) -> list[str | None]:
    document = Xml.fromstring(content)  # noqa: S314 (our own file)
    return [item.text for item in document.iter(f"{{{NAMESPACE}}}{name}")]


def test_the_file_is_valid_by_the_published_schema(schema):
    many = [
        Payment(f"RB000001-{n:06d}", Decimal(n) / 100, f"Student {n}", "024", "383123456", "") for n in range(1, 200)
    ]
    schema.validate(made(*many).decode())


def test_the_schema_refuses_a_file_that_is_not(schema):
    broken = made().decode().replace("<PmtMtd>TRF</PmtMtd>", "")
    assert not schema.is_valid(broken)
    assert not schema.is_valid(made().decode().replace("1405.00</InstdAmt>", "a lot</InstdAmt>"))


def test_control_sums_say_what_the_payments_add_up_to():
    other = Payment("RB000001-000002", Decimal("0.10"), "Lee Siu Ming", "024", "383123456", "")
    content = made(PAYEE, other)
    assert texts(content, "NbOfTxs") == ["2", "2"]
    assert texts(content, "CtrlSum") == ["1405.10", "1405.10"]
    assert texts(content, "InstdAmt") == ["1405.00", "0.10"]
    assert texts(content, "EndToEndId") == ["RB000001-000001", "RB000001-000002"]
    assert texts(content, "Cd") == ["HKNCC"] * 3
    assert texts(content, "MmbId") == ["024", "004", "024"]
    assert texts(content, "ReqdExctnDt")[0].strip() == ""
    assert texts(content, "Dt") == ["2024-10-08"]


def test_the_same_payments_give_the_same_bytes():
    assert made() == made()
    assert made() != made(at=world.at("2024-10-09 14:30"))


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("Núñez-Müller, José", "Nunez-Muller, Jose"),
        ("Đặng Văn Łukasz", "Dang Van Lukasz"),
        ("CHAN 陳大文 Tai Man", "CHAN Tai Man"),
        ("O’Brien & Sons <x>", "O'Brien Sons x"),
        ("Straße", "Strasse"),
    ],
)
def test_names_are_written_in_the_letters_that_banks_carry(name, carried):
    assert latin(name, 140) == carried


@given(st.text(max_size=300))
def test_nothing_else_ever_gets_into_a_name(text):
    assert re.fullmatch(r"[A-Za-z0-9/\-?:().,'+ ]{0,140}", latin(text, 140))


@pytest.mark.parametrize(
    ("payments", "why"),
    [
        ([PAYEE, PAYEE], "stands twice"),
        ([Payment("X", Decimal(1), "陳大文", "024", "383123456", "")], "no Latin letter"),
        ([Payment("X", Decimal("0.001"), "Chan", "024", "383123456", "")], "no amount in cents"),
        ([Payment("X", Decimal(0), "Chan", "024", "383123456", "")], "no amount in cents"),
    ],
)
def test_a_file_that_the_bank_would_refuse_is_not_made(payments, why):
    with pytest.raises(ValueError, match=why):
        made(*payments)


def test_a_file_without_payments_is_not_made():
    with pytest.raises(ValueError, match="without payments"):
        credit_transfer_file("RB000001", DEBTOR, [], MADE)
