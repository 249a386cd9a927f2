"""The worked cases of the site's university, by rule, and whether they pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from registrar.rulebook import Rule
from registrar.rulebook.cases import Case, all_cases, run_case
from registrar.rulebook.law import University
from registrar.site.rules.law import home_law


@dataclass(frozen=True)
class RunCase:
    """A case that has just been decided; `differences` in words, empty when it passes."""

    case: Case
    differences: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Does the rule answer exactly what the case expects?"""
        return not self.differences


def cases_of(rule: Rule) -> tuple[Case, ...]:
    """Return the worked cases of a rule."""
    return _by_rule(home_law()).get(rule.name, ())


def number_of_cases(rule: Rule) -> int:
    """Return how many worked cases a rule has."""
    return len(cases_of(rule))


def run_cases(rule: Rule) -> tuple[RunCase, ...]:
    """Decide every case of a rule now and compare."""
    law = home_law()
    return tuple(RunCase(case, tuple(run_case(case, law))) for case in cases_of(rule))


@lru_cache(maxsize=8)
def _by_rule(law: University) -> Mapping[str, tuple[Case, ...]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in all_cases(law):
        found[case.rule].append(case)
    return {rule: tuple(cases) for rule, cases in found.items()}
