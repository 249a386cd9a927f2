"""A scheme as somebody enters it, before it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class ComponentDraft:
    """One component as entered; `row` is its line on the form or in the file."""

    row: int
    code: str
    title_en: str
    title_zh: str
    weight: Decimal
    maximum: Decimal
    pass_mark: Decimal | None = None


@dataclass(frozen=True)
class SchemeDraft:
    """A whole scheme as entered; `boundaries` are (letter, lowest total), none for the default of the term."""

    components: tuple[ComponentDraft, ...]
    pass_mark: Decimal | None = None
    boundaries: tuple[tuple[str, Decimal], ...] = ()
    reason: str = ""

    def facts(self, term: str, graded: bool, highest: Mapping[str, Decimal | None]) -> dict[str, Any]:
        """Return the facts of `assessment.scheme`; `highest` has the best mark of each component with marks."""
        kept = {one.code for one in self.components}
        return {
            "term": term,
            "graded": graded,
            "components": [
                {
                    "row": one.row,
                    "code": one.code,
                    "weight": one.weight,
                    "maximum": one.maximum,
                    "pass_mark": one.pass_mark,
                    "highest": highest.get(one.code),
                }
                for one in self.components
            ],
            "boundaries": [
                {"row": row, "grade": grade, "minimum": minimum}
                for row, (grade, minimum) in enumerate(self.boundaries, start=1)
            ],
            "pass_mark": self.pass_mark,
            "marks_entered": bool(highest),
            "removed": sorted(set(highest) - kept),
            "reason_given": bool(self.reason.strip()),
        }
