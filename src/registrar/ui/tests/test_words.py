"""Dates, terms, money and values in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from registrar.kernel.bilingual import Bilingual
from registrar.kernel.money import Money
from registrar.ui import words


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Mon 2 Sep 2024"), ("zh-hant", "2024年9月2日（星期一）")],
)
def test_a_day_is_written_one_way_in_each_language(language, expected):
    with translation.override(language):
        assert words.day(date(2024, 9, 2)) == expected
        assert words.day("2024-09-02") == expected


def test_a_moment_is_told_in_hong_kong_time():
    # Given half past eight in the evening of the 1st in London's winter, which is the 2nd in Hong Kong
    late = datetime(2024, 9, 1, 20, 30, tzinfo=UTC)
    assert words.moment(late) == "Mon 2 Sep 2024, 04:30"
    assert words.day(late) == "Mon 2 Sep 2024"


def test_a_day_that_is_missing_is_a_dash():
    assert words.day(None) == words.money(None) == words.number(None) == "–"


@pytest.mark.parametrize(
    ("language", "key", "expected"),
    [
        ("en", "2024/25-S1", "Semester One 2024/25"),
        ("zh-hant", "2024/25-S1", "2024/25 第一學期"),
        ("en", "2018/19-ST", "Summer Term 2018/19"),
        ("en", "next year", "next year"),
    ],
)
def test_a_term_is_named(language, key, expected):
    with translation.override(language):
        assert words.term(key) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Money(Decimal("42100")), "HK$42,100.00"),
        (Decimal("-250.5"), "−HK$250.50"),
        (Money(Decimal("10"), "EUR"), "EUR 10.00"),
        (0, "HK$0.00"),
    ],
)
def test_money_has_two_places_and_a_real_minus(value, expected):
    assert words.money(value) == expected


def test_money_is_never_a_float():
    with pytest.raises(TypeError):
        words.money(0.1)


def test_a_bilingual_text_follows_the_reader():
    name = Bilingual("Linear Algebra", "線性代數")
    assert words.in_reader_language(name) == "Linear Algebra"
    with translation.override("zh-hant"):
        assert words.in_reader_language(name) == "線性代數"
        assert words.in_reader_language({"en": "Linear Algebra", "zh": ""}) == "Linear Algebra"


def test_the_edge_of_a_window_tells_its_time_unless_the_day_is_whole():
    hong_kong = ZoneInfo("Asia/Hong_Kong")
    assert words.edge(datetime(2024, 7, 29, 8, 30, tzinfo=hong_kong)) == "Mon 29 Jul 2024, 08:30"
    assert words.edge(datetime(2024, 7, 29, tzinfo=hong_kong)) == "Mon 29 Jul 2024"
    assert words.edge(datetime(2024, 8, 9, 23, 59, 59, tzinfo=hong_kong)) == "Fri 9 Aug 2024"
    assert words.edge(datetime(2024, 8, 9, 9, 0, tzinfo=UTC), weekday=False) == "9 Aug 2024, 17:00"
    with translation.override("zh-hant"):
        assert words.edge(datetime(2024, 7, 29, 8, 30, tzinfo=hong_kong)) == "2024年7月29日（星期一）08:30"


def test_minutes_and_moments_are_told_as_a_clock():
    assert words.clock_time(510) == "08:30"
    assert words.clock_time(datetime(2024, 9, 2, 1, 5, tzinfo=UTC)) == "09:05"


def test_a_term_on_an_axis_is_short():
    assert words.short_term("2023/24-S1") == "23/24 S1"
    assert words.short_term("before") == "before"
