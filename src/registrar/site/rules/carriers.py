"""Who carries out a clause: rules, figures, fee tables, worked cases, and the pages and actions that name it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from registrar.kernel import Citation
from registrar.rulebook import Rule, all_rules
from registrar.rulebook.cases import Case, all_cases
from registrar.rulebook.dated_parameter import DatedParameter
from registrar.rulebook.fees.loading import load_fees
from registrar.rulebook.law import University

SOURCE = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r"\b([a-z]+-(?:\d{4}-\d{2}|alumni)):([0-9A-Z][0-9A-Za-z.-]*)((?:, [0-9]+[A-Z]+-[0-9]+)*)")
# The prefix of a ledger id and the edition it stands for: HB24-5A-03 is polyu-2024-25:5A-03.
LEDGERS = {"HB24": "polyu-2024-25", "HB18": "polyu-2018-19", "ALP": "polyu-alumni", "ALH": "hkmu-alumni"}


@dataclass
class Carriers:
    """Everything that rests on one clause."""

    rules: list[tuple[Rule, str]] = field(default_factory=list)  # with the role that the clause plays there
    parameters: list[DatedParameter] = field(default_factory=list)
    fee_rows: Counter[str] = field(default_factory=Counter)  # rows by file
    cases: list[Case] = field(default_factory=list)
    places: list[str] = field(default_factory=list)  # files of pages and actions, below src/registrar
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
    for citation, place in _named_in_source():
        index[citation].places.append(place)
    return dict(index)


def _add_rules(index: dict[Citation, Carriers]) -> None:
    for rule in all_rules():
        for role, citations in rule.clauses.items():
            for citation in citations:
                carriers = index[citation]
                carriers.rules.append((rule, role))
                others = [other for other in citations if other.edition != citation.edition]
                carriers.counterparts += [other for other in others if other not in carriers.counterparts]


def _fee_rows(law: University) -> Iterator[tuple[Citation, str]]:
    tables = load_fees(law.path)
    rows = [row for table in tables.self_financed for row in table.rows]
    rows += [rate for schedule in tables.ugc.values() for rate in (*schedule.tuition, *schedule.additional)]
    for row in rows:
        for citation in row.citations:
            yield citation, row.source.file
    for table in (*tables.doctoral.values(), *tables.taught.values()):
        for citation in table.citations:
            yield citation, table.file
    for abroad in tables.study_abroad.values():
        for row in abroad.rows:
            for citation in abroad.citations:
                yield citation, row.source.file


def clauses_of_case(case: Case, law: University) -> tuple[Citation, ...]:
    """Return the clauses that a case proves: the one its ledger id names and those of the findings it expects."""
    found = [Citation.parse(expected.clause) for expected in case.schema.then.findings]
    prefix, _, rest = case.id.partition("-")
    if prefix in LEDGERS:
        named = Citation(LEDGERS[prefix], rest.partition("/")[0])
        if named in law.clauses:
            found.insert(0, named)
    return tuple(dict.fromkeys(found))


def _named_in_source() -> Iterator[tuple[Citation, str]]:
    """Yield every clause that a page, form, action or query of an area names, with its file, each once."""
    for folder in ("areas", "site"):
        for path in sorted((SOURCE / folder).rglob("*")):
            parts = path.relative_to(SOURCE).parts
            if path.suffix not in {".py", ".html", ".typ"} or "tests" in parts or "migrations" in parts:
                continue
            for citation in dict.fromkeys(_named(path.read_text(encoding="utf-8"))):
                yield citation, "/".join(parts)


def _named(text: str) -> Iterator[Citation]:
    for edition, first, more in _NAMED.findall(text):
        yield Citation(edition, first.rstrip(".-"))
        for clause in more.split(", "):
            if clause:
                yield Citation(edition, clause)
