"""Pictures with their figures beside them as a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template

from registrar.ui import joining, words
from registrar.ui.parts import Meeting, Part, Point, Sector
from registrar.ui.pictures import charts
from registrar.ui.pictures import week_grid as week
from registrar.ui.pictures import wheel as wheel_picture

register = template.Library()


@register.inclusion_tag("ui/pictures/week_grid.html")
def week_grid(meetings: Sequence[Meeting], level: int = 2) -> dict[str, Any]:
    """``{% week_grid meetings %}``: the timetable of a week; a list on a phone. ``level`` of the days' headings."""
    return {"week": week.lay_out(meetings), "level": int(level)}


@register.inclusion_tag("ui/pictures/line_chart.html")
def line_chart(title: Any, points: Sequence[Point], names: Sequence[Any], top: Any = None) -> dict[str, Any]:
    """``{% line_chart title points names top %}``: series over terms, such as the GPA."""
    axis, lines, labels = charts.lines(points, names, top)
    return {
        "title": title,
        "axis": axis,
        "lines": lines,
        "labels": labels,
        "points": points,
        "names": names,
        "height": charts.HEIGHT,
    }


@register.inclusion_tag("ui/pictures/column_chart.html")
def column_chart(title: Any, points: Sequence[Point], unit: Any = "", top: Any = None) -> dict[str, Any]:
    """``{% column_chart title points unit %}``: a distribution, such as grades; a second value picks the colour."""
    axis, columns = charts.columns(points, top)
    return {
        "title": title,
        "axis": axis,
        "columns": columns,
        "points": points,
        "unit": unit,
        "height": charts.HEIGHT,
        "floor": charts.HEIGHT - charts.BOTTOM,
    }


@register.inclusion_tag("ui/pictures/bar_chart.html")
def bar_chart(title: Any, points: Sequence[Point], money: bool = False) -> dict[str, Any]:
    """``{% bar_chart title points money=True %}``: amounts side by side; a table with bars."""

    def plain(value: Any) -> Decimal:
        return Decimal(str(getattr(value, "amount", value) or 0))

    most = max((plain(point.values[0]) for point in points), default=Decimal(0)) or Decimal(1)
    bars = [
        {
            "label": words.in_reader_language(point.label),
            "text": words.money(point.values[0]) if money else words.number(point.values[0]),
            "percent": str((plain(point.values[0]) / most * 100).quantize(Decimal("0.1"))),
            "tone": int(point.values[1]) if len(point.values) > 1 else 1,
        }
        for point in points
    ]
    return {"title": title, "bars": bars}


@register.inclusion_tag("ui/pictures/stacked_bar.html")
def stacked_bar(label: Any, parts: Sequence[Part]) -> dict[str, Any]:
    """``{% stacked_bar label parts %}``: what a whole is made of, as a bar with its figures under it."""
    whole = sum(part.value for part in parts) or 1
    pieces, left = [], Decimal(0)
    for part in parts:
        start, width = left / whole * 100, Decimal(part.value) / whole * 100
        pieces.append({"x": _percent(start), "width": _percent(width), "tone": part.tone, "value": part.value})
        left += part.value
    said = joining.phrase(*(f"{words.in_reader_language(part.label)} {words.number(part.value)}" for part in parts))
    return {"label": label, "pieces": pieces, "parts": parts, "said": said}


def _percent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}%"


@register.inclusion_tag("ui/pictures/ring.html")
def ring(label: Any, done: Any, whole: Any, note: Any = "", tone: str = "") -> dict[str, Any]:
    """``{% ring label done whole note %}``: a share as a ring, such as credits earned of credits required."""
    dash, gap, percent = charts.ring(done, whole)
    return {
        "label": label,
        "dash": dash,
        "gap": gap,
        "percent": percent,
        "note": note,
        "tone": tone,
        "text": f"{words.number(done)} / {words.number(whole)}",
    }


@register.inclusion_tag("ui/pictures/wheel.html")
def wheel(label: Any, sectors: Sequence[Sector], done: Any, whole: Any) -> dict[str, Any]:
    """``{% wheel label sectors done whole %}``: requirements as arcs, filled as far as they are met."""
    _dash, _gap, percent = charts.ring(done, whole)
    return {
        "label": label,
        "wheel": wheel_picture.wheel(sectors),
        "percent": percent,
        "text": f"{words.number(done)} / {words.number(whole)}",
        "states": wheel_picture.STATES,
    }
