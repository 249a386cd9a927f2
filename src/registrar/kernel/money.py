"""Exact amounts of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

# Sixty digits hold every product of two database amounts; anything that would still need rounding is a bug
# and must stop the program instead of losing a cent.
_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow, DivisionByZero])
_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)
_CENT = Decimal("0.01")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_SYMBOLS = {"HKD": "HK$"}


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency, HK$ unless another is named.

    Takes a Decimal or an int. Raises TypeError for a float or a bool, and ValueError for NaN or infinity, for mixed
    currencies and for text that isn't a plain number.
    """

    amount: Decimal
    currency: str = "HKD"

    def __post_init__(self) -> None:
        """Refuse what can't be exact."""
        given: object = self.amount
        if type(given) is int:
            object.__setattr__(self, "amount", Decimal(given))
        elif not isinstance(given, Decimal):
            raise TypeError(f"Money takes a Decimal or an int, not {type(given).__name__}: {given!r}")
        if not self.amount.is_finite():
            raise ValueError(f"Money can't be {self.amount}")

    @classmethod
    def parse(cls, text: str, currency: str = "HKD") -> Money:
        """Read a plain number such as `42100.00`; no symbol, no thousands separator, no exponent."""
        if not isinstance(text, str) or not _PLAIN.fullmatch(text):
            raise ValueError(f"not an amount of money: {text!r} (write it like 42100.00)")
        return cls(Decimal(text), currency)

    @classmethod
    def zero(cls, currency: str = "HKD") -> Money:
        """Return nothing at all, as money."""
        return cls(Decimal(0), currency)

    def quantized(self) -> Money:
        """Return the amount rounded to whole cents, halves away from zero."""
        return Money(self.amount.quantize(_CENT, context=_ROUNDING), self.currency)

    def plain(self) -> str:
        """Return the amount as `42100.00`: at least two decimals, no symbol, no exponent."""
        exact = self.amount if self.amount.as_tuple().exponent < -2 else self.quantized().amount  # type: ignore[operator]
        return f"{exact:f}"

    def _same(self, other: Money) -> None:
        if other.currency != self.currency:
            raise ValueError(f"can't mix {self.currency} and {other.currency}")

    def __add__(self, other: Money) -> Money:
        """Add an amount of the same currency."""
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(_EXACT.add(self.amount, other.amount), self.currency)

    def __radd__(self, other: object) -> Money:
        """Let `sum()` start from its integer 0."""
        return self if other == 0 and type(other) is int else NotImplemented

    def __sub__(self, other: Money) -> Money:
        """Take away an amount of the same currency."""
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(_EXACT.subtract(self.amount, other.amount), self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        """Multiply by a whole number or a Decimal, exactly."""
        if isinstance(factor, bool) or not isinstance(factor, (int, Decimal)):
            return NotImplemented
        return Money(_EXACT.multiply(self.amount, Decimal(factor)), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        """Return the opposite amount."""
        return Money(_EXACT.minus(self.amount), self.currency)

    def __abs__(self) -> Money:
        """Return the amount without its sign."""
        return Money(_EXACT.abs(self.amount), self.currency)

    def __bool__(self) -> bool:
        """Tell whether there is any money at all."""
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        """Compare amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        """Compare amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return self.amount <= other.amount

    def __gt__(self, other: Money) -> bool:
        """Compare amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        return other < self

    def __ge__(self, other: Money) -> bool:
        """Compare amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        return other <= self

    def __str__(self) -> str:
        """Return the amount as people write it: HK$42,100.00."""
        sign = "-" if self.amount < 0 else ""
        symbol = _SYMBOLS.get(self.currency, f"{self.currency} ")
        return f"{sign}{symbol}{abs(Decimal(self.plain())):,f}"
