"""A wheel of requirements: every requirement an arc as long as its credits, filled as far as it is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin
from typing import Any

from registrar.ui.joining import phrase
from registrar.ui.parts import Sector
from registrar.ui.words import in_reader_language, number

STATES = ("met", "in_progress", "planned", "missing")
CENTRE = 120
INNER, OUTER = 78, 110
RIM = 70
LABEL_AT = 57
# Degrees left free between two requirements, and between the parts of the tree.
GAP, WIDE_GAP = 1.2, 3.2


@dataclass(frozen=True)
class Arc:
    """A piece of a ring, as an SVG path."""

    path: str
    state: str


@dataclass(frozen=True)
class Label:
    """The number of a part of the tree, inside the ring."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Wheel:
    """Everything that the picture draws, and the same in words."""

    arcs: tuple[Arc, ...]
    rims: tuple[str, ...]
    labels: tuple[Label, ...]
    text: str


def wheel(sectors: Sequence[Sector]) -> Wheel:
    """Lay out sectors with their slices clockwise from the top; those without credits take no room."""
    shown = [one for one in sectors if _size(one)]
    whole = sum(_size(one) for one in shown) or 1
    gaps = sum(GAP for one in shown for slice_ in one.slices if slice_.whole) + WIDE_GAP * len(shown)
    a_credit = max(360 - gaps, 1) / whole
    arcs: list[Arc] = []
    rims, labels, at = [], [], 0.0
    for one in shown:
        start = at
        for slice_ in one.slices:
            if slice_.whole:
                arcs += _arcs(slice_.parts, at, a_credit)
                at += slice_.whole * a_credit + GAP
        rims.append(_line(start, at - GAP, RIM))
        x, y = _point((start + at - GAP) / 2, LABEL_AT)
        labels.append(Label(x, y, str(one.number)))
        at += WIDE_GAP
    return Wheel(tuple(arcs), tuple(rims), tuple(labels), phrase(*map(_said, sectors)))


def _size(sector: Sector) -> int:
    return sum(one.whole for one in sector.slices)


def _said(sector: Sector) -> str:
    met = sum(one.met for one in sector.slices)
    return f"{sector.number} {in_reader_language(sector.label)} {number(met)} / {number(_size(sector))}"


def _arcs(parts: Sequence[tuple[str, int]], at: float, a_credit: float) -> Iterator[Arc]:
    for state, credits in parts:
        if credits:
            yield Arc(_band(at, at + credits * a_credit), state)
            at += credits * a_credit


def _band(start: float, end: float) -> str:
    """A piece of the ring between two angles (degrees clockwise from the top)."""
    end = min(end, start + 359.9)
    large = int(end - start > 180)
    (ax, ay), (bx, by) = _point(start, OUTER), _point(end, OUTER)
    (cx, cy), (dx, dy) = _point(end, INNER), _point(start, INNER)
    return f"M{ax} {ay}A{OUTER} {OUTER} 0 {large} 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 {large} 0 {dx} {dy}Z"


def _line(start: float, end: float, radius: int) -> str:
    end = min(end, start + 359.9)
    (ax, ay), (bx, by) = _point(start, radius), _point(end, radius)
    return f"M{ax} {ay}A{radius} {radius} 0 {int(end - start > 180)} 1 {bx} {by}"


def _point(angle: float, radius: int) -> tuple[str, str]:
    turn = angle / 180 * pi
    return _px(CENTRE + radius * sin(turn)), _px(CENTRE - radius * cos(turn))


def _px(value: Any) -> str:
    return str(Decimal(str(value)).quantize(Decimal("0.01")))
