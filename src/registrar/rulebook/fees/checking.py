"""The fee tables as part of the law: what is wrong with them when a rulebook is read."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from registrar.kernel import Citation
from registrar.rulebook.fees.loading import load_fees
from registrar.rulebook.fees.tables import FeeTables
from registrar.rulebook.problem import Problem, RulebookError


def fee_problems(university: Path, clauses: Container[Citation]) -> list[Problem]:
    """Return every mistake in a university's fee tables, clauses that don't exist among them; none without tables."""
    if not (university / "fees").is_dir():
        return []
    try:
        tables = load_fees(university)
    except RulebookError as error:
        return list(error.problems)
    return [
        Problem(file, None, "cites", f"{citation} isn't in the clause register")
        for file, citation in dict.fromkeys(_cited(tables))
        if citation not in clauses
    ]


def _cited(tables: FeeTables) -> Iterator[tuple[str, Citation]]:
    for table in tables.self_financed:
        yield from ((table.file, citation) for citation in table.rows[0].citations)
    for schedule in tables.ugc.values():
        yield from ((schedule.file, citation) for citation in schedule.citations)
        for rate in (*schedule.tuition, *schedule.additional):
            yield from ((schedule.file, citation) for citation in rate.citations)
    for doctoral in tables.doctoral.values():
        yield from ((doctoral.file, citation) for citation in doctoral.citations)
    for taught in tables.taught.values():
        yield from ((taught.file, citation) for citation in taught.citations)
    for abroad in tables.study_abroad.values():
        yield from ((abroad.rows[0].source.file, citation) for citation in abroad.citations)
