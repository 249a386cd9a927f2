"""How the home page prints days."""

from __future__ import annotations

from datetime import date

from django import template

from registrar.ui import words

register = template.Library()


@register.filter
def month_name(day: date) -> str:
    """The month of a day, short: "Sep", "9月"."""
    full = words.day(day, weekday=False)
    return f"{day.month}月" if words.in_chinese() else full.split(" ")[1]


@register.filter
def days_late(days_left: int) -> int:
    """How many days a deadline has passed by."""
    return -days_left
