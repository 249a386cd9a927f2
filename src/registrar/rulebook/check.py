"""Everything that can be wrong with a university's data, whether or not it can still be loaded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from registrar.kernel import Citation
from registrar.rulebook.cases import case_files, case_problems
from registrar.rulebook.law import University
from registrar.rulebook.loader import read_university
from registrar.rulebook.problem import Problem, RulebookError, shown
from registrar.rulebook.rule import Rule, all_rules
from registrar.rulebook.strict_yaml import read_yaml

# These folders are read above, each with its own schema.
_READ = frozenset({"handbook", "parameters", "cases"})


def university_problems(folder: Path, root: Path) -> list[Problem]:
    """Read and check one university and return every mistake.

    Beyond what loading refuses: a clause that a rule or a parameter cites must have its wording, a rule's clauses and
    parameters must exist, the worked cases must be well-formed, and every other YAML file must be strict YAML.
    """
    law, problems = read_university(folder, root)
    problems += unworded(law)
    problems += rule_problems(law)
    problems += carried_problems(law)
    problems += case_problems(law)
    problems += _other_files(folder, root)
    # A file that two readers read has its mistake named once.
    return list(dict.fromkeys(problems))


def unworded(law: University, rules: Iterable[Rule] | None = None) -> list[Problem]:
    """Return the clauses that a parameter or rule cites and that have no wording."""
    cited: dict[Citation, str] = {}
    for parameter in law.parameters.values():
        for citation in parameter.citations:
            cited.setdefault(citation, parameter.file)
    for rule in all_rules() if rules is None else rules:
        for citation in law.citations_of(rule):
            cited.setdefault(citation, f"rule {rule.name}")
    return [
        Problem(by, None, str(citation), "is cited but has no wording in the clause register")
        for citation, by in cited.items()
        if citation in law.clauses and law.clauses[citation].text is None
    ]


def rule_problems(law: University, rules: Iterable[Rule] | None = None) -> list[Problem]:
    """Return clauses of this university that rules cite but the register lacks, and parameters that don't exist."""
    problems = []
    for rule in all_rules() if rules is None else rules:
        mine = law.citations_of(rule)
        for citation in mine:
            if citation not in law.clauses:
                problems.append(Problem(f"rule {rule.name}", None, str(citation), "isn't in the clause register"))
        if mine:
            problems += [
                Problem(f"rule {rule.name}", None, name, f"has no parameters/{name.replace('.', '/')}.yaml")
                for name in rule.parameters
                if name not in law.parameters
            ]
    return problems


def carried_problems(law: University) -> list[Problem]:
    """Return rules and roles that an edition's rules.yaml names and that don't exist."""
    known = {rule.name: rule for rule in all_rules()}
    file = f"{law.code}/handbook/*/rules.yaml"
    problems = []
    for name, roles in law.carried.items():
        if name not in known:
            problems.append(Problem(file, None, name, "there is no such rule"))
            continue
        problems += [
            Problem(file, None, f"{name}.{role}", f"isn't a role of the rule ({', '.join(known[name].clauses)})")
            for role in roles
            if role not in known[name].clauses
        ]
    return problems


def _other_files(folder: Path, root: Path) -> list[Problem]:
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        if path.relative_to(folder).parts[0] in _READ or path in case_files(folder):
            continue
        try:
            read_yaml(path, root)
        except RulebookError as error:
            problems += error.problems
    problems += [
        Problem(shown(path, root), None, "", "universities/ holds data only, no Python")
        for path in sorted(folder.rglob("*.py"))
    ]
    return problems
