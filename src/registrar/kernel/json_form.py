"""The JSON-ready form of the values that decisions are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from registrar.kernel.academic_year import AcademicYear
from registrar.kernel.bilingual import Bilingual
from registrar.kernel.citation import Citation
from registrar.kernel.money import Money
from registrar.kernel.period import Period
from registrar.kernel.term import Term

_AS_IS = frozenset({str, int, bool, type(None)})
_AS_TEXT = (Decimal, Term, AcademicYear, Citation)


def to_plain(value: Any) -> Any:
    """Turn a value into str, int, bool, None, list or dict. Raises TypeError for a float or an unknown kind.

    Decimal, Term, AcademicYear and Citation become text, days ISO text, Money `{amount, currency}`, Bilingual
    `{en, zh}`, Period `{from, to}`; sets are sorted so that equal decisions have equal JSON.
    """
    if type(value) in _AS_IS:
        return value
    if isinstance(value, Enum):
        return to_plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, _AS_TEXT):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): to_plain(item) for name, item in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Money):
        return {"amount": value.plain(), "currency": value.currency}
    if isinstance(value, Bilingual):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, Period):
        return {"from": value.start.isoformat(), "to": value.end.isoformat()}
    if isinstance(value, Set):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return [to_plain(item) for item in value]
    own = getattr(value, "to_json", None)
    if own is not None:
        return own()
    raise TypeError(f"{type(value).__name__} has no JSON form: {value!r}")
