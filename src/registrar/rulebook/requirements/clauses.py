"""Requirements as clauses, so that findings can cite them like the handbook."""

from __future__ import annotations

from registrar.kernel import Citation
from registrar.rulebook.clauses import Clause
from registrar.rulebook.requirements.documents import RequirementDocuments

AREA = "award"


def requirement_clauses(documents: RequirementDocuments) -> dict[Citation, Clause]:
    """Return a clause for each requirement of every document: its title, and its note as the wording."""
    return {
        one.citation: Clause(
            citation=one.citation,
            section=one.id,
            heading=one.title,
            area=AREA,
            kind="requirement",
            text=one.note or one.title,
            place=one.title,
        )
        for document in documents.by_id.values()
        for one in document.walk()
    }
