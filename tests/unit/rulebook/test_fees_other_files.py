"""UGC-funded schedules, extension tables and academic units: bad data are refused; the rulebook checks them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from registrar.kernel import AcademicYear, Citation, Money
from registrar.rulebook import RulebookError
from registrar.rulebook.academic_units import read_academic_units
from registrar.rulebook.fees import load_fees
from registrar.rulebook.fees.checking import fee_problems

INSTITUTION = """\
code: tiny
faculties:
  - {code: FX, kind: faculty, en: Faculty of X, zh: X學院}
departments:
  - {code: XA, faculty: FX, en: Department of A, zh: A學系}
"""

UGC = """\
academic_year: 2024/25
currency: HKD
cites: [tiny-2024:1-01]
tuition:
  - {residency: local, level: bachelor, cohorts: all, year: "100.00", credit: "10.00", cites: [tiny-2024:1-01]}
  - {residency: nonlocal, level: bachelor, cohorts: [2024/25], year: "900.00", cites: [tiny-2024:1-01]}
"""

DOCTORAL = """\
heading: doctoral
academic_year: 2024/25
currency: HKD
printed_rows: 2
cites: [tiny-2024:1-01]
subject_to_confirmation: true
programmes:
  - code: "10001"
    title: {en: Doctor of A, zh: A博士}
    department: XA
    per_semesters: 1
    rows:
      - {row: 1, streams: all, cohorts: [2024/25], amount: "100.00"}
      - {row: 2, streams: all, cohorts: [2023/24], amount: "90.00"}
"""

TAUGHT = """\
heading: taught
academic_year: 2024/25
currency: HKD
printed_rows: 3
cites: [tiny-2024:1-01]
credit_based: {row: 1, credits_per_semester: 3}
modular:
  - code: "10002"
    title: {en: Scheme B, zh: B課程系列}
    department: XA
    pro_rata: month
    rows:
      - {row: 2, cohorts: [2024/25], effective_from: 2024-08-01, half_year: "50.00", year: "100.00"}
      - {row: 3, cohorts: {from: open, to: 2023/24}, effective_to: 2024-07-31, half_year: "40.00", year: "80.00"}
"""

FILES = {
    "ugc/2024-25.yaml": UGC,
    "extension/doctoral.yaml": DOCTORAL,
    "extension/taught.yaml": TAUGHT,
}


@pytest.fixture
def university(tmp_path: Path) -> Path:
    folder = tmp_path / "universities" / "tiny"
    folder.mkdir(parents=True)
    (folder / "institution.yaml").write_text(INSTITUTION, encoding="utf-8")
    for name, text in FILES.items():
        path = folder / "fees" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_good_files_are_taken(university: Path) -> None:
    # Given one file of each kind; when they are read; then their amounts are there
    tables = load_fees(university)
    year = AcademicYear.parse("2024/25")
    assert [rate.year for rate in tables.ugc[year].tuition] == [Money.parse("100.00"), Money.parse("900.00")]
    assert [row.amount for row in tables.doctoral[year].rows] == [Money.parse("100.00"), Money.parse("90.00")]
    assert tables.taught[year].credits_per_semester == 3


@pytest.mark.parametrize(
    ("name", "was", "now", "said"),
    [
        (
            "ugc/2024-25.yaml",
            "residency: nonlocal",
            "residency: local",
            "ugc/2024-25.yaml:6: tuition[1]: prices cohort 2024/25, which tuition[0] already prices",
        ),
        ("ugc/2024-25.yaml", '"900.00"', "900.5", "ugc/2024-25.yaml:6: tuition[1].year: 900.5 is a float"),
        ("ugc/2024-25.yaml", "level: bachelor, cohorts: all", "level: master, cohorts: all", "ugc/2024-25.yaml:5: "),
        (
            "extension/doctoral.yaml",
            "[2023/24]",
            "[2024/25]",
            "extension/doctoral.yaml:14: row 2 prices cohort 2024/25, as row 1 does",
        ),
        (
            "extension/doctoral.yaml",
            "department: XA",
            "department: XB",
            "extension/doctoral.yaml:10: programmes[0].department: there is no department XB",
        ),
        (
            "extension/doctoral.yaml",
            "per_semesters: 1",
            "per_semesters: 1\n    cap_credits: 16",
            "extension/doctoral.yaml:8: programmes[0]: cap_credits needs credits_worth",
        ),
        (
            "extension/taught.yaml",
            "effective_to: 2024-07-31",
            "effective_to: 2024-08-01",
            "extension/taught.yaml:14: modular[0].rows[1]: overlaps the period of row 2",
        ),
        (
            "extension/taught.yaml",
            "row: 3,",
            "row: 4,",
            "extension/taught.yaml:14: modular[0].rows[1].row: is 4, expected 3",
        ),
    ],
)
def test_a_mistake_is_named(university: Path, name: str, was: str, now: str, said: str) -> None:
    # Given a file with one mistake
    assert was in FILES[name]
    (university / "fees" / name).write_text(FILES[name].replace(was, now), encoding="utf-8")
    # When the tables are read
    with pytest.raises(RulebookError) as caught:
        load_fees(university)
    # Then the mistake is told with file and line
    problems = [str(problem) for problem in caught.value.problems]
    assert any(problem.startswith(f"universities/tiny/fees/{said}") for problem in problems), problems


def test_two_files_of_one_year_are_refused(university: Path) -> None:
    # Given the schedule of 2024/25 twice
    (university / "fees" / "ugc" / "2024-25-copy.yaml").write_text(UGC, encoding="utf-8")
    # When the tables are read, then the second is refused
    with pytest.raises(RulebookError, match=r"academic_year: 2024/25 has another file of this kind"):
        load_fees(university)


def test_a_clause_that_does_not_exist_is_a_problem_of_the_rulebook(university: Path) -> None:
    # Given tables that cite 1-01
    # When the register has that clause, and when it has not
    known = fee_problems(university, {Citation.parse("tiny-2024:1-01")})
    unknown = fee_problems(university, set())
    # Then only the latter is a problem, once a file
    assert known == []
    assert {str(problem) for problem in unknown} == {
        f"universities/tiny/fees/{name}: cites: tiny-2024:1-01 isn't in the clause register" for name in FILES
    }


def test_units_stand_under_their_faculty(university: Path) -> None:
    # Given a department and its faculty; when the units are read; then each knows its heading
    units = read_academic_units(university)
    assert [(unit.code, unit.heading, unit.name.zh) for unit in units.values()] == [
        ("FX", "FX", "X學院"),
        ("XA", "FX", "A學系"),
    ]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("faculty: FX", "faculty: FY", "institution.yaml:5: departments[0].faculty: there is no faculty FY"),
        ("{code: XA", "{code: FX", "institution.yaml:5: departments[0].code: FX stands twice"),
        (", zh: A學系", "", "institution.yaml:5: departments[0].zh: is missing"),
    ],
)
def test_bad_units_are_refused(university: Path, was: str, now: str, said: str) -> None:
    # Given a mistake in institution.yaml
    (university / "institution.yaml").write_text(INSTITUTION.replace(was, now), encoding="utf-8")
    # When the tables are read, then it is told
    with pytest.raises(RulebookError) as caught:
        load_fees(university)
    assert f"universities/tiny/{said}" in [str(problem) for problem in caught.value.problems]
