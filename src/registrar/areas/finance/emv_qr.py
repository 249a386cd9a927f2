"""Codes that a payee shows and a payer scans: EMVCo's merchant-presented mode, version 1.1.

A code is a chain of objects, each a two-digit name, a two-digit length and a value; a template is an object whose value
is such a chain. The last object is a checksum over everything before its value.
"""

import binascii
from collections.abc import Mapping
from decimal import Decimal

FORMAT, INITIATION, CATEGORY, CURRENCY, AMOUNT = "00", "01", "52", "53", "54"
COUNTRY, NAME, CITY, ADDITIONAL, CHECKSUM = "58", "59", "60", "62", "63"
VERSION, ONCE, HONG_KONG_DOLLAR = "01", "12", "344"
BILL_NUMBER, REFERENCE = "01", "05"
LONGEST = {AMOUNT: 13, NAME: 25, CITY: 15}
START, MOST = 0xFFFF, 99


def objects(values: Mapping[str, str]) -> str:
    """Return a chain of data objects in the order given. Raises ValueError for a value that does not fit."""
    chain = []
    for name, value in values.items():
        if not value or not value.isascii() or len(value) > LONGEST.get(name, MOST):
            raise ValueError(f"data object {name} can't hold {value!r}")
        chain.append(f"{name}{len(value):02d}{value}")
    return "".join(chain)


def checksum(text: str) -> str:
    """Return CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF) as four hexadecimal digits."""
    return f"{binascii.crc_hqx(text.encode('ascii'), START):04X}"


def merchant_presented(
    account: tuple[str, Mapping[str, str]],
    *,
    amount: Decimal,
    category: str,
    name: str,
    city: str,
    bill_number: str,
    country: str = "HK",
) -> str:
    """Return the text of a code for one payment of exactly this amount in Hong Kong dollars.

    `account` is the name of the merchant account template and what it holds. The bill number stands as bill number
    and as reference, because payment apps print the one or the other.
    """
    number, inside = account
    body = objects(
        {
            FORMAT: VERSION,
            INITIATION: ONCE,
            number: objects(inside),
            CATEGORY: category,
            CURRENCY: HONG_KONG_DOLLAR,
            AMOUNT: f"{amount:.2f}",
            COUNTRY: country,
            NAME: name,
            CITY: city,
            ADDITIONAL: objects({BILL_NUMBER: bill_number, REFERENCE: bill_number}),
        }
    )
    opened = f"{body}{CHECKSUM}04"
    return opened + checksum(opened)
