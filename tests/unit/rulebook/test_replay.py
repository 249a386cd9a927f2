"""Replay: a stored decision comes out the same under its law, and differently under another."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Amount, Facts, Parameters, Record, decide, forget_rulebooks, load_rulebook, rule
from registrar.rulebook.replay import Comparison, impact, replay


class Part(Record):
    """A part of the facts."""

    fee: Amount = Field(description="Fee")
    paid_on: date | None = Field(default=None, description="Day of payment")


class LoadFacts(Facts):
    """Facts of the rule under test."""

    credits: int = Field(description="Credits")
    parts: tuple[Part, ...] = Field(default=(), description="Parts")


@rule(
    name="replaytests.load",
    title=Bilingual("Load", "學分量"),
    clauses={"most": ("tiny-2018:1-01", "tiny-2024:1-01")},
    parameters=("registration.most_credits",),
    binds_by="term",
)
def load(facts: LoadFacts, parameters: Parameters, as_of: date) -> Decision:
    """At most so many credits."""
    most = parameters["registration.most_credits"]
    finding = Finding(parameters.cite("most"), facts.credits <= most, Message("replaytests.load", {"most": most}))
    return Decision.of([finding], {"left": most - facts.credits})


def stored(tiny, taken):
    parts = [{"fee": "5.50", "paid_on": date(2024, 9, 1)}]
    facts = {"term": "2024/25-S1", "credits": taken, "parts": parts}
    book = load_rulebook(tiny.root)
    return decide("replaytests.load", facts, as_of=date(2024, 9, 2), university="tiny", rulebook=book).to_json()


def test_under_its_own_law_a_decision_is_the_same(tiny):
    # given a stored decision, when replayed under the same files
    again = replay(stored(tiny, 20), subject="study:1", rulebook=load_rulebook(tiny.root))
    # then it is the same, and made with the same rule set
    assert (again.comparison, again.same_rule_set, again.differences) == (Comparison.SAME, True, ())
    assert again.fresh.facts["parts"] == [{"fee": {"amount": "5.50", "currency": "HKD"}, "paid_on": "2024-09-01"}]


def test_a_changed_figure_shows_in_outcome_and_result(tiny):
    # given a decision made when 21 credits were allowed, when the figure is 18
    before = stored(tiny, 20)
    path = tiny.folder / "parameters/registration/most_credits.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 21", "value: 18"), "utf-8")
    forget_rulebooks()
    again = replay(before, rulebook=load_rulebook(tiny.root))
    # then all that follows from it differs
    assert again.comparison is Comparison.CHANGED
    assert again.differences == ("outcome", "result", "findings")
    assert (again.before, again.after, again.same_rule_set) == ("ALLOWED", "REFUSED", False)


def test_another_edition_shows_its_impact_in_numbers(tiny):
    # given three decisions, when decided as in 2018 (18 credits)
    book = load_rulebook(tiny.root)
    decisions = [
        replay(stored(tiny, n), subject=f"study:{n}", edition="tiny-2018", rulebook=book) for n in (10, 19, 25)
    ]
    seen = impact(decisions)
    # then one outcome moves, and every result, because it carries the figure
    assert seen.counts == {Comparison.CHANGED: 3}
    assert seen.moves == {("replaytests.load", "ALLOWED", "REFUSED"): 1}
    assert [one.subject for one in seen.changed if one.outcome_changed] == ["study:19"]
    assert seen.total == 3


def test_a_rule_that_is_gone_makes_replay_impossible_and_says_so(tiny):
    gone = {**stored(tiny, 3), "rule": "replaytests.gone"}
    again = replay(gone, rulebook=load_rulebook(tiny.root))
    assert again.comparison is Comparison.IMPOSSIBLE
    assert "'replaytests.gone'" in again.problem
    assert impact([again]).impossible == (again,)


def test_facts_that_no_longer_fit_make_replay_impossible(tiny):
    before = stored(tiny, 3)
    before["facts"]["colour"] = "red"
    again = replay(before, rulebook=load_rulebook(tiny.root))
    assert (again.comparison, again.problem) == (
        Comparison.IMPOSSIBLE,
        "replaytests.load: colour: isn't a fact of this rule",
    )
