"""Working days: weekends, Hong Kong's holidays and closed days don't count; a deadline ends with its day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrar.kernel import Period
from registrar.rulebook import RulebookError
from registrar.rulebook.working_calendar import WorkingCalendar, working_calendar

HONG_KONG = WorkingCalendar()
days = st.dates(date(2018, 1, 1), date(2027, 12, 31))


def test_fourteen_working_days_round_the_day_after_mid_autumn():
    # given an application of Monday 2 September 2024, with the public holiday of 18 September between
    # then the result is due by Monday 23 September (HB24-5B-05)
    assert HONG_KONG.add(date(2024, 9, 2), 14) == date(2024, 9, 23)


def test_lunar_new_year_is_no_working_time():
    assert HONG_KONG.add(date(2025, 1, 28), 1) == date(2025, 2, 3)
    assert HONG_KONG.subtract(date(2025, 2, 3), 1) == date(2025, 1, 28)


def test_closed_days_count_as_holidays():
    shut = WorkingCalendar([Period(date(2024, 9, 3), date(2024, 9, 4))])
    assert shut.add(date(2024, 9, 2), 1) == date(2024, 9, 5)
    assert not shut.is_working(date(2024, 9, 4))
    assert shut.closed_in(2024) - HONG_KONG.closed_in(2024) == {date(2024, 9, 3), date(2024, 9, 4)}


@given(days, st.integers(1, 60))
def test_adding_ends_on_a_working_day_and_counts_right(day, count):
    end = HONG_KONG.add(day, count)
    assert HONG_KONG.is_working(end)
    assert HONG_KONG.between(day, end) == count


@given(days, st.integers(1, 60))
def test_going_back_undoes_going_on_from_a_working_day(day, count):
    start = HONG_KONG.add(day, 1)
    assert HONG_KONG.subtract(HONG_KONG.add(start, count), count) == start


def test_no_working_days_later_is_the_day_itself():
    saturday = date(2024, 9, 7)
    assert HONG_KONG.add(saturday, 0) == saturday == HONG_KONG.subtract(saturday, 0)


def test_a_deadline_ends_with_the_last_second_of_its_day_in_hong_kong():
    end = HONG_KONG.end_of(date(2024, 8, 30))
    assert end == datetime(2024, 8, 30, 23, 59, 59, tzinfo=ZoneInfo("Asia/Hong_Kong"))
    assert end.astimezone(ZoneInfo("UTC")) == datetime(2024, 8, 30, 15, 59, 59, tzinfo=ZoneInfo("UTC"))


def test_the_calendar_of_a_university_is_read_from_its_file(tiny):
    tiny.write(
        "institution.yaml",
        "code: tiny\nholidays: HK\nclosed_days:\n  - 2024-09-03\n  - {from: 2024-12-24, to: 2024-12-31}\n",
    )
    calendar = working_calendar("tiny", tiny.root)
    assert calendar.add(date(2024, 9, 2), 1) == date(2024, 9, 4)
    assert not calendar.is_working(date(2024, 12, 30))


def test_closed_days_that_run_backwards_are_named(tiny):
    tiny.write("institution.yaml", "code: tiny\nclosed_days:\n  - {from: 2024-12-31, to: 2024-12-24}\n")
    with pytest.raises(RulebookError, match=r"institution\.yaml:3: closed_days\[0\]: a period can't end"):
        working_calendar("tiny", tiny.root)
