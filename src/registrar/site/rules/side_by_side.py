"""The clauses of a rule, the editions beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from registrar.kernel import Citation
from registrar.rulebook import Rule
from registrar.rulebook.clauses import Clause
from registrar.site.rules.law import all_laws, in_order, law_of_edition


@dataclass(frozen=True)
class CitedClause:
    """A clause as a rule cites it; `clause` is None where another university has the edition."""

    citation: Citation
    clause: Clause | None


@dataclass(frozen=True)
class EditionColumn:
    """What one edition says about one role."""

    title: Any
    clauses: tuple[CitedClause, ...]


@dataclass(frozen=True)
class ClauseRow:
    """What the editions say about one thing that the rule does."""

    columns: tuple[EditionColumn, ...]


def clauses_side_by_side(rule: Rule) -> tuple[ClauseRow, ...]:
    """Return a row for each role with a column for each edition that the rule knows, the newest edition first.

    The roles' names are for programs and don't show; roles that the same clauses play are one row.
    """
    editions = _newest_first({citation.edition for citation in rule.citations})
    return tuple(
        ClauseRow(tuple(_column(edition, citations) for edition in editions))
        for citations in dict.fromkeys(rule.clauses.values())
    )


def _newest_first(editions: set[str]) -> list[str]:
    known = [edition.id for law in all_laws() for edition in in_order(law)]
    return sorted(editions, key=lambda edition: known.index(edition) if edition in known else len(known))


def _column(edition: str, citations: tuple[Citation, ...]) -> EditionColumn:
    law = law_of_edition(edition)
    title = law.editions[edition].title if law else edition
    mine = (citation for citation in citations if citation.edition == edition)
    return EditionColumn(
        title, tuple(CitedClause(citation, law.clauses.get(citation) if law else None) for citation in mine)
    )
