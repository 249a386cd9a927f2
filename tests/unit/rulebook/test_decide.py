"""decide(): the law of the day, the edition that binds, and what can't be told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import Field

from registrar.kernel import Bilingual, Citation, Decision, Finding, Message, Outcome
from registrar.rulebook import BadFacts, Facts, Parameters, UnknownEdition, UnknownRule, decide, load_rulebook, rule
from registrar.rulebook.messages import text
from registrar.rulebook.missing import missing_fact

TERM = Bilingual("Term that the matter belongs to, such as 2024/25-S1", "所屬學期，例如2024/25-S1")


class CeilingFacts(Facts):
    """Facts of the rule under test."""

    credits: int = Field(description="Credits wanted", ge=0)
    gpa: Decimal | None = Field(default=None, description="GPA, if there is one yet")
    ask_gpa: bool = Field(default=False, description="Whether the rule shall need the GPA")
    ask_late: bool = Field(default=False, description="Whether the rule shall cite the clause of 2024 only")


@rule(
    name="tests.ceiling",
    title=Bilingual("Ceiling", "上限"),
    clauses={"ceiling": ("tiny-2018:1-01", "tiny-2024:1-01"), "late": ("tiny-2024:1-02",)},
    parameters=("registration.most_credits",),
    binds_by="term",
)
def ceiling(facts: CeilingFacts, parameters: Parameters, as_of: date) -> Decision:
    """At most so many credits."""
    most = parameters["registration.most_credits"]
    if facts.ask_gpa:
        facts.need("gpa")
    role = "late" if facts.ask_late else "ceiling"
    finding = Finding(parameters.cite(role), facts.credits <= most, Message("tests.ceiling", {"most": most}))
    return Decision.of([finding], {"most": most})


@rule(
    name="tests.outer",
    title=Bilingual("Outer", "外層"),
    clauses={"late": ("tiny-2024:1-02",)},
    binds_by="event_date",
)
def outer(facts: CeilingFacts, parameters: Parameters, as_of: date) -> Decision:
    """Asks another rule."""
    inner = parameters.apply(ceiling, facts)
    return Decision.of(inner.findings, {"inner": inner.outcome.value})


DAY = date(2024, 9, 2)


def ask(tiny, facts, name="tests.ceiling", as_of=DAY, **more):
    return decide(name, facts, as_of=as_of, university="tiny", rulebook=load_rulebook(tiny.root), **more)


def test_a_term_of_2024_is_decided_by_the_edition_of_2024(tiny):
    # given 21 credits in a term of 2024/25, when decided
    decision = ask(tiny, {"credits": 21, "term": "2024/25-S1"})
    # then the newer number applies, and the decision carries what it rests on
    assert decision.outcome is Outcome.ALLOWED
    assert decision.result == {"most": 21}
    assert decision.edition == "tiny-2024"
    assert decision.findings[0].clause == Citation("tiny-2024", "1-01")
    assert text(decision.edition_reason, "en") == (
        "The Rules 2024 binds, because the matter belongs to Semester One 2024/25."
    )
    (use,) = decision.parameters
    assert (use.name, use.value, use.unit, use.start, use.end) == (
        "registration.most_credits",
        21,
        "credits",
        "2024/25-S1",
        "2024/25-ST",
    )
    assert decision.facts == {
        "term": "2024/25-S1",
        "cohort": None,
        "credits": 21,
        "gpa": None,
        "ask_gpa": False,
        "ask_late": False,
    }
    assert len(decision.rule_set) == 64


def test_the_same_facts_in_2018_meet_the_older_number(tiny):
    decision = ask(tiny, {"credits": 21, "term": "2018/19-S2"}, as_of=date(2019, 1, 7))
    assert decision.outcome is Outcome.REFUSED
    assert decision.findings[0].clause == Citation("tiny-2018", "1-01")


def test_a_term_that_no_edition_covers_is_undetermined_and_says_so(tiny):
    decision = ask(tiny, {"credits": 3, "term": "2021/22-S1"})
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.edition == ""
    assert text(decision.findings[0].message, "zh-hant") == (
        "沒有已核實的手冊版本涵蓋2021/22學年第一學期，故未能作出決定。"
    )


def test_without_a_term_the_missing_fact_is_named(tiny):
    decision = ask(tiny, {"credits": 3})
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.findings[0].message == missing_fact("term", TERM)


def test_a_fact_that_the_rule_needs_and_nobody_knows_is_undetermined(tiny):
    decision = ask(tiny, {"credits": 3, "term": "2024/25-S1", "ask_gpa": True})
    assert decision.outcome is Outcome.UNDETERMINED
    gpa = "GPA, if there is one yet"
    assert decision.findings[0].message == missing_fact("gpa", Bilingual(gpa, gpa))


def test_a_role_that_the_bound_edition_lacks_is_undetermined(tiny):
    decision = ask(tiny, {"credits": 3, "term": "2018/19-S1", "ask_late": True}, as_of=date(2018, 9, 3))
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.findings[0].message.key == "rulebook.clause.absent"


def test_a_rule_unknown_to_the_bound_edition_is_not_applicable(tiny):
    decision = ask(tiny, {"credits": 3, "term": "2018/19-S1"}, name="tests.outer", as_of=date(2018, 9, 3))
    assert decision.outcome is Outcome.NOT_APPLICABLE
    assert decision.edition_reason.key == "rulebook.edition.silent"


def test_an_edition_asked_for_by_name_decides_as_in_its_own_year(tiny):
    decision = ask(tiny, {"credits": 21, "term": "2024/25-S2"}, edition="tiny-2018")
    assert decision.outcome is Outcome.REFUSED
    assert decision.result == {"most": 18}
    assert decision.edition_reason.key == "rulebook.edition.forced"


def test_what_an_applied_rule_reads_counts_as_read(tiny):
    decision = ask(tiny, {"credits": 22, "term": "2024/25-S1"}, name="tests.outer")
    assert decision.result == {"inner": "REFUSED"}
    assert [use.name for use in decision.parameters] == ["registration.most_credits"]


def test_an_applied_rule_says_itself_what_it_lacks(tiny):
    decision = ask(tiny, {"credits": 22}, name="tests.outer")
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.findings[0].message == missing_fact("term", TERM)


@pytest.mark.parametrize(
    ("facts", "field", "what"),
    [
        ({"term": "2024/25-S1"}, "credits", "is missing"),
        (
            {"credits": 3, "term": "2024/25-S4"},
            "term",
            "not a term: '2024/25-S4' (write it like 2024/25-S1, -S2 or -ST)",
        ),
        ({"credits": 3, "colour": "red"}, "colour", "isn't a fact of this rule"),
        ({"credits": 3, "gpa": 1.7}, "facts", "gpa is a float; give it exactly, as text or Decimal"),
    ],
)
def test_facts_that_do_not_fit_name_their_field(tiny, facts, field, what):
    with pytest.raises(BadFacts) as caught:
        ask(tiny, facts)
    assert caught.value.fields == {field: what}


def test_unknown_rules_and_editions_are_named(tiny):
    with pytest.raises(UnknownRule, match=r"'tests\.nothing'"):
        ask(tiny, {}, name="tests.nothing")
    with pytest.raises(UnknownEdition, match="known: tiny-2018, tiny-2024"):
        ask(tiny, {"credits": 3, "term": "2024/25-S1"}, edition="tiny-1999")


def test_a_stored_decision_reads_back_the_same(tiny):
    decision = ask(tiny, {"credits": 22, "term": "2024/25-S1", "gpa": "1.70"})
    stored = decision.to_json()
    assert stored["facts"]["gpa"] == "1.70"
    assert Decision.from_json(stored).to_json() == stored


@pytest.mark.parametrize(
    ("rule", "facts", "says"),
    [
        ("assessment.grade_effect", {"term": "2024/25-S1", "grade": "A", "credits": True}, "credits is true or false"),
        ("assessment.appeal_window", {"announced_on": "9999-12-31"}, "too far out"),
        ("registration.membership", {"term": "2024/25-S1", "programme": "61435", "status": "enroled"}, "status"),
    ],
)
def test_what_would_only_break_later_is_refused_as_bad_facts(rule, facts, says):
    with pytest.raises(BadFacts, match=says):
        decide(rule, facts, as_of=date(2025, 1, 10), university="polyu")
