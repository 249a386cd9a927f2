"""Line, column and ring charts: positions across in percent, down in pixels.

So the picture takes the width it is given while its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import Any

from registrar.ui.parts import Point
from registrar.ui.words import in_reader_language, number

HEIGHT = 240
TOP, BOTTOM = 16, 36
_LEFT, _RIGHT = Decimal(7), Decimal(98)


@dataclass(frozen=True)
class Mark:
    """One value on the picture."""

    x: str
    y: str
    text: str
    label: str = ""


@dataclass(frozen=True)
class Segment:
    """A line between two neighbouring values."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Line:
    """One series."""

    name: str
    tone: int
    marks: tuple[Mark, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Column:
    """One column with its label."""

    x: str
    width: str
    y: str
    height: str
    centre: str
    label: str
    text: str
    tone: int


@dataclass(frozen=True)
class Scale:
    """The vertical axis."""

    top: Decimal
    ticks: tuple[Mark, ...]

    def y(self, value: Any) -> Decimal:
        """Pixels from the top for a value."""
        room = HEIGHT - TOP - BOTTOM
        return HEIGHT - BOTTOM - Decimal(str(value)) / self.top * room


def scale(values: Sequence[Any], top: Any = None, steps: int = 4) -> Scale:
    """An axis from zero to ``top`` (or a round figure above the largest value)."""
    most = max((Decimal(str(v)) for v in values if v is not None), default=Decimal(1)) or Decimal(1)
    height = Decimal(str(top)) if top is not None else _round_up(most, steps)
    made = Scale(height, ())
    marks = tuple(
        Mark("0%", _px(made.y(height * n / steps)), number((height * n / steps).normalize() + 0))
        for n in range(steps + 1)
    )
    return Scale(height, tuple(Mark(m.x, m.y, _plain(m.text)) for m in marks))


def _plain(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _round_up(value: Decimal, steps: int) -> Decimal:
    """The next figure that divides evenly into the steps."""
    raw = value / steps
    power = Decimal(10) ** raw.adjusted()
    for factor in (1, 2, Decimal("2.5"), 5, 10):
        if power * factor >= raw:
            return power * factor * steps
    return (raw / power).to_integral_value(ROUND_CEILING) * power * steps


def lines(
    points: Sequence[Point], names: Sequence[Any], top: Any = None
) -> tuple[Scale, tuple[Line, ...], tuple[Mark, ...]]:
    """Series over the points; a missing value leaves a gap. Also the labels of the points."""
    axis = scale([v for point in points for v in point.values], top)
    across = [_across(index, len(points)) for index in range(len(points))]
    made = []
    for series, name in enumerate(names):
        marks: list[Mark | None] = []
        for point, x in zip(points, across, strict=True):
            value = point.values[series]
            text = number(value)
            marks.append(None if value is None else Mark(x, _px(axis.y(value)), text, in_reader_language(point.label)))
        segments = [Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(marks) if a is not None and b is not None]
        shown = tuple(mark for mark in marks if mark is not None)
        made.append(Line(in_reader_language(name), series + 1, shown, tuple(segments)))
    labels = tuple(
        Mark(x, _px(Decimal(HEIGHT - 12)), in_reader_language(p.label)) for p, x in zip(points, across, strict=True)
    )
    return axis, tuple(made), labels


def columns(points: Sequence[Point], top: Any = None) -> tuple[Scale, tuple[Column, ...]]:
    """One column a point (its first value)."""
    axis = scale([point.values[0] for point in points], top)
    slot = (_RIGHT - _LEFT) / max(len(points), 1)
    made = []
    for index, point in enumerate(points):
        value = point.values[0] or 0
        y = axis.y(value)
        x = _LEFT + slot * index
        tone = int(point.values[1]) if len(point.values) > 1 else 1
        made.append(
            Column(
                x=_percent(x + slot * Decimal("0.15")),
                width=_percent(slot * Decimal("0.7")),
                y=_px(y),
                height=_px(HEIGHT - BOTTOM - y),
                centre=_percent(x + slot / 2),
                label=in_reader_language(point.label),
                text=number(value),
                tone=tone,
            )
        )
    return axis, tuple(made)


def ring(done: Any, whole: Any, radius: int = 52) -> tuple[str, str, int]:
    """The dash and gap of a ring, and the percentage rounded down (a part is never shown as the whole)."""
    share = Decimal(str(done)) / Decimal(str(whole)) if whole else Decimal(0)
    share = min(max(share, Decimal(0)), Decimal(1))
    round_length = Decimal("6.283185") * radius
    return _px(share * round_length), _px(round_length), int(share * 100)


def _across(index: int, count: int) -> str:
    inner_left, inner_right = _LEFT + 6, _RIGHT - 6
    if count == 1:
        return _percent((inner_left + inner_right) / 2)
    return _percent(inner_left + (inner_right - inner_left) * index / (count - 1))


def _percent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}%"


def _px(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1")))
