"""A parameter with its values over time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from registrar.kernel import Bilingual, Citation, ParameterUse
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas import ParameterSchema
from registrar.rulebook.schemas.base import BilingualText, validated
from registrar.rulebook.span import FIRST, LAST, AppliesBy, bounds, text_of
from registrar.rulebook.strict_yaml import Document
from registrar.rulebook.values import typed_value


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without a value, and why there is none."""

    start: str
    end: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class DatedParameter:
    """One figure of the handbook and what it was, is and will be. `spans` are in order and touch one another."""

    name: str
    title: Bilingual
    unit: str
    type: str
    applies_by: AppliesBy
    reading: Bilingual | None
    spans: tuple[tuple[int, int, ParameterUse | Gap], ...]
    file: str
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def at(self, place: int) -> ParameterUse | Gap | None:
        """Return the value, or the told gap, at a place of the parameter's time line; None outside all of them."""
        number = bisect_right(self._starts, place) - 1
        if number < 0 or place > self.spans[number][1]:
            return None
        return self.spans[number][2]

    @property
    def uses(self) -> tuple[ParameterUse, ...]:
        """All values in order of time."""
        return tuple(entry for _, _, entry in self.spans if isinstance(entry, ParameterUse))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All told gaps in order of time."""
        return tuple(entry for _, _, entry in self.spans if isinstance(entry, Gap))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every clause that any value cites, each once."""
        return tuple(dict.fromkeys(citation for use in self.uses for citation in use.citations))

    def to_json(self) -> Mapping[str, Any]:
        """Return title, unit and all values over time, JSON-ready."""
        return {
            "name": self.name,
            "title": {"en": self.title.en, "zh": self.title.zh},
            "unit": self.unit,
            "type": self.type,
            "applies_by": self.applies_by,
            "values": [
                {name: item for name, item in use.to_json().items() if name not in ("name", "unit")}
                for use in self.uses
            ],
            "gaps": [
                {"from": gap.start, "to": gap.end, "why": {"en": gap.why.en, "zh": gap.why.zh}} for gap in self.gaps
            ],
        }


def parameter_from(name: str, document: Document) -> DatedParameter:
    """Check a parameter file and return the parameter. Raises RulebookError with every mistake found."""
    schema: ParameterSchema = validated(ParameterSchema, document)
    problems: list[Problem] = []
    if schema.of is not None and schema.type not in ("list", "mapping"):
        problems.append(document.problem(("of",), f"only a list or a mapping has members, not {schema.type}"))
    placed = _spans(name, schema, document, problems)
    placed.sort(key=lambda item: (item[0], item[1]))
    problems += _seams(placed, schema.applies_by, document)
    if problems:
        raise RulebookError(problems)
    spans = tuple((low, high, entry) for low, high, entry, _ in placed)
    return DatedParameter(
        name=name,
        title=schema.title.value(),
        unit=schema.unit,
        type=schema.type,
        applies_by=schema.applies_by,
        reading=schema.reading.value() if schema.reading else None,
        spans=spans,
        file=document.file,
        _starts=tuple(low for low, _, _ in spans),
    )


_Placed = tuple[int, int, "ParameterUse | Gap", tuple[str, int]]


def _spans(name: str, schema: ParameterSchema, document: Document, problems: list[Problem]) -> list[_Placed]:
    """Type every value and find its place on the time line."""
    placed: list[_Placed] = []
    for number, item in enumerate(schema.values):
        where = ("values", number)
        try:
            value = typed_value(item.value, schema.type, schema.of, schema.unit)
        except (ValueError, TypeError) as error:
            problems.append(document.problem((*where, "value"), str(error)))
            continue
        ends = _ends(item.start, item.end, schema.applies_by, document, where, problems)
        if ends is None:
            continue
        reading = item.reading or schema.reading
        use = ParameterUse(
            name=name,
            value=value,
            unit=schema.unit,
            start=str(item.start),
            end=str(item.end),
            citations=tuple(Citation.parse(text) for text in item.cites),
            reading=reading.value() if reading else None,
        )
        placed.append((*ends, use, where))
    for number, gap in enumerate(schema.gaps):
        where = ("gaps", number)
        ends = _ends(gap.start, gap.end, schema.applies_by, document, where, problems)
        if ends is not None:
            why = gap.why.value() if isinstance(gap.why, BilingualText) else Bilingual(gap.why, gap.why)
            placed.append((*ends, Gap(str(gap.start), str(gap.end), why), where))
    return placed


def _ends(
    start: Any, end: Any, applies_by: AppliesBy, document: Document, where: tuple[str, int], problems: list[Problem]
) -> tuple[int, int] | None:
    try:
        return bounds(start, end, applies_by)
    except ValueError as error:
        problems.append(document.problem((*where, "from"), str(error)))
        return None


def _seams(placed: list[_Placed], applies_by: AppliesBy, document: Document) -> list[Problem]:
    """Refuse overlaps, and gaps that nobody wrote down."""
    problems = []
    for (_, before_end, _, before), (after_start, _, _, after) in pairwise(placed):
        if after_start <= before_end:
            problems.append(document.problem(after, f"overlaps {before[0]}[{before[1]}]"))
        elif after_start > before_end + 1:
            first, last = text_of(before_end + 1, applies_by), text_of(after_start - 1, applies_by)
            problems.append(
                document.problem(after, f"no value from {first} to {last}; add one, or tell it under gaps with a why")
            )
    return problems


def open_ended(parameter: DatedParameter) -> bool:
    """Tell whether the parameter claims a value for ever, in either direction."""
    return any(low <= FIRST or high >= LAST for low, high, _ in parameter.spans)
