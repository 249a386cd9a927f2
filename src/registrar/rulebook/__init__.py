"""Reads the law of each university and decides rules under it. Knows no area, no database, no clock."""

from registrar.rulebook.decide import BadFacts, decide
from registrar.rulebook.facts import Amount, Clause, Cohort, Facts, Record, TermKey
from registrar.rulebook.law import University, UnknownEdition
from registrar.rulebook.loader import Rulebook, UnknownUniversity, forget_rulebooks, load_rulebook
from registrar.rulebook.missing import MissingFact, NotCovered
from registrar.rulebook.parameters import Parameters
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.rule import Rule, UnknownRule, all_rules, rule, rule_named
from registrar.rulebook.rule_kind import RuleKind

__all__ = [
    "Amount",
    "BadFacts",
    "Clause",
    "Cohort",
    "Facts",
    "MissingFact",
    "NotCovered",
    "Parameters",
    "Problem",
    "Record",
    "Rule",
    "RuleKind",
    "Rulebook",
    "RulebookError",
    "TermKey",
    "University",
    "UnknownEdition",
    "UnknownRule",
    "UnknownUniversity",
    "all_rules",
    "decide",
    "forget_rulebooks",
    "load_rulebook",
    "rule",
    "rule_named",
]
