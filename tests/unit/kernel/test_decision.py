"""Findings make outcomes; decisions read back from JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from registrar.kernel import (
    Bilingual,
    Citation,
    Cure,
    Decision,
    Finding,
    Message,
    Money,
    Outcome,
    ParameterUse,
    Period,
    Term,
    to_plain,
)

CLAUSE = Citation("polyu-2024-25", "5C-02")


def finding(holds, **more):
    return Finding(CLAUSE, holds, Message("area.point"), **more)


HOLDS, FAILS, UNKNOWN = finding(True), finding(False), finding(None)
HEAD = finding(False, approval="head_of_department")
BOARD = finding(False, approval="board")
ADVICE, DOUBT = finding(False, advice=True), finding(None, advice=True)


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([], Outcome.ALLOWED),
        ([HOLDS, HOLDS], Outcome.ALLOWED),
        ([HOLDS, FAILS], Outcome.REFUSED),
        ([HEAD, FAILS], Outcome.REFUSED),
        ([HOLDS, HEAD, BOARD], Outcome.NEEDS_APPROVAL),
        ([HOLDS, UNKNOWN], Outcome.UNDETERMINED),
        ([FAILS, UNKNOWN], Outcome.UNDETERMINED),
        ([HOLDS, ADVICE, DOUBT], Outcome.ALLOWED),
        ([ADVICE, HEAD], Outcome.NEEDS_APPROVAL),
    ],
)
def test_the_outcome_follows_from_the_findings(findings, outcome):
    assert Decision.of(findings).outcome is outcome


def test_a_decision_sorts_its_findings():
    decision = Decision.of([HOLDS, FAILS, HEAD, BOARD, HEAD, ADVICE])
    assert decision.refusals == (FAILS, HEAD, BOARD, HEAD)
    assert decision.warnings == (ADVICE,)
    assert decision.approvals == ("head_of_department", "board")
    assert not decision.allowed


def test_a_full_decision_reads_back_from_its_json():
    # given a decision with every part filled
    cure = Cure(
        Message("area.cure", {"by": date(2024, 9, 12)}), "AR118", "head", Money.parse("200.50"), date(2024, 9, 12)
    )
    reading = Bilingual("A reading", "一種理解")
    decision = Decision(
        outcome=Outcome.REFUSED,
        findings=(
            Finding(CLAUSE, False, Message("area.point", {"gpa": Decimal("1.69")}), cure, reading="area.reading"),
        ),
        result={"fee": Money(5), "term": Term.parse("2024/25-S1"), "days": Period(date(2024, 1, 1), date(2024, 1, 2))},
        rule="area.rule",
        as_of=date(2024, 9, 1),
        facts={"gpa": Decimal("1.69"), "subjects": ("A", "B")},
        parameters=(ParameterUse("area.least", Decimal("1.70"), "gpa", "2024/25-S1", "open", (CLAUSE,), reading),),
        edition="polyu-2024-25",
        edition_reason=Message("rulebook.edition.by_term"),
        rule_set="abc",
        university="polyu",
    )
    # when written and read
    stored = decision.to_json()
    again = Decision.from_json(stored)
    # then nothing is lost, and money and days are exact
    assert again.to_json() == stored
    assert again.findings[0].cure.amount == Money.parse("200.50")
    assert again.findings[0].cure.by == date(2024, 9, 12)
    assert stored["findings"][0]["message"]["args"] == {"gpa": "1.69"}
    assert stored["result"] == {
        "fee": {"amount": "5.00", "currency": "HKD"},
        "term": "2024/25-S1",
        "days": {"from": "2024-01-01", "to": "2024-01-02"},
    }
    assert stored["parameters"][0]["cites"] == ["polyu-2024-25:5C-02"]


def test_floats_have_no_place_in_a_decision():
    with pytest.raises(TypeError, match="float has no JSON form"):
        to_plain({"gpa": 1.7})


def test_sets_are_written_in_order():
    assert to_plain({"b", "a"}) == ["a", "b"]


@pytest.mark.parametrize("text", ["polyu-2024-25:5C-02", "polyu-2018-19:FEE-A-05", "hkmu-alumni:1-01"])
def test_a_citation_reads_back(text):
    assert str(Citation.parse(text)) == text


@pytest.mark.parametrize("wrong", ["5C-02", "polyu-2024-25:", ":5C-02", "Polyu:5C 02", ""])
def test_what_is_no_citation_is_refused(wrong):
    with pytest.raises(ValueError, match="not a citation"):
        Citation.parse(wrong)


def test_a_citation_knows_its_section():
    assert Citation.parse("polyu-2024-25:5C-02").section == "5C"
    assert Citation.parse("polyu-2018-19:FEE-A-05").section == "FEE-A"


def test_bilingual_text_follows_the_language():
    both = Bilingual("Fee", "費用")
    assert [both.in_language(code) for code in ("en", "en-gb", "zh-hant", "zh_Hant", "ZH")] == [
        "Fee",
        "Fee",
        "費用",
        "費用",
        "費用",
    ]
