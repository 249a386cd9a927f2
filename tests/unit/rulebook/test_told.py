"""Facts and results of a decision in words, in both languages."""

from __future__ import annotations

from registrar.rulebook import rule_named
from registrar.rulebook.told import facts_told, results_told, value_told

FACTS = {
    "term": "2024/25-S2",
    "cohort": None,
    "notes": [
        {
            "number": "1",
            "kind": "tuition",
            "amount": {"amount": "21050.00", "currency": "HKD"},
            "deadline": "2025-01-06",
            "settled_on": None,
        },
        {
            "number": "2",
            "kind": "caution_money",
            "amount": {"amount": "400.00", "currency": "HKD"},
            "deadline": "2025-01-06",
        },
    ],
    "absence_pending": False,
}


def test_facts_are_told_by_what_they_mean_and_records_by_lines() -> None:
    told = dict(facts_told(rule_named("enrolment.nullification"), FACTS, "zh-hant"))
    assert told == {
        "學期": "2024/25學年第二學期",
        "該學期的繳費通知單": (
            "繳費通知單號碼：1 · 通知單的用途：學費 · 通知單金額：HK$21,050.00 · "
            "繳費最後一日：2025年1月6日\n"
            "繳費通知單號碼：2 · 通知單的用途：保證金 · 通知單金額：HK$400.00 · "
            "繳費最後一日：2025年1月6日"
        ),
        "已申請其中一項而尚未有決定": "否",
    }


def test_results_are_called_by_name_and_their_values_by_words() -> None:
    result = {"nullified": True, "reasons": ["payment_rejected", "unpaid"], "removal_reason": None, "owing": ["1"]}
    rule = rule_named("enrolment.nullification")
    assert results_told(rule, result, "zh-hant") == (
        ("註冊失效", "是"),
        ("理由", "繳款被拒及欠費"),
        ("欠繳的通知單", "1"),
    )
    assert results_told(rule, result, "en") == (
        ("Nullified", "yes"),
        ("Reasons", "payment rejected and fees unpaid"),
        ("Notes in default", "1"),
    )


def test_a_figure_that_is_a_word_is_told_in_the_words_of_its_area() -> None:
    assert value_told("enrolment", ["credit_transfer", "exemption"], "zh-hant") == "學分轉移及豁免"
    assert value_told("enrolment", {"amount": "500.00", "currency": "HKD"}, "en") == "HK$500.00"


def test_what_has_no_words_stands_as_it_is() -> None:
    rule = rule_named("enrolment.nullification")
    assert facts_told(rule, {"gone_since": "AR118"}, "zh-hant") == (("gone since", "AR118"),)
    assert results_told(rule, {"gone_since": 3}, "en") == (("gone since", "3"),)
