"""Deciding: a rule, the facts, a day, and one university's law give one Decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from registrar.kernel import Citation, Decision, Finding, Message, Outcome, ParameterUse
from registrar.rulebook.editions import Binding, Edition
from registrar.rulebook.facts import Facts, plain_facts, whole_facts
from registrar.rulebook.law import University
from registrar.rulebook.loader import Rulebook, load_rulebook
from registrar.rulebook.missing import CannotTell, MissingFact, missing_fact
from registrar.rulebook.parameters import Parameters
from registrar.rulebook.rule import Rule, rule_named
from registrar.rulebook.rule_texts import meaning_of


class BadFacts(ValueError):
    """Facts that don't fit the rule. `fields` maps each field (dotted) to what is wrong with it."""

    def __init__(self, rule: str, fields: Mapping[str, str]) -> None:
        """Keep the fields and say them all."""
        self.rule = rule
        self.fields = dict(fields)
        super().__init__(f"{rule}: " + "; ".join(f"{field}: {what}" for field, what in self.fields.items()))


def decide(
    rule: Rule | str,
    facts: Facts | Mapping[str, Any],
    *,
    as_of: date,
    university: str = "polyu",
    edition: str | None = None,
    rulebook: Rulebook | None = None,
) -> Decision:
    """Answer a rule for these facts on this day, under the edition that binds (or the one named).

    The Decision carries the facts, the parameters used, the edition with the reason why it binds, and the hash of the
    rule set. What isn't known or isn't covered by a verified edition gives UNDETERMINED. Raises UnknownRule,
    UnknownUniversity, UnknownEdition, or BadFacts naming the fields, and RulebookError where the data is broken.
    """
    law = (rulebook or load_rulebook()).university(university)
    forced = law.edition(edition) if edition is not None else None
    return applied(law, rule, facts, as_of, forced)


def applied(
    law: University,
    rule: Rule | str,
    facts: Facts | Mapping[str, Any],
    as_of: date,
    forced: Edition | None = None,
) -> Decision:
    """Answer a rule under one university's law; `forced` makes an edition bind that wouldn't by itself."""
    found = rule if isinstance(rule, Rule) else rule_named(rule)
    known = facts if isinstance(facts, found.facts) else checked_facts(found, facts)
    decision, binding, used = answered(law, found, known, as_of, forced)
    return Decision(
        outcome=decision.outcome,
        findings=decision.findings,
        result=decision.result,
        rule=found.name,
        as_of=as_of,
        facts=plain_facts(known),
        parameters=tuple(used.values()),
        edition=binding.edition.id if binding.edition else "",
        edition_reason=binding.reason,
        rule_set=law.rule_set,
        university=law.code,
    )


def result_of(rule: str, facts: Facts | Mapping[str, Any], *, as_of: date, university: str) -> Mapping[str, Any]:
    """Return only what a rule computes, for figures that enter the facts of a decision that is kept.

    Spares writing down facts and parameters, which for a record of twenty results costs more than the rule. Raises as
    `decide` does.
    """
    return answered(load_rulebook().university(university), rule, facts, as_of, None)[0].result


_Answer = tuple[Decision, Binding, Mapping[str, ParameterUse]]


def answered(
    law: University, rule: Rule | str, facts: Facts | Mapping[str, Any], as_of: date, forced: Edition | None
) -> _Answer:
    """Find the edition that binds and run the rule under it; what can't be told becomes UNDETERMINED.

    Return what the rule answers, why the edition binds, and the parameters used.
    """
    if not isinstance(rule, Rule):
        rule = rule_named(rule)
    if not isinstance(facts, rule.facts):
        facts = checked_facts(rule, facts)
    key: date | str | None = as_of
    if rule.binds_by != "event_date":
        key = facts.term if rule.binds_by == "term" else facts.cohort
    if key is None:
        message = missing_fact(rule.binds_by, meaning_of(rule, rule.binds_by))
        return _undetermined(rule.citations[0], message), Binding(None, message), {}
    binding = law.binding(rule, key, forced)
    if binding.edition is None:
        return _without_edition(law, rule, binding)
    clause = _first_clause(law, rule, binding.edition)
    if clause is None:
        reason = Message("rulebook.edition.silent", {"edition": binding.edition.title, "rule": rule.title})
        return Decision.not_applicable(), Binding(binding.edition, reason), {}
    parameters = Parameters(law, rule, binding, forced, facts.term, facts.cohort, as_of)
    try:
        decision = rule.function(facts, parameters, as_of)
    except MissingFact as missing:
        decision = _undetermined(clause, missing_fact(missing.name, meaning_of(rule, missing.name)))
    except CannotTell as cannot:
        decision = _undetermined(clause, cannot.message)
    except OverflowError as beyond:
        raise BadFacts(rule.name, {"facts": "a day or a number lies too far out to reckon with"}) from beyond
    return decision, binding, parameters.used


def _without_edition(law: University, rule: Rule, binding: Binding) -> _Answer:
    """No edition binds: name the clause that can't be verified for the day, or say that there is none at all."""
    mine = law.citations_of(rule)
    if not mine:
        reason = Message("rulebook.edition.without_rule", {"university": law.title, "rule": rule.title})
        binding = Binding(None, reason)
    return _undetermined((mine or rule.citations)[0], binding.reason), binding, {}


def checked_facts(rule: Rule, facts: Any) -> Facts:
    """Read facts from a mapping. Raises BadFacts naming every field that is missing, unknown or wrong."""
    if isinstance(facts, Facts):
        raise BadFacts(rule.name, {"facts": f"are {type(facts).__name__}, the rule takes {rule.facts.__name__}"})
    try:
        return rule.facts.model_validate(whole_facts(rule.facts, facts) if isinstance(facts, Mapping) else facts)
    except ValidationError as error:
        raise BadFacts(
            rule.name,
            {".".join(str(step) for step in item["loc"]) or "facts": _said(item) for item in error.errors()},
        ) from error


def _said(item: Any) -> str:
    if item["type"] == "extra_forbidden":
        return "isn't a fact of this rule"
    if item["type"] == "missing":
        return "is missing"
    return str(item["msg"]).removeprefix("Value error, ")


def _undetermined(clause: Citation, message: Message) -> Decision:
    return Decision(Outcome.UNDETERMINED, (Finding(clause, None, message),))


def _first_clause(law: University, rule: Rule, edition: Edition) -> Citation | None:
    for role in rule.clauses:
        found = law.cited(rule, role, edition)
        if found:
            return found[0]
    return None
