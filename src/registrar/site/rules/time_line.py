"""A figure of the handbook over time, as a strip and as rows: values, and gaps shown as gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registrar.kernel import Bilingual, Citation
from registrar.rulebook.dated_parameter import DatedParameter, Gap
from registrar.rulebook.rule_texts import result_name
from registrar.rulebook.span import FIRST, LAST, OPEN
from registrar.ui import wording, words

WIDTH = 640


@dataclass(frozen=True)
class Stretch:
    """One stretch of the strip: its place in the picture, and what holds there."""

    x: str
    width: str
    middle: str
    start: str
    end: str
    gap: bool
    value: str
    label: str  # the value where it is short enough to stand in the picture
    entries: tuple[tuple[str, str], ...]  # the members of a mapping
    citations: tuple[Citation, ...] = ()
    reading: Bilingual | None = None
    why: Bilingual | None = None


@dataclass(frozen=True)
class TimeLine:
    """A parameter ready to be drawn."""

    parameter: DatedParameter
    stretches: tuple[Stretch, ...]
    width: int = WIDTH


def time_line(parameter: DatedParameter) -> TimeLine:
    """Lay a parameter out. A stretch is as wide as it lasts; an open end is drawn a little beyond the known ones."""
    ends = [edge for low, high, _ in parameter.spans for edge in (low, high + 1) if FIRST < edge <= LAST]
    first, last = (min(ends), max(ends)) if ends else (0, 1)
    margin = max((last - first) // 8, 1)
    if parameter.spans[0][0] <= FIRST:
        first -= margin
    if parameter.spans[-1][1] >= LAST:
        last += margin
    return TimeLine(parameter, tuple(_stretch(parameter, span, first, last) for span in parameter.spans))


def _stretch(parameter: DatedParameter, span: tuple[int, int, Any], first: int, last: int) -> Stretch:
    low, high, entry = span
    x = WIDTH * (max(low, first) - first) / (last - first)
    width = WIDTH * (min(high + 1, last) - max(low, first)) / (last - first)
    place: dict[str, Any] = {"x": f"{x:.1f}", "width": f"{max(width - 2, 2):.1f}", "middle": f"{x + width / 2:.1f}"}
    if isinstance(entry, Gap):
        return Stretch(
            **place, start=_end(entry.start), end=_end(entry.end), gap=True, value="", label="", entries=(),
            why=entry.why,
        )  # fmt: skip
    said = wording.value(entry.value, parameter.unit, area_of(parameter))
    return Stretch(
        **place,
        start=_end(entry.start),
        end=_end(entry.end),
        gap=False,
        value=said,
        label=said if len(said) * 8 < width else "",
        entries=_entries(entry.value, parameter.unit, area_of(parameter)),
        citations=entry.citations,
        reading=entry.reading,
    )


def area_of(parameter: DatedParameter) -> str:
    """The area of a figure: what stands before the dot of its name."""
    return parameter.name.partition(".")[0]


def _entries(value: Any, unit: str, area: str) -> tuple[tuple[str, str], ...]:
    if isinstance(value, Mapping):
        return tuple(
            (words.in_reader_language(result_name(area, str(key))), wording.value(item, unit, area))
            for key, item in value.items()
        )
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(v, Mapping) for v in value):
        return tuple((str(number), wording.value(item, area=area)) for number, item in enumerate(value, 1))
    return ()


def _end(text: str) -> str:
    """A bound in the reader's words; nothing for an open one."""
    if text == OPEN:
        return ""
    return words.day(text, weekday=False) if len(text) == 10 and text[4] == "-" else words.term(text)
