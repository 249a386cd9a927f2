"""Dates, terms, money and values as the reader reads them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registrar.ui import joining, words
from registrar.ui.icons import ICONS
from registrar.ui.parts import Link, Tag

register = template.Library()


@register.simple_tag
def day(value: Any, weekday: bool = True) -> str:
    """``{% day date %}``: "Mon 2 Sep 2024"; ``weekday=False`` leaves the weekday out."""
    return words.day(value, weekday=weekday)


@register.simple_tag
def moment(value: Any) -> str:
    """``{% moment datetime %}``: "Mon 2 Sep 2024, 09:30"."""
    return words.moment(value)


@register.simple_tag
def edge(value: Any, weekday: bool = True) -> str:
    """``{% edge datetime %}``: where a window opens or closes; the time only where it isn't the day's first or last."""
    return words.edge(value, weekday=weekday) if isinstance(value, datetime) else words.day(value, weekday=weekday)


@register.simple_tag
def money(value: Any, currency: str = "HKD") -> SafeString:
    """``{% money amount %}``: "HK$42,100.00", figures aligned."""
    return format_html('<span class="rg-money">{}</span>', words.money(value, currency))


@register.simple_tag
def term(key: Any) -> str:
    """``{% term "2024/25-S1" %}``: "Semester One 2024/25"."""
    return words.term(key)


@register.filter(name="day")
def day_filter(value: Any) -> str:
    """``{{ date|day }}``."""
    return words.day(value)


@register.filter(name="moment")
def moment_filter(value: Any) -> str:
    """``{{ datetime|moment }}``."""
    return words.moment(value)


@register.filter(name="money")
def money_filter(value: Any) -> str:
    """``{{ amount|money }}``."""
    return words.money(value)


@register.filter(name="term")
def term_filter(value: Any) -> str:
    """``{{ key|term }}``."""
    return words.term(value)


@register.filter
def number(value: Any) -> str:
    """``{{ count|number }}``: thousands separated."""
    return words.number(value)


@register.filter
def reader(value: Any) -> Any:
    """``{{ name|reader }}``: a Bilingual in the reader's language; text stays as it is."""
    return value if isinstance(value, SafeString) else words.in_reader_language(value)


@register.filter
def listed(items: Any) -> str:
    """``{{ names|listed }}``: "A, B and C" as the reader's language lists."""
    return joining.listed(items)


@register.simple_tag
def labelled(label: Any, text: Any) -> str:
    """``{% labelled label text %}``: "Label: text" with the reader's colon."""
    return joining.labelled(label, text)


@register.simple_tag
def bracketed(text: Any, aside: Any) -> str:
    """``{% bracketed text aside %}``: "text (aside)" with the reader's brackets."""
    return joining.bracketed(text, aside)


@register.simple_tag
def colon() -> str:
    """``{% colon %}``: what stands between a label and what follows it, where that is more than text."""
    return "：" if words.in_chinese() else ": "


@register.simple_tag
def aside(text: Any) -> str:
    """``{% aside text %}``: the reader's brackets around it, behind something that is printed already."""
    return joining.bracketed("", text)


@register.simple_tag
def semicolon() -> str:
    """``{% semicolon %}``: between two halves of a sentence."""
    return "；" if words.in_chinese() else "; "


@register.simple_tag
def gap() -> str:
    """``{% gap %}``: what stands between two sentences: a space in English, nothing in Chinese."""
    return "" if words.in_chinese() else " "


@register.simple_tag
def value(value: Any) -> str:
    """Any value of a cell, dressed for what it is: Tag, Link, Money, day, yes or no, number."""
    if value is None or value == "":
        return "–"
    if isinstance(value, SafeString):
        return value
    if isinstance(value, Tag):
        return render_tag(value)
    if isinstance(value, Link):
        return format_html('<a class="govuk-link" href="{}">{}</a>', value.url, words.in_reader_language(value.text))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    if hasattr(value, "amount") and hasattr(value, "currency"):
        return money(value)
    return words.number(value) if isinstance(value, int) else words.in_reader_language(value)


def render_tag(tag: Tag) -> SafeString:
    """A tag as HTML."""
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', tag.colour, words.in_reader_language(tag.text)
    )


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """``{% icon "check" %}``: a symbol beside a text; the text says what it means."""
    return format_html(
        '<svg class="rg-icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', extra, ICONS[name]
    )
