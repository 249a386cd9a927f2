"""Every printed row of the self-financed fee tables, quoted cell by cell (HB24-AP2A-13, HB24-AP2B-01, HB24-AP2C-03).

The amounts in universities/polyu/cases/finance/printed/ were taken from the printed tables by themselves, not from the
fee files that the rules read, so a slip in either is seen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from registrar.areas.finance.quoting import Question, quote
from registrar.rulebook.places import universities_directory

PRINTED = universities_directory() / "polyu" / "cases" / "finance" / "printed"
DAY = date(2024, 10, 1)
RESIDENCIES = ("local", "nonlocal")
TO_BE_CONFIRMED = "TBC"
# The blocks of the modular scheme that share the cohort 2019/20 are told apart by the day of intake (HB24-AP2A-08).
INTAKE = {"2019/20 2020/21": date(2020, 1, 1), "2016/17 2017/18 2018/19 2019/20": date(2019, 12, 31)}


def rows(name: str) -> list[dict[str, str]]:
    """Read one table of printed rows."""
    with (PRINTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TUITION = rows("self-financed.csv")
THESIS = rows("thesis-extension.csv")


def named(row: dict[str, str]) -> str:
    """Return the name of a row's test."""
    parts = (row["programme"], row["streams"], row["cohorts"], row.get("per", ""), row.get("subjects", ""))
    return "-".join(part.replace(" ", "_").replace("/", "") for part in parts if part) + row.get("levels", "")


def students(row: dict[str, str]) -> Iterator[tuple[str | None, str, str]]:
    """Yield stream, cohort and residency of everybody whom a row prices."""
    yield from product(row["streams"].split() or [None], row["cohorts"].split(), RESIDENCIES)


def answer(**asked) -> str:
    """Return the amount of a quote, or why there is none."""
    given = quote(Question(**asked), university="polyu", as_of=DAY)
    return given.amount.plain() if given.amount is not None else given.reason.replace(" ", "_")


def times(amount: str, count: int) -> str:
    """Return a printed amount so many times."""
    return amount if amount == "not_offered" else f"{int(amount.removesuffix('.00')) * count}.00"


def test_all_printed_rows_are_here():
    # given the tables as printed, then part A has 412 rows and part C(i) 47 (HB24-AP2A-13)
    assert (len(TUITION), len(THESIS)) == (412, 47)


@pytest.mark.parametrize("row", TUITION, ids=named)
def test_a_row_of_part_a_answers_with_its_amounts(row):
    # given everybody whom the row prices, when asked for one and for several units, then the printed amount answers
    for stream, cohort, residency in students(row):
        base = {"programme": row["programme"], "stream": stream, "cohort": cohort, "residency": residency}
        printed, unit = row[residency], row["per"]
        if row["programme"] == TO_BE_CONFIRMED:
            assert answer(**base) == "not_listed"
            continue
        if cohort == "2019/20" and row["cohorts"] in INTAKE:
            base["admitted_on"] = INTAKE[row["cohorts"]]
        for subject, level in product(row["subjects"].split() or [None], row["levels"].split() or [None]):
            asked = {**base, "subject": subject, "level": int(level) if level else None}
            if unit == "dissertation":
                assert answer(**asked, dissertation=True) == printed
                continue
            assert answer(**asked) == printed
            assert answer(**asked, **{f"{unit}s": 3}) == times(printed, 3)


@pytest.mark.parametrize("row", [row for row in TUITION if row["per"] in ("credit", "semester")], ids=named)
def test_a_row_of_part_a_answers_beyond_the_normal_duration(row):
    # given the normal duration is over, when quoted, then credits cost the same and semesters go by the load
    for stream, cohort, residency in students(row):
        if row["programme"] == TO_BE_CONFIRMED or row["subjects"] or row["levels"]:
            continue
        asked = {"programme": row["programme"], "stream": stream, "cohort": cohort, "residency": residency}
        if row["per"] == "credit":
            assert answer(**asked, beyond_duration=True, credits=3) == times(row[residency], 3)
            continue
        few = times(row["few_credits"], 8) if row["few_credits"] else "not_listed"
        assert answer(**asked, beyond_duration=True, credits=9) == row[residency]
        assert answer(**asked, beyond_duration=True, credits=8) == few
        assert answer(**asked, beyond_duration=True) == "unknown"


@pytest.mark.parametrize("row", THESIS, ids=named)
def test_a_row_of_part_c_answers_with_its_amount(row):
    # given everybody whom the row prices, when the extension is quoted, then one printed charge answers
    for stream, cohort, residency in students(row):
        asked = {"programme": row["programme"], "stream": stream, "cohort": cohort, "residency": residency}
        wanted = "not_listed" if row["programme"] == TO_BE_CONFIRMED else row["amount"]
        assert answer(**asked, dissertation=True) == wanted
        assert answer(**asked, item="extension", semesters=int(row["semesters"])) == wanted


@pytest.mark.parametrize(
    ("cohort", "half", "year"),
    [
        ("2024/25", "10000.00", "20000.00"),
        ("2023/24", "9000.00", "18000.00"),
        ("2022/23", "8500.00", "17000.00"),
        ("2021/22", "8500.00", "17000.00"),
        ("2020/21", "8000.00", "16000.00"),
        ("2018/19", "7000.00", "14000.00"),
    ],
)
def test_the_modular_scheme_extends_by_half_years_and_years(cohort, half, year):
    # given a cohort of 45080, when half a year, a year and three months are quoted, then its row answers (HB24-AP2C-02)
    asked = {"programme": "45080", "cohort": cohort, "residency": "local", "item": "extension"}
    assert (answer(**asked), answer(**asked, semesters=2), answer(**asked, months=6)) == (half, year, half)
    assert answer(**asked, months=3) == f"{int(half.removesuffix('.00')) // 2}.00"


def test_where_the_intake_changed_within_a_cohort_the_day_is_asked_for():
    # given cohort 2019/20 of 45080, when the two blocks differ, then nothing is guessed (HB24-AP2A-08)
    asked = {"programme": "45080", "cohort": "2019/20", "item": "tuition"}
    assert answer(**asked, residency="nonlocal") == "unknown"
    assert answer(**asked, residency="local") == "12000.00"


def test_a_credit_based_masters_extension_is_three_credits_a_semester():
    # given 72017, whose interpreting subjects cost more, when extended, then the general rate counts (HB24-AP2C-02/2)
    asked = {"programme": "72017", "cohort": "2024/25", "residency": "local", "dissertation": True}
    assert (answer(**asked), answer(**asked, semesters=2)) == ("17250.00", "34500.00")
