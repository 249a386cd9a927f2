"""A parameter as a decision used it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registrar.kernel.bilingual import Bilingual
from registrar.kernel.citation import Citation
from registrar.kernel.json_form import to_plain


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """Name, value and unit of a parameter, how long the value stands, what says so, and the reading if it is one.

    `start` and `end` are a day, a term key or a cohort, as the parameter applies, or `open`.
    """

    name: str
    value: Any
    unit: str
    start: str
    end: str
    citations: tuple[Citation, ...] = ()
    reading: Bilingual | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form."""
        return {
            "name": self.name,
            "value": to_plain(self.value),
            "unit": self.unit,
            "from": self.start,
            "to": self.end,
            "cites": [str(citation) for citation in self.citations],
            "reading": {"en": self.reading.en, "zh": self.reading.zh} if self.reading else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ParameterUse:
        """Read what `to_json` wrote; the value stays in its JSON form."""
        reading = data.get("reading")
        return cls(
            name=data["name"],
            value=data["value"],
            unit=data["unit"],
            start=data["from"],
            end=data["to"],
            citations=tuple(Citation.parse(text) for text in data["cites"]),
            reading=Bilingual(reading["en"], reading["zh"]) if reading else None,
        )
