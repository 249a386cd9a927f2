"""A decision is headed with what it answers: a permission, an amount, a day, a standing, a consequence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from registrar.kernel.bilingual import Bilingual
from registrar.kernel.citation import Citation
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.kernel.message import Message
from registrar.kernel.money import Money
from registrar.rulebook import RuleKind, all_rules
from registrar.ui.decision_head import head_of
from registrar.ui.decision_view import lay_out

CLAUSE = Citation("polyu-2024-25", "5A-03")


def decided(rule, holds=True, result=None, **fields):
    finding = Finding(CLAUSE, holds, Message("ui.sample.open"), **fields)
    return replace(Decision.of([finding], result or {}), rule=rule)


AMOUNT = Money(Decimal("21050"))
FIRST = Bilingual("First Class Honours", "一級榮譽")
HEADS = [
    ("registration.credit_ceiling", True, {"credits": 18}, "Allowed", "good", ""),
    ("registration.credit_ceiling", False, {}, "Not possible as things stand", "bad", ""),
    ("finance.ugc_fee", True, {"amount": AMOUNT}, "HK$21,050.00", "plain", ""),
    ("finance.ugc_fee", None, {}, "Cannot be decided yet", "warn", ""),
    ("finance.extension_fee", True, {}, "Applies", "good", ""),
    ("assessment.probation_form", True, {"due_on": date(2025, 1, 17)}, "Fri 17 Jan 2025", "plain", ""),
    ("assessment.result_release", False, {"released_on": date(2025, 1, 10)}, "Fri 10 Jan 2025", "warn", "Not met"),
    ("enrolment.normal_duration", True, {"last_term": "2026/27-S2"}, "Semester Two 2026/27", "plain", ""),
    ("assessment.standing", True, {"standing": "progressing"}, "Progressing", "good", ""),
    ("assessment.standing", False, {"standing": "deregistration"}, "De-registration", "bad", ""),
    ("enrolment.nullification", False, {"nullified": True}, "Applies", "bad", ""),
    ("enrolment.nullification", True, {"nullified": False}, "Does not apply", "good", ""),
    ("finance.payment_acceptance", True, {}, "Accepted", "good", ""),
    ("finance.payment_acceptance", False, {}, "Not accepted", "bad", ""),
    ("award.classification", True, {"class": "first", "title": FIRST}, "First Class Honours", "plain", ""),
    ("registration.study_effort", True, {"least": 105, "most": 135}, "105–135", "plain", ""),
    ("no.such_rule", True, {"amount": AMOUNT}, "Allowed", "good", ""),
]


@pytest.mark.parametrize(("rule", "holds", "result", "text", "tone", "tag"), HEADS)
def test_the_heading_is_the_answer(rule, holds, result, text, tone, tag):
    # Given a decision as it was just taken, and the same as it was stored
    fresh = decided(rule, holds, result)
    stored = Decision.from_json(fresh.to_json())
    # Then both are headed with what the rule answers
    for decision in (fresh, stored):
        head = head_of(decision)
        assert (head.text, head.tone, head.tag) == (text, tone, tag)


def test_a_standing_with_a_warning_is_no_good_news():
    head = head_of(decided("assessment.standing", False, {"standing": "probation"}, advice=True))
    assert (head.text, head.tone) == ("Academic probation", "warn")


def test_an_amount_that_awaits_an_approval_says_so():
    head = head_of(decided("finance.extension_fee", False, {"amount": AMOUNT}, approval="head_of_department"))
    assert (head.text, head.tag) == ("HK$21,050.00", "Needs approval")


@pytest.mark.parametrize(
    ("rule", "result", "text"),
    [
        ("assessment.standing", {"standing": "probation"}, "學業察看"),
        ("finance.payment_acceptance", {}, "獲接納"),
        ("enrolment.nullification", {}, "不適用"),
        ("assessment.probation_form", {"due_on": "2025-01-17"}, "2025年1月17日（星期五）"),
    ],
)
def test_the_heading_is_in_the_readers_language(rule, result, text):
    with override("zh-hant"):
        assert head_of(decided(rule, True, result)).text == text


def test_the_panel_prints_answer_and_title(render):
    html = render("{% decision d %}", d=decided("finance.ugc_fee", True, {"amount": AMOUNT}))
    assert '<p class="rg-decision__outcome">HK$21,050.00</p>' in html
    assert '<p class="rg-decision__title">Tuition on UGC-funded programmes</p>' in html
    assert "Allowed" not in html


def test_every_rule_that_has_an_answer_names_it():
    for rule in all_rules():
        assert bool(rule.answer) == rule.kind.has_answer, rule.name
    assert {rule.kind for rule in all_rules()} == set(RuleKind)


def test_a_consequence_is_headed_with_its_name():
    # Given what is held back while fees are owed, shown beside a sum of money
    owed = decided("finance.holds", False)
    # Then the heading names it, and "Applies" stands beside it
    with override("en"):
        shown = lay_out(owed)
        assert (shown.outcome, shown.tag, shown.tag_colour) == ("What waits until fees are paid", "Applies", "red")
        assert shown.title == ""
        # and the page may name it itself
        assert lay_out(owed, "Holds").outcome == "Holds"
        # while a permission keeps its answer as its heading
        assert lay_out(decided("registration.credit_ceiling"), "Choice").outcome == "Allowed"
