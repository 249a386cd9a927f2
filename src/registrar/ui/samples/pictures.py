"""A timetable and the figures of the charts."""

from __future__ import annotations

from decimal import Decimal

from registrar.kernel.money import Money
from registrar.ui.parts import Meeting, Point
from registrar.ui.samples.say import say

_ALGEBRA = say("AMA1120 Linear Algebra", "AMA1120 線性代數")
_PROGRAMMING = say("COMP1011 Programming Fundamentals", "COMP1011 程式設計基礎")
_WRITING = say("ELC1013 English for University Studies", "ELC1013 大學英語")


def meetings() -> list[Meeting]:
    """A week with one clash."""
    return [
        Meeting(0, 8 * 60 + 30, 10 * 60 + 20, _PROGRAMMING, say("Lecture 001", "講課 001"), "PQ305", "#", 1),
        Meeting(0, 13 * 60 + 30, 15 * 60 + 20, _ALGEBRA, say("Lecture 002", "講課 002"), "TU201", "#", 3),
        Meeting(1, 9 * 60 + 30, 11 * 60 + 20, _WRITING, say("Seminar 014", "研討 014"), "FJ304", "#", 4),
        Meeting(1, 10 * 60 + 30, 12 * 60 + 20, _ALGEBRA, say("Tutorial 003", "導修 003"), "TU102", "#", 3),
        Meeting(3, 15 * 60 + 30, 17 * 60 + 20, _PROGRAMMING, say("Laboratory 005", "實驗 005"), "PQ604", "#", 1),
        Meeting(4, 11 * 60 + 30, 12 * 60 + 20, _WRITING, say("Seminar 014", "研討 014"), "FJ304", "#", 4, draft=True),
    ]


def gpa() -> list[Point]:
    """Two series over four terms."""
    return [
        Point("22/23 S1", (Decimal("2.61"), Decimal("2.61"))),
        Point("22/23 S2", (Decimal("3.05"), Decimal("2.83"))),
        Point("23/24 S1", (Decimal("2.12"), Decimal("2.59"))),
        Point("23/24 S2", (Decimal("3.42"), Decimal("2.80"))),
    ]


_GRADES = (
    ("A+", 4),
    ("A", 11),
    ("A-", 18),
    ("B+", 27),
    ("B", 31),
    ("B-", 22),
    ("C+", 14),
    ("C", 9),
    ("D", 4),
    ("F", 3),
)


def grades() -> list[Point]:
    """A distribution; failing grades in the second colour."""
    return [Point(grade, (count, 2 if grade == "F" else 1)) for grade, count in _GRADES]


def ageing() -> list[Point]:
    """Amounts by age."""
    return [
        Point(say("Not yet due", "未到期"), (Money(Decimal("412300")),)),
        Point(say("1 to 30 days", "1至30日"), (Money(Decimal("86250")), 3)),
        Point(say("Over 30 days", "超過30日"), (Money(Decimal("21050")), 2)),
    ]
