"""Money: exact, of one currency, never a float."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrar.kernel import Money

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False).map(Money)


@given(amounts, amounts, amounts)
def test_addition_keeps_the_laws_of_arithmetic(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a - b == a + (-b)
    assert a + Money.zero() == a


@given(amounts, st.integers(-1000, 1000))
def test_multiplying_is_repeated_addition(a, n):
    assert a * n == sum([a] * abs(n), Money.zero()) * (1 if n >= 0 else -1)


@given(st.lists(amounts))
def test_a_sum_loses_no_cent(parts):
    assert sum(parts, Money.zero()).amount == sum((part.amount for part in parts), Decimal(0))


@given(amounts)
def test_what_is_written_reads_back(a):
    assert Money.parse(a.plain()) == a


@given(amounts, amounts)
def test_ordering_follows_the_amount(a, b):
    assert (a < b) == (a.amount < b.amount)
    assert (a <= b) == (a.amount <= b.amount)
    assert (a > b) == (b < a)
    assert (a >= b) == (b <= a)


@pytest.mark.parametrize("wrong", [1.5, True, "5", None])
def test_only_exact_numbers_are_taken(wrong):
    with pytest.raises(TypeError, match="Money takes a Decimal or an int"):
        Money(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity"])
def test_what_is_no_amount_is_refused(wrong):
    with pytest.raises(ValueError, match="can't be"):
        Money(Decimal(wrong))


@pytest.mark.parametrize("wrong", ["1,000", "HK$5", "1e3", "", " 5", "5."])
def test_only_a_plain_number_is_read(wrong):
    with pytest.raises(ValueError, match="not an amount of money"):
        Money.parse(wrong)


@pytest.mark.parametrize("wrong", [1.5, True, "2"])
def test_a_factor_is_exact_too(wrong):
    with pytest.raises(TypeError):
        Money(Decimal(5)) * wrong


def test_currencies_do_not_mix():
    with pytest.raises(ValueError, match="can't mix HKD and USD"):
        Money(Decimal(5)) + Money(Decimal(5), "USD")
    with pytest.raises(ValueError, match="can't mix"):
        assert Money(Decimal(5)) < Money(Decimal(5), "USD")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Money(Decimal("42100")), "HK$42,100.00"),
        (Money(Decimal("-0.5")), "-HK$0.50"),
        (Money(Decimal("1234567.891")), "HK$1,234,567.891"),
        (Money(Decimal(10), "USD"), "USD 10.00"),
    ],
)
def test_money_is_written_as_people_write_it(amount, text):
    assert str(amount) == text


@pytest.mark.parametrize(("exact", "cents"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.344", "2.34")])
def test_cents_round_halves_away_from_zero(exact, cents):
    assert Money.parse(exact).quantized() == Money.parse(cents)


def test_money_is_true_when_there_is_any():
    assert Money(1)
    assert not Money.zero()
    assert abs(Money(-3)) == Money(3)
