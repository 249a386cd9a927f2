"""The figures by which the demonstration's past is drawn, from the university's own parameters."""

from pathlib import Path
from typing import Any

from registrar.demo.pattern import Law
from registrar.demo.students import FIRST_YEAR, THIS_YEAR
from registrar.kernel import AcademicYear
from registrar.rulebook import load_rulebook
from registrar.rulebook.dated_parameter import DatedParameter, Gap
from registrar.rulebook.schemas.base import Filled, Schema, validated
from registrar.rulebook.span import place_of
from registrar.rulebook.strict_yaml import read_yaml


class _Grades(Schema):
    fail: Filled
    passes: dict[str, int]


def read_law(university: Path) -> Law:
    """Return grade scales, thresholds and ceilings. Raises RulebookError for a malformed file."""
    file: _Grades = validated(_Grades, read_yaml(university / "demonstration" / "grades.yaml", university.parent))
    parameters = load_rulebook(university.parent).university(university.name).parameters
    scale = parameters["assessment.grade_scale"]
    threshold = _value(parameters["assessment.progression_gpa"], THIS_YEAR)
    scales = {}
    for year in range(FIRST_YEAR, THIS_YEAR + 1):
        points = _value(scale, year)
        steps = sorted((least, grade) for grade, least in file.passes.items() if grade in points)
        grades = [file.fail, *(grade for _, grade in steps)]
        scales[year] = ([least for least, _ in steps], grades, [int(points[grade] * 10) for grade in grades])
    return Law(
        threshold=int(threshold * 100),
        most_credits=_value(parameters["registration.max_credits"], THIS_YEAR),
        most_credits_on_probation=_value(parameters["registration.probation_max_credits"], THIS_YEAR),
        scales=scales,
    )


def _value(parameter: DatedParameter, year: int) -> Any:
    """The value in the first semester of a year, whose edition is there: a gap is a mistake in the data."""
    found = parameter.at(place_of(f"{AcademicYear(year)}-S1", "term"))
    if found is None or isinstance(found, Gap):
        raise ValueError(f"{parameter.name} has no value in {AcademicYear(year)}")
    return found.value
