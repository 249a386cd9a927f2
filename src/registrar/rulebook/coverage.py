"""Which duties of the clause register the system carries out, and which of those are proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from registrar.kernel import Citation
from registrar.rulebook.clauses import Clause
from registrar.rulebook.law import University
from registrar.rulebook.loader import load_rulebook
from registrar.rulebook.rule import all_rules

_SOURCE = Path(__file__).resolve().parents[1]
_CHECKOUT = _SOURCE.parents[1]
_PAGES = frozenset({".py", ".html", ".txt", ".typ", ".po"})
_DATA = frozenset({".yaml", ".csv", ".typ"})
# Folders of a university by what their files are; parameters and rules are read, not searched.
_KINDS = {"fees": "fee", "forms": "form", "letters": "letter", "calendars": "calendar"}
_NOT_CARRIERS = frozenset({"handbook", "parameters", "cases"})


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """Something that carries or proves a clause: its kind (rule, parameter, fee, page, case, test) and its name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause with what carries it out and what proves it."""

    clause: Clause
    carried_by: tuple[Trace, ...]
    proved_by: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """Duties of one area: how many there are, how many are carried, how many of all are proved."""

    area: str
    duties: int
    carried: int
    proved: int


def coverage(university: str) -> tuple[ClauseCoverage, ...]:
    """Return every clause of a university with its traces, in the order of the registers.

    A trace is a mention: what cites the clause, and the worked cases and tests that name it. That the duty really
    works is what those cases and tests show. Reading is done once in a process.
    """
    return _coverage(load_rulebook().university(university))


@lru_cache(maxsize=4)
def _coverage(law: University) -> tuple[ClauseCoverage, ...]:
    carried: dict[Citation, set[Trace]] = {}
    proved: dict[Citation, set[Trace]] = {}
    _read_law(law, carried)
    find = _Finder(law)
    for kind, name, text in _carriers(law):
        for citation in find(text):
            carried.setdefault(citation, set()).add(Trace(kind, name))
    for kind, name, text in _proofs(law):
        for citation in find(text):
            proved.setdefault(citation, set()).add(Trace(kind, name))
    return tuple(
        ClauseCoverage(clause, tuple(sorted(carried.get(citation, ()))), tuple(sorted(proved.get(citation, ()))))
        for citation, clause in law.clauses.items()
    )


def by_area(covered: Iterable[ClauseCoverage]) -> tuple[AreaCoverage, ...]:
    """Count the duties of each area, by name."""
    counts: dict[str, list[int]] = {}
    for one in covered:
        row = counts.setdefault(one.clause.area, [0, 0, 0])
        row[0] += 1
        row[1] += bool(one.carried_by)
        row[2] += bool(one.proved_by)
    return tuple(AreaCoverage(area, *row) for area, row in sorted(counts.items()))


def total(areas: Iterable[AreaCoverage]) -> AreaCoverage:
    """Return the sum of all areas."""
    kept = tuple(areas)
    return AreaCoverage("all", sum(a.duties for a in kept), sum(a.carried for a in kept), sum(a.proved for a in kept))


def _read_law(law: University, carried: dict[Citation, set[Trace]]) -> None:
    for rule in all_rules():
        for citation in law.citations_of(rule):
            carried.setdefault(citation, set()).add(Trace("rule", rule.name))
    for parameter in law.parameters.values():
        for citation in parameter.citations:
            carried.setdefault(citation, set()).add(Trace("parameter", parameter.name))


def _carriers(law: University) -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of everything outside rules and parameters that may cite a clause."""
    for path in sorted(law.path.rglob("*")):
        within = path.relative_to(law.path).parts
        if path.suffix in _DATA and within[0] not in _NOT_CARRIERS and path.is_file():
            yield _KINDS.get(within[0], "data"), "/".join(within), _text(path)
    for top in ("areas", "site"):
        for path in sorted((_SOURCE / top).rglob("*")):
            if path.suffix in _PAGES and "tests" not in path.parts and path.is_file():
                yield "page" if "web" in path.parts else "code", path.relative_to(_SOURCE).as_posix(), _text(path)


def _proofs(law: University) -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of worked cases and of the tests, where the source is a checkout."""
    for path in sorted((law.path / "cases").rglob("*.yaml")):
        yield "case", f"{path.parent.name}.{path.stem}", _text(path)
    folders = [_CHECKOUT / "tests", *sorted((_SOURCE / "areas").glob("*/tests"))]
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield "test", path.relative_to(_CHECKOUT).as_posix(), _text(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


class _Finder:
    """Finds the clauses that a text names: `polyu-2024-25:5C-02`, or by the edition's short name `HB24-5C-02`."""

    def __init__(self, law: University) -> None:
        self._clauses: Mapping[Citation, Clause] = law.clauses
        self._editions = {edition.id: edition.id for edition in law.editions.values()}
        self._editions |= {edition.short: edition.id for edition in law.editions.values() if edition.short}
        names = sorted(self._editions, key=len, reverse=True)
        self._pattern = re.compile(rf"\b({'|'.join(map(re.escape, names))})[-:]([A-Z0-9]+(?:-[A-Z0-9]+)*)\b")

    def __call__(self, text: str) -> set[Citation]:
        found = {Citation(self._editions[edition], clause) for edition, clause in self._pattern.findall(text)}
        return found & self._clauses.keys()
