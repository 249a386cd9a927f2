"""Where a worked case reaches a decision, its head says the answer that the rule names, in words of both languages."""

from __future__ import annotations

import re

from django.utils.translation import override

from registrar.kernel import Outcome
from registrar.rulebook import RuleKind, load_rulebook, rule_named
from registrar.rulebook.cases import all_cases, decided
from registrar.rulebook.messages import text
from registrar.ui.decision_head import head_of

DECIDED = [
    (case.id, rule_named(case.rule), decided(case, law))
    for law in load_rulebook().universities.values()
    for case in all_cases(law)
]


def test_every_rule_with_an_answer_gives_it_in_some_case():
    # given every decision of the cases, then each rule's answer stands among its results under the name it says
    wanted = {rule.name: rule.answer for _, rule, _ in DECIDED if rule.kind.has_answer}
    for _, rule, decision in DECIDED:
        if decision.allowed and set(rule.answer) <= set(decision.result):
            wanted.pop(rule.name, None)
    assert wanted == {}


def test_no_head_of_a_decision_is_a_code():
    # given every decision of the cases, when headed, then in Chinese nothing is left in English
    with override("zh-hant"):
        for name, rule, decision in DECIDED:
            head = head_of(decision)
            assert head.text, name
            if rule.kind not in (RuleKind.AMOUNT, RuleKind.FIGURE) or decision.outcome is Outcome.UNDETERMINED:
                assert not re.search("[A-Za-z]", head.text), (name, head.text)


def test_everything_that_a_decision_says_has_its_words():
    # given every finding and cure of the cases, when said in both languages, then nothing is left unsaid
    for name, _, decision in DECIDED:
        for finding in decision.findings:
            said = [finding.message, *([finding.cure.message] if finding.cure else [])]
            texts = [text(message, language) for message in said for language in ("en", "zh-hant")]
            assert all(texts), name
            assert not re.search("[{}]", "".join(texts)), name


def test_every_refusal_on_assessment_and_awards_says_what_would_change_it():
    # given the refusals of the cases, when read, then each has its cure or its approval
    # (that an unpaid order stays is no refusal to anybody)
    silent = {
        (name, finding.message.key)
        for name, rule, decision in DECIDED
        for finding in decision.refusals
        if rule.name.startswith(("assessment.", "award.")) and rule.name != "award.order_lapse"
        if finding.cure is None and finding.approval is None
    }
    assert silent == set()
