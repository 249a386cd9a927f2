"""How dates, terms, money and citations are written in each language.

Dates are written one way everywhere, whatever the server's locale says: a registry's
letter and its web page must not differ.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS_ZH = ("一", "二", "三", "四", "五", "六", "日")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TERM = re.compile(r"^(\d{4}/\d{2})-(S1|S2|ST)$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
_EDITION_YEARS = re.compile(r"-(\d{4})-(\d{2})$")


def in_chinese() -> bool:
    """Is the page being written in Chinese?"""
    return (get_language() or "en").lower().startswith("zh")


def day(value: date | datetime | str | None, *, weekday: bool = True) -> str:
    """A day: "Mon 2 Sep 2024", "2024年9月2日（星期一）"; a dash for no day.

    A moment is first moved to Hong Kong time (the site's time zone). A string must be
    an ISO date.
    """
    if value in (None, ""):
        return "–"
    when = date.fromisoformat(value[:10]) if isinstance(value, str) else _local(value)
    if in_chinese():
        text = f"{when.year}年{when.month}月{when.day}日"
        return f"{text}（星期{_DAYS_ZH[when.weekday()]}）" if weekday else text
    text = f"{when.day} {_MONTHS_EN[when.month - 1]} {when.year}"
    return f"{_DAYS_EN[when.weekday()]} {text}" if weekday else text


def is_day(value: object) -> bool:
    """Is it a day, or the ISO text of one?"""
    return isinstance(value, date) or bool(_DAY.match(str(value)))


def clock_time(value: object) -> str:
    """A time of day as "09:30"; takes a time, a moment, or minutes since midnight."""
    if isinstance(value, int):
        return f"{value // 60:02d}:{value % 60:02d}"
    if isinstance(value, datetime):
        value = _local(value)
    return value.strftime("%H:%M") if hasattr(value, "strftime") else str(value)


def moment(value: datetime | None) -> str:
    """A moment: "Mon 2 Sep 2024, 09:30"."""
    if value is None:
        return "–"
    return _at(day(value), clock_time(value))


def edge(value: datetime | None, *, weekday: bool = True) -> str:
    """Where a window opens or closes: the day, and the time unless it is the day's first or last minute."""
    if value is None:
        return "–"
    local = _local(value)
    whole = clock_time(local) in ("00:00", "23:59")
    shown = day(value, weekday=weekday)
    return shown if whole else _at(shown, clock_time(local))


def _at(shown: str, time_: str) -> str:
    """Join a day and a time; a full-width bracket has its space within itself."""
    if shown.endswith("）"):
        return shown + time_
    return f"{shown} {time_}" if in_chinese() else f"{shown}, {time_}"


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(timezone.get_default_timezone())
    return value


def term(key: object) -> str:
    """A term key in words: "Semester One 2024/25", "2024/25 第一學期"."""
    found = _TERM.match(str(key))
    if not found:
        return str(key)
    year, part = found.groups()
    name = {"S1": _("Semester One"), "S2": _("Semester Two"), "ST": _("Summer Term")}[part]
    return f"{year} {name}" if in_chinese() else f"{name} {year}"


def short_term(key: object) -> str:
    """A term where an axis has no room for its name: "23/24 S1" for 2023/24-S1."""
    text = str(key)
    return f"{text[2:7]} {text[-2:]}" if _TERM.match(text) else text


def weekday(number: int, *, short: bool = False) -> str:
    """The name of a weekday, 0 is Monday."""
    if in_chinese():
        return f"{'週' if short else '星期'}{_DAYS_ZH[number]}"
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return _DAYS_EN[number] if short else names[number]


def money(value: object, currency: str = "HKD") -> str:
    """An amount: "HK$42,100.00", minus as a real minus sign, a dash for none.

    Takes a kernel Money, a Decimal or an int; refuses a float.
    """
    if value in (None, ""):
        return "–"
    if isinstance(value, float):
        raise TypeError("an amount of money is never a float")
    amount = getattr(value, "amount", value)
    currency = getattr(value, "currency", currency)
    exact = Decimal(str(amount))
    mark = {"HKD": "HK$"}.get(currency, f"{currency} ")
    sign = "−" if exact < 0 else ""
    return f"{sign}{mark}{abs(exact):,.2f}"


def number(value: object) -> str:
    """A count with thousands separators; decimals as they are; a dash for none."""
    if value in (None, ""):
        return "–"
    if isinstance(value, Decimal):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace("-", "−")
    return str(value)


def in_reader_language(value: object) -> str:
    """The reader's side of a kernel Bilingual (or of {"en": …, "zh": …}); text as it is."""
    if isinstance(value, dict) and "en" in value:
        return str(value.get("zh") if in_chinese() and value.get("zh") else value["en"])
    if hasattr(value, "in_language"):
        return str(value.in_language(get_language() or "en"))
    return str(value)
