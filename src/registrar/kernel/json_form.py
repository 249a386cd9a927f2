"""The JSON-ready form of the values that decisions are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
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


class Plain(dict[str, Any]):
    """A mapping that is in its JSON-ready form already, all the way down."""


# By exact type first, because this runs for every value of every stored decision.
_FORMS: dict[type, Callable[[Any], Any]] = {
    Decimal: str,
    Term: str,
    AcademicYear: str,
    Citation: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    Money: lambda money: {"amount": money.plain(), "currency": money.currency},
    Bilingual: lambda both: {"en": both.en, "zh": both.zh},
    Plain: lambda plain: plain,
    Period: lambda period: {"from": period.start.isoformat(), "to": period.end.isoformat()},
}


def to_plain(value: Any) -> Any:
    """Turn a value into str, int, bool, None, list or dict. Raises TypeError for a float or an unknown kind.

    Decimal, Term, AcademicYear and Citation become text, days ISO text, Money `{amount, currency}`, Bilingual
    `{en, zh}`, Period `{from, to}`; sets are sorted so that equal decisions have equal JSON.
    """
    kind = type(value)
    if kind in _AS_IS:
        return value
    form = _FORMS.get(kind)
    if form is not None:
        return form(value)
    if isinstance(value, Mapping):
        return {str(name): to_plain(item) for name, item in value.items()}
    if isinstance(value, Set):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return [to_plain(item) for item in value]
    return _other(value)


def _other(value: Any) -> Any:
    """Handle what isn't met often: enumerations, text of other classes (lazy or marked safe), objects with a form."""
    if isinstance(value, Enum):
        return to_plain(value.value)
    if isinstance(value, str):
        return str(value)
    own = getattr(value, "to_json", None)
    if own is None:
        raise TypeError(f"{type(value).__name__} has no JSON form: {value!r}")
    return own()
