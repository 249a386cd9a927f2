"""The case runner finds every way in which an answer can differ."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money, Term
from registrar.rulebook import Facts, Parameters, RulebookError, load_rulebook, rule
from registrar.rulebook.cases import read_cases, run_case, same


class FeeFacts(Facts):
    """Facts of the rule under test."""

    credits: int = Field(description="Credits")


@rule(
    name="casetests.fee",
    title=Bilingual("Fee", "費用"),
    clauses={"fee": ("tiny-2024:1-01",)},
    parameters=("registration.most_credits",),
    binds_by="term",
)
def fee(facts: FeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Computes something of every kind."""
    few = facts.credits <= parameters["registration.most_credits"]
    finding = Finding(parameters.cite("fee"), few, Message("casetests.fee"), approval=None if few else "board")
    return Decision.of([finding], {"fee": Money(facts.credits), "rate": Decimal("1.50"), "paid": few})


HEAD = "rule: casetests.fee\ncases:\n"
CASE = (
    "  - {{id: {id}, given: {{en: x, zh: 某}}, as_of: 2024-09-02, "
    "facts: {{term: 2024/25-S1, credits: {credits}}}, then: {then}}}\n"
)
PLAIN = "  - {id: X/1, given: %s, as_of: 2024-09-02, facts: {}, then: {outcome: ALLOWED}}\n"


def run(tiny, then, taken=3):
    path = tiny.write("cases/casetests/fee.yaml", HEAD + CASE.format(id="X/1", credits=taken, then=then))
    (case,) = read_cases(path, tiny.root)
    return run_case(case, load_rulebook(tiny.root).university("tiny"))


@pytest.mark.parametrize(
    "then",
    [
        "{outcome: ALLOWED}",
        "{outcome: ALLOWED, result: {fee: '3.00', rate: '1.5', paid: true}}",
        "{outcome: ALLOWED, result: {fee: 3}, absent: [refund]}",
        "{outcome: ALLOWED, findings: [{clause: 'tiny-2024:1-01', holds: true, message: casetests.fee}]}",
    ],
)
def test_a_right_answer_passes(tiny, then):
    assert run(tiny, then) == []


@pytest.mark.parametrize(
    ("then", "difference"),
    [
        ("{outcome: REFUSED}", "outcome is ALLOWED, not REFUSED (tiny-2024:1-01 True casetests.fee)"),
        (
            "{outcome: ALLOWED, result: {fee: '3.01'}}",
            "result fee is {'amount': '3.00', 'currency': 'HKD'}, not '3.01'",
        ),
        ("{outcome: ALLOWED, result: {paid: 1}}", "result paid is True, not 1"),
        ("{outcome: ALLOWED, result: {refund: 0}}", "result has no refund (it has fee, rate, paid)"),
        ("{outcome: ALLOWED, absent: [fee]}", "result has fee, which must be absent"),
        (
            "{outcome: ALLOWED, findings: [{clause: 'tiny-2024:1-01', holds: false}]}",
            "no finding {'clause': 'tiny-2024:1-01', 'holds': False} (there are: tiny-2024:1-01 True casetests.fee)",
        ),
        (
            "{outcome: ALLOWED, findings: [{clause: 'tiny-2024:1-02'}]}",
            "no finding {'clause': 'tiny-2024:1-02'} (there are: tiny-2024:1-01 True casetests.fee)",
        ),
    ],
)
def test_a_wrong_answer_is_told_in_words(tiny, then, difference):
    assert run(tiny, then) == [difference]


def test_an_approval_can_be_expected(tiny):
    then = "{outcome: NEEDS_APPROVAL, findings: [{clause: 'tiny-2024:1-01', approval: board}]}"
    assert run(tiny, then, taken=22) == []
    assert run(tiny, then.replace("board", "head"), taken=22) != []


def test_facts_that_do_not_fit_fail_the_case_and_name_the_field(tiny):
    assert run(tiny, "{outcome: ALLOWED}", taken="many") == [
        "casetests.fee: credits: Input should be a valid integer, unable to parse string as an integer"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + CASE.format(id="X/1", credits=1, then="{outcome: MAYBE}"),
            ":3: cases[0].then.outcome: MAYBE isn't one of",
        ),
        (
            HEAD + CASE.format(id="X/1", credits=1, then="{outcome: ALLOWED}") * 2,
            ":4: cases[1].id: X/1 stands twice in this file",
        ),
        ("rule: casetests.other\ncases:\n" + CASE.format(id="X/1", credits=1, then="{outcome: ALLOWED}"), "belongs in"),
        ("rule: casetests.fee\ncases: []\n", "at least 1 item"),
        (
            HEAD + "  - {id: X/1, given: {en: x, zh: 某}, facts: {}, then: {outcome: ALLOWED}}\n",
            "cases[0].as_of: is missing",
        ),
        (HEAD + PLAIN % "x", "fee.yaml:3: cases[0].given: is told in both languages, as {en: ..., zh: ...}"),
        (HEAD + PLAIN % "{en: x}", "fee.yaml:3: cases[0].given.zh: is missing"),
        (HEAD + PLAIN % "{en: x, zh: ''}", "fee.yaml:3: cases[0].given.zh: String should have at least 1 character"),
    ],
)
def test_a_case_file_that_is_wrong_is_refused(tiny, text, message):
    path = tiny.write("cases/casetests/fee.yaml", text)
    with pytest.raises(RulebookError) as caught:
        read_cases(path, tiny.root)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("expected", "actual", "equal"),
    [
        ("2.50", Decimal("2.5"), True),
        (2, Decimal("2.00"), True),
        ("2.51", Decimal("2.5"), False),
        ("many", Decimal("2.5"), False),
        (True, 1, False),
        (1, True, False),
        (None, None, True),
        (None, 0, False),
        (date(2024, 9, 2), date(2024, 9, 2), True),
        ("2024/25-S1", Term.parse("2024/25-S1"), True),
        (["1.0", "2"], (Decimal(1), Decimal(2)), True),
        (["1.0"], (Decimal(1), Decimal(2)), False),
        ({"a": "1.0"}, {"a": Decimal(1)}, True),
        ({"a": "1.0"}, {"a": Decimal(1), "b": 2}, False),
    ],
)
def test_values_compare_exactly(expected, actual, equal):
    assert same(expected, actual) is equal
