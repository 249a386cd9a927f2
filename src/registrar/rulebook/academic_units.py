"""The academic units of an institution: faculties, independent schools, departments and centres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field

from registrar.kernel import Bilingual
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import Filled, Schema, validated
from registrar.rulebook.strict_yaml import read_yaml


@dataclass(frozen=True, slots=True)
class AcademicUnit:
    """A unit with its name and the faculty above it; `faculty` is None for a faculty or an independent school."""

    code: str
    name: Bilingual
    kind: Literal["faculty", "school", "department"]
    faculty: str | None = None

    @property
    def heading(self) -> str:
        """The code under which tables list the unit: its faculty's, or its own."""
        return self.faculty or self.code


class _Faculty(Schema):
    code: Filled
    kind: Literal["faculty", "school"]
    en: Filled
    zh: Filled


class _Department(Schema):
    code: Filled
    faculty: Filled
    en: Filled
    zh: Filled


class _Units(Schema):
    model_config = ConfigDict(extra="ignore")

    faculties: list[_Faculty] = Field(default_factory=list)
    departments: list[_Department] = Field(default_factory=list)


def read_academic_units(university: Path, root: Path | None = None) -> Mapping[str, AcademicUnit]:
    """Read the units of institution.yaml, by code, faculties first.

    Raises RulebookError for a unit named twice or a department under a faculty that doesn't exist.
    """
    document = read_yaml(university / "institution.yaml", root)
    data: _Units = validated(_Units, document)
    units: dict[str, AcademicUnit] = {}
    problems: list[Problem] = []
    for number, faculty in enumerate(data.faculties):
        if faculty.code in units:
            problems.append(document.problem(("faculties", number, "code"), f"{faculty.code} stands twice"))
        units[faculty.code] = AcademicUnit(faculty.code, Bilingual(faculty.en, faculty.zh), faculty.kind)
    above = set(units)
    for number, item in enumerate(data.departments):
        place = ("departments", number)
        if item.code in units:
            problems.append(document.problem((*place, "code"), f"{item.code} stands twice"))
        if item.faculty not in above:
            problems.append(document.problem((*place, "faculty"), f"there is no faculty {item.faculty}"))
        units[item.code] = AcademicUnit(item.code, Bilingual(item.en, item.zh), "department", item.faculty)
    if problems:
        raise RulebookError(problems)
    return units
