"""Reads every fee file of a university and refuses them whole when anything in them is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from registrar.kernel import AcademicYear
from registrar.rulebook.academic_units import AcademicUnit, read_academic_units
from registrar.rulebook.fees.extension import DoctoralExtension, TaughtExtension
from registrar.rulebook.fees.self_financed import SelfFinancedTable
from registrar.rulebook.fees.study_abroad import StudyAbroad
from registrar.rulebook.fees.tables import FeeTables
from registrar.rulebook.fees.ugc import UgcSchedule
from registrar.rulebook.places import universities_directory
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.strict_yaml import Document, read_yaml


class _Yearly(Protocol):
    year: AcademicYear


_T = TypeVar("_T")
_Y = TypeVar("_Y", bound=_Yearly)


def load_fees(university: str | Path = "polyu") -> FeeTables:
    """Read and check the fee tables of a university, by code or by folder; cached.

    Raises RulebookError naming file, line and field of every mistake: a float, an overlap, an unknown department, a
    missing translation, a cohort that isn't one, a row that is missing or has moved.
    """
    folder = university if isinstance(university, Path) else universities_directory() / university
    return _loaded(folder)


def forget_fees() -> None:
    """Drop what is cached, so that changed files are read again."""
    _loaded.cache_clear()


@lru_cache(maxsize=8)
def _loaded(folder: Path) -> FeeTables:
    problems: list[Problem] = []
    units = _units(folder, problems)
    fees = folder / "fees"
    listed = _each(fees, "self-financed/*.yaml", lambda doc: SelfFinancedTable(doc, units), problems)
    ugc = _each(fees, "ugc/*.yaml", UgcSchedule, problems)
    doctoral = _each(fees, "extension/doctoral*.yaml", lambda doc: DoctoralExtension(doc, units), problems)
    taught = _each(fees, "extension/taught*.yaml", lambda doc: TaughtExtension(doc, units), problems)
    abroad = _each(fees, "study-abroad*.yaml", StudyAbroad, problems)
    problems += _same_code_twice(listed)
    tables = FeeTables(
        units=units,
        self_financed=tuple(table for _, table in listed),
        ugc=_by_year(ugc, problems),
        doctoral=_by_year(doctoral, problems),
        taught=_by_year(taught, problems),
        study_abroad=_by_year(abroad, problems),
    )
    if problems:
        raise RulebookError(problems)
    return tables


def _units(folder: Path, problems: list[Problem]) -> Mapping[str, AcademicUnit]:
    try:
        return read_academic_units(folder, folder.parent)
    except RulebookError as error:
        problems += error.problems
        return {}


def _each(
    fees: Path, pattern: str, make: Callable[[Document], _T], problems: list[Problem]
) -> list[tuple[Document, _T]]:
    made = []
    for path in sorted(fees.glob(pattern)):
        try:
            document = read_yaml(path, fees.parent.parent)
            made.append((document, make(document)))
        except RulebookError as error:
            problems += error.problems
    return made


def _by_year(made: list[tuple[Document, _Y]], problems: list[Problem]) -> dict[AcademicYear, _Y]:
    years: dict[AcademicYear, _Y] = {}
    for document, table in made:
        if table.year in years:
            problems.append(document.problem(("academic_year",), f"{table.year} has another file of this kind"))
        years[table.year] = table
    return years


def _same_code_twice(listed: list[tuple[Document, SelfFinancedTable]]) -> list[Problem]:
    problems = []
    seen: dict[tuple[AcademicYear, str], str] = {}
    for document, table in listed:
        for number, programme in enumerate(table.programmes):
            if programme.code is None:
                continue
            key = (table.year, programme.code)
            if key in seen:
                message = f"{programme.code} already stands in {seen[key]}"
                problems.append(document.problem(("programmes", number, "code"), message))
            seen[key] = document.file
    return problems
