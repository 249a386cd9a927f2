"""The clause register: every duty of every edition of one university."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from registrar.kernel import Bilingual, Citation
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas import ClauseFile, ClauseSchema
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import Document


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty: where it stands, which area of the system it concerns, and its wording where anything cites it."""

    citation: Citation
    section: str
    heading: Bilingual | None
    area: str
    kind: str
    text: Bilingual | None
    reading: bool = False
    place: Bilingual | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form."""
        return {
            "id": str(self.citation),
            "section": self.section,
            "heading": {"en": self.heading.en, "zh": self.heading.zh} if self.heading else None,
            "area": self.area,
            "kind": self.kind,
            "text": {"en": self.text.en, "zh": self.text.zh} if self.text else None,
            "reading": self.reading,
        }


def clauses_from(edition: str, document: Document) -> dict[Citation, Clause]:
    """Check a clauses.yaml and return its clauses by citation. Raises RulebookError."""
    schemas: list[ClauseSchema] = validated(ClauseFile, document)
    clauses: dict[Citation, Clause] = {}
    problems: list[Problem] = []
    for number, schema in enumerate(schemas):
        citation = Citation(edition, schema.id)
        if citation in clauses:
            problems.append(document.problem((number, "id"), f"{schema.id} stands twice in the register"))
        clauses[citation] = Clause(
            citation=citation,
            section=schema.section,
            heading=schema.heading.value() if schema.heading else None,
            area=schema.area,
            kind=schema.kind,
            text=schema.text.value() if schema.text else None,
            reading=schema.reading,
            place=schema.place.value() if schema.place else None,
        )
    if problems:
        raise RulebookError(problems)
    return clauses
