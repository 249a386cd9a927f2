"""Whoever starts a new institution copies universities/_template: the copy must be right as it stands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.source import ROOT

from registrar.areas.catalogue.calendar_file import read_calendar
from registrar.kernel import Citation
from registrar.rulebook import load_rulebook
from registrar.rulebook.academic_units import read_academic_units
from registrar.rulebook.loader import forget_rulebooks
from registrar.rulebook.schemas import CaseFile
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import read_yaml

TEMPLATE = ROOT / "universities" / "_template"


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Path]:
    """The template under the code that its institution.yaml names."""
    folder = tmp_path / "example"
    shutil.copytree(TEMPLATE, folder)
    yield folder
    forget_rulebooks()


def test_a_copy_of_the_template_loads(copied: Path) -> None:
    # When the folder with the copy is read as the law of all universities
    law = load_rulebook(copied.parent).university("example")

    # Then its edition, its clause and its parameter are there, the parameter citing the clause
    clause = Citation("example-edition", "1A-01")
    assert list(law.editions) == ["example-edition"]
    assert clause in law.clauses
    assert list(law.parameters) == ["registration.max_credits"]
    assert law.parameters["registration.max_credits"].spans[0][2].citations == (clause,)


def test_the_templates_units_and_calendar_are_right(copied: Path) -> None:
    # Then the department stands under its faculty and the calendar opens three terms
    assert read_academic_units(copied)["EXD"].heading == "EXF"
    assert [term.key for term in read_calendar(copied / "calendars" / "2025-26.yaml")] == [
        "2025/26-S1",
        "2025/26-S2",
        "2025/26-ST",
    ]


def test_the_templates_cases_have_the_form_of_cases(copied: Path) -> None:
    for path in sorted((copied / "cases").rglob("*.yaml")):
        assert validated(CaseFile, read_yaml(path, copied)).cases


def test_the_readme_names_every_place_of_the_template() -> None:
    readme = (TEMPLATE / "README.md").read_text(encoding="utf-8")
    for path in TEMPLATE.iterdir():
        assert f"`{path.name}" in readme or path.name == "README.md", path.name
