"""Line, column and ring charts: positions across in percent, down in pixels.

So the picture takes the width it is given while its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import Any

from registrar.ui.parts import Point
from registrar.ui.words import in_reader_language, number

HEIGHT = 240
TOP, BOTTOM = 16, 36
_LEFT, _RIGHT = Decimal(7), Decimal(98)
# As many labels and figures stand side by side in the narrowest place of a chart without running into each other.
LABELS, FIGURES = 4, 6


@dataclass(frozen=True)
class Mark:
    """One value on the picture."""

    x: str
    y: str
    text: str
    label: str = ""
    below: bool = False


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
    """An axis from zero to ``top`` (or to a round figure above the largest value), with about ``steps`` lines."""
    most = max((Decimal(str(v)) for v in values if v is not None), default=Decimal(1)) or Decimal(1)
    if top is None:
        step = _round(most / steps, up=True)
        count = steps
        if step % 1 and not any(Decimal(str(v)) % 1 for v in values if v is not None):
            # Nobody takes a quarter of a place: what is counted has no fractions on its axis.
            step = Decimal(ceil(step))
            count = ceil(most / step)
        height = step * count
    else:
        height = Decimal(str(top))
        step = _round(height / steps, up=False)
    axis = Scale(height, ())
    ticks = tuple(Mark("0%", _px(axis.y(step * n)), _plain(step * n)) for n in range(int(height / step) + 1))
    return Scale(height, ticks)


def _plain(value: Decimal) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def _round(value: Decimal, *, up: bool) -> Decimal:
    """The nearest figure of the row 1, 2, 2.5, 5, 10 above (or below) a value."""
    power = Decimal(10) ** value.adjusted()
    row = [power * factor for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))]
    return next(f for f in row if f >= value) if up else next(f for f in reversed(row) if f <= value)


def lines(
    points: Sequence[Point], names: Sequence[Any], top: Any = None
) -> tuple[Scale, tuple[Line, ...], tuple[Mark, ...]]:
    """Series over the points; a missing value leaves a gap. Also the labels of the points.

    Of many points only every second, third ... has its label and figure, so that they don't run into each other; the
    table below the picture has them all.
    """
    axis = scale([v for point in points for v in point.values], top)
    across = [_across(index, len(points)) for index in range(len(points))]
    made = []
    for series, name in enumerate(names):
        marks: list[Mark | None] = []
        for index, (point, x) in enumerate(zip(points, across, strict=True)):
            value = point.values[series]
            if value is None:
                marks.append(None)
                continue
            below = any(other is not None and other > value for other in point.values)
            figure = number(value) if _stands(index, len(points), FIGURES) else ""
            marks.append(Mark(x, _px(axis.y(value)), figure, in_reader_language(point.label), below))
        segments = [Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(marks) if a is not None and b is not None]
        shown = tuple(mark for mark in marks if mark is not None)
        made.append(Line(in_reader_language(name), series + 1, shown, tuple(segments)))
    labels = tuple(
        Mark(x, _px(Decimal(HEIGHT - 12)), in_reader_language(p.label))
        for index, (p, x) in enumerate(zip(points, across, strict=True))
        if _stands(index, len(points), LABELS)
    )
    return axis, tuple(made), labels


def _stands(index: int, count: int, most: int) -> bool:
    """Tell whether a point keeps its text where no more than so many have room; the last one always does."""
    return (count - 1 - index) % max(1, ceil(count / most)) == 0


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
    inner_left, inner_right = _LEFT + 10, _RIGHT - 10
    if count == 1:
        return _percent((inner_left + inner_right) / 2)
    return _percent(inner_left + (inner_right - inner_left) * index / (count - 1))


def _percent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}%"


def _px(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1")))
