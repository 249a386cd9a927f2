"""Worked cases: facts in, the exact decision out. Registry staff write them; the rules must answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from registrar.kernel import Bilingual, Decision, Finding, Money, Outcome, to_plain
from registrar.rulebook.decide import BadFacts, applied
from registrar.rulebook.law import University, UnknownEdition
from registrar.rulebook.problem import Problem, RulebookError, shown
from registrar.rulebook.rule import UnknownRule, rule_named
from registrar.rulebook.schemas import CaseFile, CaseSchema, ExpectedFinding
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import read_yaml


@dataclass(frozen=True)
class Case:
    """One worked case with the rule that it is for and the place where it is written."""

    rule: str
    area: str
    file: str
    line: int | None
    schema: CaseSchema

    @property
    def id(self) -> str:
        """The ledger's id and the number of its example, such as `HB24-5A-03/1`."""
        return self.schema.id

    @property
    def given(self) -> Bilingual:
        """The situation in words."""
        return self.schema.given.value()


def case_files(university: Path) -> list[Path]:
    """Return the case files of a university, by area and rule."""
    return sorted((university / "cases").rglob("*.yaml"))


def read_cases(path: Path, root: Path) -> list[Case]:
    """Read one case file. Raises RulebookError with every mistake; the file's name must be the rule's."""
    document = read_yaml(path, root)
    schema: CaseFile = validated(CaseFile, document)
    problems: list[Problem] = []
    area, _, short = schema.rule.partition(".")
    if (path.parent.name, path.stem) != (area, short):
        problems.append(document.problem(("rule",), f"{schema.rule} belongs in cases/{area}/{short}.yaml"))
    seen: dict[str, int] = {}
    known = {outcome.value for outcome in Outcome}
    for number, case in enumerate(schema.cases):
        if case.id in seen:
            problems.append(document.problem(("cases", number, "id"), f"{case.id} stands twice in this file"))
        seen[case.id] = number
        if case.then.outcome not in known:
            where = ("cases", number, "then", "outcome")
            problems.append(document.problem(where, f"{case.then.outcome} isn't one of {', '.join(sorted(known))}"))
    if problems:
        raise RulebookError(problems)
    return [
        Case(schema.rule, area, document.file, document.line(("cases", number)), case)
        for number, case in enumerate(schema.cases)
    ]


def all_cases(law: University) -> Iterator[Case]:
    """Yield every case of a university. Raises RulebookError for the first file that is broken."""
    for path in case_files(law.path):
        yield from read_cases(path, law.path.parent)


def run_case(case: Case, law: University) -> list[str]:
    """Decide a case and return in words everything that differs from what it expects; empty when it passes."""
    try:
        return differences(case.schema, decided(case, law))
    except (BadFacts, UnknownRule, UnknownEdition) as error:
        return [str(error)]


def decided(case: Case, law: University) -> Decision:
    """Decide a case. Raises BadFacts, UnknownRule or UnknownEdition where the case itself is wrong."""
    forced = law.edition(case.schema.edition) if case.schema.edition else None
    return applied(law, rule_named(case.rule), case.schema.facts, case.schema.as_of, forced)


def differences(schema: CaseSchema, decision: Decision) -> list[str]:
    """Return in words where a decision isn't what a case expects."""
    found = []
    then = schema.then
    if decision.outcome.value != then.outcome:
        because = "; ".join(f"{item.clause} {item.holds} {item.message.key}" for item in decision.findings)
        found.append(f"outcome is {decision.outcome.value}, not {then.outcome} ({because})")
    for name, expected in then.result.items():
        if name not in decision.result:
            found.append(f"result has no {name} (it has {', '.join(decision.result) or 'nothing'})")
        elif not same(expected, decision.result[name]):
            found.append(f"result {name} is {to_plain(decision.result[name])!r}, not {to_plain(expected)!r}")
    found += [f"result has {name}, which must be absent" for name in then.absent if name in decision.result]
    for wanted in then.findings:
        if not any(_fits(wanted, finding) for finding in decision.findings):
            there = "; ".join(f"{item.clause} {item.holds} {item.message.key}" for item in decision.findings)
            found.append(f"no finding {wanted.model_dump(exclude_none=True)} (there are: {there or 'none'})")
    return found


def _fits(wanted: ExpectedFinding, finding: Finding) -> bool:
    given = wanted.model_fields_set
    return (
        str(finding.clause) == wanted.clause
        and ("holds" not in given or finding.holds is wanted.holds)
        and (wanted.message is None or finding.message.key == wanted.message)
        and (wanted.approval is None or finding.approval == wanted.approval)
        and (wanted.advice is None or finding.advice is wanted.advice)
    )


def same(expected: Any, actual: Any) -> bool:
    """Compare a value as written in YAML with a computed one, exactly: '2.50' is Decimal 2.5 and HK$2.50."""
    if isinstance(actual, bool) or isinstance(expected, bool) or expected is None:
        return expected is actual
    if isinstance(actual, Decimal) and isinstance(expected, (str, int)):
        return _decimal(expected) == actual
    if isinstance(actual, Money) and isinstance(expected, (str, int)):
        return _decimal(expected) == actual.amount
    if isinstance(actual, Mapping) and isinstance(expected, Mapping):
        return set(expected) == {str(name) for name in actual} and all(
            same(expected[str(name)], item) for name, item in actual.items()
        )
    if isinstance(actual, (list, tuple)) and isinstance(expected, list):
        return len(actual) == len(expected) and all(map(same, expected, actual))
    if isinstance(expected, date):
        return bool(to_plain(actual) == expected.isoformat())
    return bool(to_plain(expected) == to_plain(actual))


def _decimal(text: str | int) -> Decimal | None:
    try:
        return Decimal(text)
    except ArithmeticError:
        return None


def case_problems(law: University) -> list[Problem]:
    """Return what is wrong with the case files themselves, without running them."""
    problems: list[Problem] = []
    for path in case_files(law.path):
        try:
            cases = read_cases(path, law.path.parent)
            rule_named(cases[0].rule)
        except RulebookError as error:
            problems += error.problems
        except UnknownRule as error:
            problems.append(Problem(shown(path, law.path.parent), None, "rule", str(error)))
    return problems
