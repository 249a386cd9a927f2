"""Fee files that can't be relied on are refused, with file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from registrar.rulebook import RulebookError
from registrar.rulebook.check import university_problems
from registrar.rulebook.fees import load_fees

INSTITUTION = """\
code: tiny
name: {en: Tiny, zh: 小}
faculties:
  - {code: FX, kind: faculty, en: Faculty of X, zh: X學院}
departments:
  - {code: XA, faculty: FX, en: Department of A, zh: A學系}
"""

HEAD = """\
heading: FX
academic_year: 2024/25
currency: HKD
printed_rows: 2
cites: [tiny-2024:1-01]
programmes:
  - code: "10001"
    title: {en: MSc in A, zh: A理學碩士}
    department: XA
    level: taught_postgraduate
    rows:
"""

FIRST = '      - {row: 1, streams: all, cohorts: [2024/25], local: "100.00", nonlocal: "200.00", per: credit}\n'
SECOND = '      - {row: 2, streams: all, cohorts: [2023/24], local: "90.00", nonlocal: "190.00", per: credit}\n'


@pytest.fixture
def university(tmp_path: Path) -> Path:
    folder = tmp_path / "universities" / "tiny"
    (folder / "fees" / "self-financed").mkdir(parents=True)
    (folder / "institution.yaml").write_text(INSTITUTION, encoding="utf-8")
    return folder


def problems_of(university: Path, text: str) -> list[str]:
    (university / "fees" / "self-financed" / "FX.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_fees(university)
    return [str(problem) for problem in caught.value.problems]


PLACE = "universities/tiny/fees/self-financed/FX.yaml"


def test_good_data_are_taken(university: Path) -> None:
    # Given two rows that price different cohorts
    (university / "fees" / "self-financed" / "FX.yaml").write_text(HEAD + FIRST + SECOND, encoding="utf-8")
    # When they are read, then both are there
    assert [row.source.row for table in load_fees(university).self_financed for row in table.rows] == [1, 2]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('local: "90.00"', "local: 90.00", f"{PLACE}:13: programmes[0].rows[1].local: 90.00 is a float"),
        ('local: "90.00"', "local: 90", f"{PLACE}:13: programmes[0].rows[1].local: "),
        ('local: "90.00"', 'local: "9O.00"', f"{PLACE}:13: programmes[0].rows[1].local: "),
        ("[2023/24]", "[2023/25]", f"{PLACE}:13: programmes[0].rows[1].cohorts[0]: not an academic year: '2023/25'"),
        ("[2023/24]", "[2023]", f"{PLACE}:13: programmes[0].rows[1].cohorts[0]: "),
        ("[2023/24]", "{from: 2023/24, to: 2021/22}", f"{PLACE}:13: programmes[0].rows[1].cohorts: ends (2021/22)"),
        ("department: XA", "department: XB", f"{PLACE}:9: programmes[0].department: there is no department XB"),
        ("{en: MSc in A, zh: A理學碩士}", "{en: MSc in A}", f"{PLACE}:8: programmes[0].title.zh: is missing"),
        ("{en: MSc in A, zh: A理學碩士}", '{en: MSc in A, zh: ""}', f"{PLACE}:8: programmes[0].title.zh: "),
        ("row: 2", "row: 3", f"{PLACE}:13: programmes[0].rows[1].row: is 3, expected 2: a row is missing or has moved"),
        ("printed_rows: 2", "printed_rows: 3", f"{PLACE}:4: printed_rows: says 3, but the rows end at 2"),
        ("[2023/24]", "[2024/25]", f"{PLACE}:13: programmes[0].rows[1]: row 2 prices what row 1 already prices"),
        ("heading: FX", "heading: FY", f"{PLACE}:1: heading: there is no faculty or school FY"),
        ("per: credit}\n      - {row: 2", "per: lesson}\n      - {row: 2", f"{PLACE}:12: programmes[0].rows[0].per: "),
        # A row whose cells slipped by one: the cohort stands where the streams should, and so on.
        (
            'streams: all, cohorts: [2023/24], local: "90.00", nonlocal: "190.00"',
            'streams: [2023/24], cohorts: ["90.00"], local: "190.00", nonlocal: credit',
            f"{PLACE}:13: programmes[0].rows[1].cohorts[0]: not an academic year: '90.00'",
        ),
    ],
)
def test_a_mistake_is_named(university: Path, was: str, now: str, said: str) -> None:
    # Given a file with one mistake
    text = HEAD + FIRST + SECOND
    assert was in text
    # When it is read
    problems = problems_of(university, text.replace(was, now))
    # Then the mistake is told with file, line and field
    assert any(problem.startswith(said) for problem in problems), problems


def test_rows_for_streams_may_stand_beside_a_row_for_all(university: Path) -> None:
    # Given a row for a stream and one for all streams of the same cohort
    text = HEAD + FIRST + SECOND.replace("streams: all", "streams: [AB]").replace("2023/24", "2024/25")
    (university / "fees" / "self-financed" / "FX.yaml").write_text(text, encoding="utf-8")
    # When they are read, then the stream's row goes first and nothing overlaps
    assert len(load_fees(university).self_financed[0].rows) == 2


def test_two_lists_with_a_common_stream_overlap(university: Path) -> None:
    # Given two rows of one cohort that both list the stream AC
    first = FIRST.replace("streams: all", "streams: [AB, AC]")
    second = SECOND.replace("streams: all", "streams: [AC]").replace("2023/24", "2024/25")
    # When they are read, then the second is refused
    assert problems_of(university, HEAD + first + second) == [
        f"{PLACE}:13: programmes[0].rows[1]: row 2 prices what row 1 already prices: 10001, cohort 2024/25"
    ]


def test_a_subject_left_out_must_be_priced(university: Path) -> None:
    # Given a row for all subjects except AB101, and none for AB101
    first = FIRST.replace("per: credit", "per: credit, subjects: {except: [AB101]}")
    # When the file is read, then the hole is refused
    assert problems_of(university, HEAD + first + SECOND) == [
        f"{PLACE}:12: programmes[0].rows[0].subjects: leaves out AB101, which no row prices"
    ]


def test_one_code_in_two_files(university: Path) -> None:
    # Given the same programme in two files
    text = HEAD + FIRST + SECOND
    (university / "fees" / "self-financed" / "FA.yaml").write_text(text, encoding="utf-8")
    # When they are read, then the second is refused, naming the first
    assert problems_of(university, text) == [
        f"{PLACE}:7: programmes[0].code: 10001 already stands in universities/tiny/fees/self-financed/FA.yaml"
    ]


def test_a_mistake_is_named_once(university: Path) -> None:
    # given a float in a fee file, which is read as a fee table and as YAML
    text = HEAD + FIRST.replace('"100.00"', "100.5") + SECOND
    (university / "fees" / "self-financed" / "FX.yaml").write_text(text, encoding="utf-8")

    # when everything of the university is checked
    found = [str(problem) for problem in university_problems(university, university.parent)]

    # then the float is one mistake
    said = "programmes[0].rows[0].local: 100.5 is a float; write it in quotes, exactly: '100.5'"
    assert [line for line in found if "100.5" in line] == [f"{PLACE}:12: {said}"]
