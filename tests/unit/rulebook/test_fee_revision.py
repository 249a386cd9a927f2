"""The university may revise its fees: each year of charge has tables of its own (HB24-8G-03, HB18-FEE-G-03)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from registrar.kernel import AcademicYear, Money
from registrar.rulebook.fees import FeeTables, UgcRate, load_fees
from registrar.rulebook.places import universities_directory

OLD, NEW = AcademicYear(2024), AcademicYear(2025)


@pytest.fixture
def revised(tmp_path: Path) -> FeeTables:
    """The tables as they are, with one for 2025/26 beside them that asks for more."""
    folder = tmp_path / "universities" / "polyu"
    shutil.copytree(universities_directory() / "polyu", folder)
    schedule = folder / "fees" / "ugc" / "2024-25.yaml"
    text = schedule.read_text(encoding="utf-8").replace("academic_year: 2024/25", "academic_year: 2025/26")
    text = text.replace('"42100.00"', '"44500.00"')
    schedule.with_name("2025-26.yaml").write_text(text, encoding="utf-8")
    return load_fees(folder)


def annual(tables: FeeTables, charged_in: AcademicYear) -> Money:
    """What a local bachelor's student of 2024/25 pays for a year."""
    rate = tables.ugc[charged_in].rate("local", "bachelor", OLD)
    assert isinstance(rate, UgcRate)
    return rate.year


def test_a_new_table_leaves_the_year_before_as_it_was(revised: FeeTables) -> None:
    # Given the schedule of 2024/25 and a new one for 2025/26 (HB24-8G-03/1, HB18-FEE-G-03/1)
    # When a charge of either year is priced, then each goes by its own table (HB18-FEE-G-03/2)
    assert annual(revised, OLD) == Money.parse("42100.00")
    assert annual(revised, NEW) == Money.parse("44500.00")
    assert annual(load_fees("polyu"), OLD) == Money.parse("42100.00")
