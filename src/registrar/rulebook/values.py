"""Typed values of parameters, from what YAML gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from registrar.kernel import Money


def _integer(raw: Any, unit: str) -> int:
    if type(raw) is not int:
        raise ValueError(f"{raw!r} isn't a whole number")
    return raw


def _decimal(raw: Any, unit: str) -> Decimal:
    if type(raw) not in (str, int):
        raise ValueError(f"{raw!r} isn't a decimal (write it in quotes: '1.70')")
    try:
        value = Decimal(raw)
    except InvalidOperation:
        raise ValueError(f"{raw!r} isn't a decimal (write it in quotes: '1.70')") from None
    if not value.is_finite():
        raise ValueError(f"{raw!r} isn't a finite number")
    return value


def _money(raw: Any, unit: str) -> Money:
    currency = unit if len(unit) == 3 and unit.isupper() else "HKD"
    if type(raw) not in (str, int):
        raise ValueError(f"{raw!r} isn't an amount (write it in quotes: '42100.00')")
    return Money.parse(str(raw), currency)


def _boolean(raw: Any, unit: str) -> bool:
    if type(raw) is not bool:
        raise ValueError(f"{raw!r} isn't true or false")
    return raw


def _text(raw: Any, unit: str) -> str:
    if not isinstance(raw, str) or not raw:
        raise ValueError(f"{raw!r} isn't text")
    return raw


def _date(raw: Any, unit: str) -> date:
    if not isinstance(raw, date):
        raise ValueError(f"{raw!r} isn't a day (write it like 2024-09-02)")
    return raw


_SINGLE: dict[str, Callable[[Any, str], Any]] = {
    "integer": _integer,
    "decimal": _decimal,
    "money": _money,
    "boolean": _boolean,
    "text": _text,
    "date": _date,
}


def typed_value(raw: Any, kind: str, of: str | None, unit: str) -> Any:
    """Return the value in its type: int, Decimal, Money, bool, str, date, tuple or read-only mapping.

    `of` is the type of the members of a list or mapping, at any depth; without it they stay as they are.
    Raises ValueError in words for the person who wrote the file.
    """
    if kind == "list":
        if not isinstance(raw, list):
            raise ValueError(f"{raw!r} isn't a list")
        return _members(raw, of, unit)
    if kind == "mapping":
        if not isinstance(raw, dict) or not raw:
            raise ValueError(f"{raw!r} isn't a mapping")
        return _members(raw, of, unit)
    return _SINGLE[kind](raw, unit)


def _members(raw: Any, of: str | None, unit: str) -> Any:
    """Type the members and make the whole read-only, because values are shared between decisions."""
    if isinstance(raw, list):
        return tuple(_members(item, of, unit) for item in raw)
    if isinstance(raw, dict):
        return MappingProxyType({key: _members(item, of, unit) for key, item in raw.items()})
    return raw if of is None else _SINGLE[of](raw, unit)
