"""How values are said inside a sentence, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from registrar.kernel import Bilingual, Message, Money, Period, Term

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_TERM = re.compile(r"\d{4}/\d{2}-(S1|S2|ST)")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_PARTS = {
    "S1": Bilingual("Semester One", "第一學期"),
    "S2": Bilingual("Semester Two", "第二學期"),
    "ST": Bilingual("Summer Term", "暑期學期"),
}


def said(value: Any, language: str) -> str:
    """Return a value in words of a language.

    Also understands the JSON form of values, so that a stored decision reads the same as a fresh one: ISO days, term
    keys, `{amount, currency}`, `{en, zh}` and `{from, to}`.
    """
    chinese = language.lower().startswith("zh")
    form = _FORMS.get(type(value))
    if form is not None:
        return form(value, chinese)
    if isinstance(value, Message):
        return _said_message(value.key, value.args, language)
    if isinstance(value, Mapping):
        return _said_mapping(value, language)
    if isinstance(value, (Sequence, Set)) and not isinstance(value, str):
        return _said_list([said(item, language) for item in value], chinese)
    return str(value)


def _said_message(key: str, args: Mapping[str, Any], language: str) -> str:
    from registrar.rulebook.messages import text  # the two files need one another: a message may hold a message

    return text(Message(key, args), language)


def _said_text(value: str, chinese: bool) -> str:
    if _DAY.fullmatch(value):
        return _said_day(date.fromisoformat(value), chinese)
    if _TERM.fullmatch(value):
        return _said_term(Term.parse(value), chinese)
    if _MOMENT.fullmatch(value):
        return _said_moment(datetime.fromisoformat(value), chinese)
    return value


def _said_moment(moment: datetime, chinese: bool) -> str:
    return f"{_said_day(moment.date(), chinese)}{' ' if chinese else ', '}{moment:%H:%M}"


def _said_day(day: date, chinese: bool) -> str:
    if chinese:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _said_term(term: Term, chinese: bool) -> str:
    part = _PARTS[term.part]
    return f"{term.year}學年{part.zh}" if chinese else f"{part.en} {term.year}"


def _said_period(start: date, end: date, chinese: bool) -> str:
    middle = "至" if chinese else " to "
    return f"{_said_day(start, chinese)}{middle}{_said_day(end, chinese)}"


def _said_mapping(value: Mapping[str, Any], language: str) -> str:
    chinese = language.lower().startswith("zh")
    keys = set(value)
    if keys == {"amount", "currency"}:
        return str(Money.parse(value["amount"], value["currency"]))
    if keys == {"en", "zh"}:
        return Bilingual(value["en"], value["zh"]).in_language(language)
    if keys == {"from", "to"}:
        return _said_period(date.fromisoformat(value["from"]), date.fromisoformat(value["to"]), chinese)
    if keys == {"key", "args"}:
        return _said_message(value["key"], value["args"], language)
    return _said_list([f"{name}: {said(item, language)}" for name, item in value.items()], chinese)


def listed_in(items: list[str], language: str) -> str:
    """Return texts as a list of a language: "A, B and C", "A、B及C"; nothing for none."""
    return _said_list(items, language.lower().startswith("zh"))


def _said_list(items: list[str], chinese: bool) -> str:
    if len(items) < 2:
        return "".join(items)
    if chinese:
        return "、".join(items[:-1]) + "及" + items[-1]
    return ", ".join(items[:-1]) + " and " + items[-1]


_FORMS: dict[type, Callable[[Any, bool], str]] = {
    type(None): lambda value, chinese: "—",
    bool: lambda value, chinese: ("是" if value else "否") if chinese else ("yes" if value else "no"),
    str: _said_text,
    date: _said_day,
    datetime: _said_moment,
    Term: _said_term,
    Bilingual: lambda value, chinese: value.zh if chinese else value.en,
    Period: lambda value, chinese: _said_period(value.start, value.end, chinese),
}
