"""Values inside sentences, in both languages, fresh or read back from a stored decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from registrar.kernel import AcademicYear, Bilingual, Message, Money, Period, Term, to_plain
from registrar.rulebook.message_values import said
from registrar.rulebook.messages import UnknownMessage, both, text

VALUES = [
    (date(2024, 9, 2), "2 September 2024", "2024年9月2日"),
    (datetime(2024, 9, 2, 23, 59, tzinfo=UTC), "2 September 2024, 23:59", "2024年9月2日 23:59"),
    (Term.parse("2024/25-S1"), "Semester One 2024/25", "2024/25學年第一學期"),
    (Term.parse("2024/25-ST"), "Summer Term 2024/25", "2024/25學年暑期學期"),
    (Money.parse("42100.00"), "HK$42,100.00", "HK$42,100.00"),
    (Bilingual("Fee", "費用"), "Fee", "費用"),
    (Period(date(2024, 9, 2), date(2024, 9, 3)), "2 September 2024 to 3 September 2024", "2024年9月2日至2024年9月3日"),
    (Decimal("1.70"), "1.70", "1.70"),
    (21, "21", "21"),
    (True, "yes", "是"),
    (None, "—", "—"),
    (AcademicYear(2024), "2024/25", "2024/25"),
    ("COMP1011", "COMP1011", "COMP1011"),
    (("COMP1011",), "COMP1011", "COMP1011"),
    (("A", "B", "C"), "A, B and C", "A、B及C"),
    (
        [Term.parse("2024/25-S1"), Term.parse("2024/25-S2")],
        "Semester One 2024/25 and Semester Two 2024/25",
        "2024/25學年第一學期及2024/25學年第二學期",
    ),
    ((), "", ""),
]


@pytest.mark.parametrize(("value", "english", "chinese"), VALUES)
def test_a_value_is_said_in_both_languages(value, english, chinese):
    assert said(value, "en") == english
    assert said(value, "zh-hant") == chinese


@pytest.mark.parametrize(("value", "english", "chinese"), VALUES)
def test_a_stored_value_is_said_the_same(value, english, chinese):
    assert said(to_plain(value), "en") == english
    assert said(to_plain(value), "zh-hant") == chinese


def test_a_message_holds_a_message():
    inner = Message("rulebook.fact.missing", {"fact": "gpa", "meaning": "GPA"})
    outer = Message("rulebook.fact.missing", {"fact": "gpa", "meaning": inner})
    assert "one fact is not known: GPA" in text(outer, "en")
    assert text(Message(outer.key, to_plain({"meaning": inner.to_json()})), "en") == text(outer, "en")


def test_both_languages_at_once():
    meaning = Bilingual("Grade Point Average", "平均績點")
    assert both(Message("rulebook.fact.missing", {"fact": "gpa", "meaning": meaning})) == Bilingual(
        "This can't be decided, because one fact is not known: Grade Point Average.",
        "由於未知以下事實，未能作出決定：平均績點。",
    )


def test_a_key_without_text_is_named_with_its_file():
    with pytest.raises(UnknownMessage, match=r"'finance\.nothing'; it belongs in rules/finance/messages\.yaml"):
        text(Message("finance.nothing"), "en")


def test_an_argument_that_is_not_given_is_an_error():
    with pytest.raises(KeyError, match="meaning"):
        text(Message("rulebook.fact.missing"), "en")
