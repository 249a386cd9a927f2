"""Who carries out a clause: rules, figures, fee tables, worked cases, and the pages and actions that name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from registrar.kernel import Citation
from registrar.rulebook import Rule, all_rules
from registrar.rulebook.cases import Case, all_cases
from registrar.rulebook.coverage import Trace, coverage
from registrar.rulebook.dated_parameter import DatedParameter
from registrar.rulebook.fees.loading import load_fees
from registrar.rulebook.law import University

# Rules, figures and fee rows are listed by themselves; these are the rest of what names a clause.
_ELSEWHERE = frozenset({"page", "code", "form", "letter", "calendar", "data"})


@dataclass
class Carriers:
    """Everything that rests on one clause."""

    rules: list[Rule] = field(default_factory=list)
    parameters: list[DatedParameter] = field(default_factory=list)
    fee_rows: Counter[str] = field(default_factory=Counter)  # rows by file
    cases: list[Case] = field(default_factory=list)
    places: list[Trace] = field(default_factory=list)
    tests: list[Trace] = field(default_factory=list)
    counterparts: list[Citation] = field(default_factory=list)  # the same role of the same rule in another edition


def carriers_of(citation: Citation, law: University) -> Carriers:
    """Return what carries a clause; empty lists where nothing does."""
    return _index(law).get(citation) or Carriers()


@lru_cache(maxsize=8)
def _index(law: University) -> Mapping[Citation, Carriers]:
    index: dict[Citation, Carriers] = defaultdict(Carriers)
    _add_rules(index)
    for parameter in law.parameters.values():
        for citation in parameter.citations:
            index[citation].parameters.append(parameter)
    for citation, file in _fee_rows(law):
        index[citation].fee_rows[file] += 1
    for case in all_cases(law):
        for citation in clauses_of_case(case, law):
            index[citation].cases.append(case)
    for covered in coverage(law.code):
        carriers = index[covered.clause.citation]
        carriers.places += [trace for trace in covered.carried_by if trace.kind in _ELSEWHERE]
        carriers.tests += [trace for trace in covered.proved_by if trace.kind == "test"]
    return dict(index)


def _add_rules(index: dict[Citation, Carriers]) -> None:
    for rule in all_rules():
        for citations in rule.clauses.values():
            for citation in citations:
                carriers = index[citation]
                if rule not in carriers.rules:
                    carriers.rules.append(rule)
                others = [other for other in citations if other.edition != citation.edition]
                carriers.counterparts += [other for other in others if other not in carriers.counterparts]


def _fee_rows(law: University) -> Iterator[tuple[Citation, str]]:
    tables = load_fees(law.path)
    priced = [row for table in tables.self_financed for row in table.rows]
    rates = [rate for schedule in tables.ugc.values() for rate in (*schedule.tuition, *schedule.additional)]
    rows: list[Any] = [*priced, *rates]
    for row in rows:
        for citation in row.citations:
            yield citation, row.source.file
    extensions: list[Any] = [*tables.doctoral.values(), *tables.taught.values()]
    for table in extensions:
        for citation in table.citations:
            yield citation, table.file
    for abroad in tables.study_abroad.values():
        for line in abroad.rows:
            for citation in abroad.citations:
                yield citation, line.source.file


def clauses_of_case(case: Case, law: University) -> tuple[Citation, ...]:
    """Return the clauses that a case proves: the one its ledger id names and those of the findings it expects."""
    found = [Citation.parse(expected.clause) for expected in case.schema.then.findings]
    prefix, _, rest = case.id.partition("-")
    edition = next((edition.id for edition in law.editions.values() if edition.short == prefix), None)
    if edition is not None:
        named = Citation(edition, rest.partition("/")[0].partition(" ")[0])
        if named in law.clauses:
            found.insert(0, named)
    return tuple(dict.fromkeys(found))
