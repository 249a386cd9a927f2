"""Where a worked case reaches a decision, its head says the answer that the rule names, in words of both languages."""

from __future__ import annotations

import re

from django.utils.translation import override

from registrar.kernel import Outcome
from registrar.rulebook import RuleKind, load_rulebook, rule_named
from registrar.rulebook.cases import all_cases, decided
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
