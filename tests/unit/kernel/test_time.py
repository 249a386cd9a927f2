"""Academic years, terms and periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrar.kernel import AcademicYear, Period, Term

years = st.integers(1990, 2098).map(AcademicYear)
terms = st.builds(Term, years, st.sampled_from(["S1", "S2", "ST"]))
semesters = st.builds(Term, years, st.sampled_from(["S1", "S2"]))
days = st.dates(date(2000, 1, 1), date(2050, 12, 31))
periods = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))


@given(terms)
def test_a_term_reads_back_from_its_text(term):
    assert Term.parse(str(term)) == term
    assert AcademicYear.parse(str(term.year)) == term.year


@given(terms)
def test_next_and_previous_are_opposite_and_ordered(term):
    assert term.next().previous() == term
    assert term.previous() < term < term.next()


@given(semesters, st.integers(-40, 40), st.integers(-40, 40))
def test_semesters_add_up_and_leave_summers_out(term, a, b):
    assert term.plus_semesters(a).plus_semesters(b) == term.plus_semesters(a + b)
    assert not term.plus_semesters(a).is_summer
    assert (term.plus_semesters(a) > term) == (a > 0)


@given(semesters)
def test_two_semesters_are_a_year(term):
    assert term.plus_semesters(2) == Term(term.year.next(), term.part)


def test_eight_semesters_from_2021_22_end_with_2024_25():
    assert str(Term.parse("2021/22-S1").plus_semesters(7)) == "2024/25-S2"


def test_a_summer_term_has_no_semesters_to_count():
    with pytest.raises(ValueError, match="Summer Term"):
        Term.parse("2024/25-ST").plus_semesters(1)


@pytest.mark.parametrize("wrong", ["2024/26", "2024-25", "24/25", "", "2024/25 "])
def test_what_is_no_academic_year_is_refused(wrong):
    with pytest.raises(ValueError, match="not an academic year"):
        AcademicYear.parse(wrong)


@pytest.mark.parametrize("wrong", ["2024/25", "2024/25-S3", "2024/25-s1", "", "S1"])
def test_what_is_no_term_is_refused(wrong):
    with pytest.raises(ValueError, match="not a term"):
        Term.parse(wrong)


def test_the_turn_of_the_century_is_a_year_too():
    assert str(AcademicYear(2099)) == "2099/00"
    assert AcademicYear.parse("1999/00").next() == AcademicYear(2000)


@given(periods, days)
def test_a_period_contains_its_days_and_no_others(period, day):
    assert period.contains(day) == (day in {period.start, period.end} or period.start < day < period.end)
    assert period.contains(period.start)
    assert period.contains(period.end)


@given(periods, periods)
def test_overlap_is_mutual_and_means_a_common_day(a, b):
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(b) == any(
        a.contains(day) for day in (b.start, b.end, *([a.start] if b.contains(a.start) else []))
    )


@given(periods)
def test_a_period_has_at_least_one_day(period):
    assert period.days == (period.end - period.start).days + 1 >= 1


def test_a_period_cannot_run_backwards():
    with pytest.raises(ValueError, match="can't end"):
        Period(date(2024, 9, 2), date(2024, 9, 1))
