"""What every file of rules keeps to: one rule of its own name, no figure of the handbook, nothing from outside."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.house.source import ROOT, dotted, files, plant, syntax, where

from registrar.rulebook import load_rulebook
from registrar.rulebook.check import rule_problems, unworded

RULES = "src/registrar/rules"
ALLOWED = (
    *("registrar.kernel", "registrar.rulebook", "registrar.rules", "pydantic", "highspy", "__future__"),
    *("bisect", "calendar"),
    *("collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "hashlib"),
    *("itertools", "math", "operator", "re", "typing"),
)
SMALL = {-1, 0, 1, 2}

# Numbers that aren't the handbook's: (file below rules/, number) -> what they are.
NOT_THE_HANDBOOKS = {
    ("award/_audit_fill.py", 10): "grade points are given in tenths",
    ("award/_audit_solve.py", 10): "ranks of subjects, and powers of ten that keep aims apart",
    ("award/_audit_solve.py", 6): "a power of ten",
    ("award/_audit_solve.py", 3): "a power of ten",
    ("award/_audit_solve.py", 0.5): "half: whether a solver's variable is one or nought",
    ("finance/extension_fee.py", 12): "months in a year",
    ("registration/timetable_clash.py", 7): "days in a week",
    ("registration/timetable_clash.py", 2048): "size of a cache",
}


def rule_files(tree: Path) -> Iterator[Path]:
    """Files that hold a rule each; those with an underscore hold shared parts."""
    for path in files(tree, f"{RULES}/*/*.py"):
        if not path.name.startswith("_"):
            yield path


def _all_files(tree: Path) -> Iterator[Path]:
    for path in files(tree, "*.py"):
        if where(tree, path).startswith(f"{RULES}/"):
            yield path


def _decorators(module: ast.Module) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            calls = [item for item in node.decorator_list if isinstance(item, ast.Call)]
            yield from ((node, call) for call in calls if dotted(call.func) == "rule")


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _texts(node: ast.AST | None) -> list[str]:
    found = ast.walk(node) if node is not None else ()
    return [item.value for item in found if isinstance(item, ast.Constant) and isinstance(item.value, str)]


def several_rules(tree: Path) -> list[str]:
    """Files that don't hold exactly one rule, or whose rule isn't called like the file."""
    found = []
    for path in rule_files(tree):
        rules = list(_decorators(syntax(path)))
        expected = f"{path.parent.name}.{path.stem}"
        if len(rules) != 1:
            found.append(f"{where(tree, path)}: {len(rules)} rules")
            continue
        function, call = rules[0]
        name = "".join(_texts(_keyword(call, "name")))
        if name != expected or function.name != path.stem:
            found.append(f"{where(tree, path, function.lineno)}: {name} ({function.name}), not {expected}")
    return found


def other_public_names(tree: Path) -> list[str]:
    """Public functions beside the rule: a second thing to use belongs in a file of its own."""
    return [
        f"{where(tree, path, node.lineno)}: {node.name}"
        for path in rule_files(tree)
        for node in syntax(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name != path.stem
    ]


def figures(tree: Path) -> list[str]:
    """Numbers in the rules: they belong in parameters, where they have a clause and dates."""
    found = []
    for path in _all_files(tree):
        short = path.relative_to(tree / RULES).as_posix()
        for node in ast.walk(syntax(path)):
            value = node.value if isinstance(node, ast.Constant) else None
            if type(value) in (int, float, complex) and value not in SMALL and (short, value) not in NOT_THE_HANDBOOKS:
                found.append(f"{where(tree, path, node.lineno)}: {value}")
            if isinstance(node, ast.Call) and dotted(node.func) in {"Decimal", "Money", "Money.parse", "date"}:
                found += [
                    f"{where(tree, path, node.lineno)}: {dotted(node.func)}({text!r})"
                    for text in _texts(node)
                    if text.strip("-") not in {"0", "0.00", "1", "HKD"} and any(letter.isdigit() for letter in text)
                ]
    return found


def imports_from_outside(tree: Path) -> list[str]:
    """Imports of anything but kernel, rulebook, rules, pydantic's fields and harmless parts of the standard library."""
    found = []
    for path in _all_files(tree):
        for node in ast.walk(syntax(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if not any(name == one or name.startswith(f"{one}.") for one in ALLOWED):
                    found.append(f"{where(tree, path, node.lineno)}: {name}")
    return found


def undeclared_reads(tree: Path) -> list[str]:
    """Parameters read but not declared or declared but never named, and roles cited that the rule doesn't have."""
    found = []
    for path in rule_files(tree):
        for function, call in _decorators(syntax(path)):
            inside = {id(node) for node in ast.walk(call)}
            rest = [node for node in ast.walk(syntax(path)) if id(node) not in inside]
            declared = _texts(_keyword(call, "parameters"))
            roles = [text for key in getattr(_keyword(call, "clauses"), "keys", ()) for text in _texts(key)]
            line = where(tree, path, function.lineno)
            found += [f"{line}: {name} is declared and never read" for name in declared if _unread(name, rest)]
            for number, kind, name in _reads(rest):
                if name not in (declared if kind == "parameter" else roles):
                    found.append(f"{where(tree, path, number)}: {kind} {name} isn't declared")
    return found


def _reads(nodes: list[ast.AST]) -> Iterator[tuple[int, str, str]]:
    """Line, kind and name of every parameter and role that is read by a plain text."""
    for node in nodes:
        if isinstance(node, ast.Subscript) and dotted(node.value) == "parameters":
            kind, key = "parameter", node.slice
        elif isinstance(node, ast.Call) and dotted(node.func) in {"parameters.cite", "parameters.has_clause"}:
            kind, key = "role", node.args[0]
        else:
            continue
        if isinstance(key, ast.Constant):
            yield node.lineno, kind, str(key.value)


def _unread(name: str, nodes: list[ast.AST]) -> bool:
    """A name may be put together (f"finance.{kind}_fee"), or be read by what is shared with another rule."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("registrar.rules."):
            return False
        if isinstance(node, ast.Constant) and node.value == name:
            return False
        if isinstance(node, ast.JoinedStr):
            first, last = (str(getattr(node.values[end], "value", "")) for end in (0, -1))
            if "." in first and name.startswith(first) and name.endswith(last if node.values[1:] else ""):
                return False
    return True


CHECKS = [several_rules, other_public_names, figures, imports_from_outside, undeclared_reads]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_rules_keep_to_it(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


def test_no_exception_is_left_over() -> None:
    for (short, number), why in NOT_THE_HANDBOOKS.items():
        tree = syntax(ROOT / RULES / short)
        assert any(isinstance(node, ast.Constant) and node.value == number for node in ast.walk(tree)), (short, why)


@pytest.mark.parametrize("code", sorted(load_rulebook().universities))
def test_clauses_and_parameters_of_the_rules_exist_and_have_words(code: str) -> None:
    law = load_rulebook().university(code)
    assert [str(problem) for problem in [*rule_problems(law), *unworded(law)]] == []


RULE = """\
from registrar.rulebook import rule
@rule(name="{name}", clauses={{"main": ("polyu-2024-25:5A-01",)}}, parameters=("finance.fee",), binds_by="term")
def fee(facts, parameters, as_of):
    return parameters["finance.fee"], parameters.cite("main")
"""
GOOD = RULE.format(name="finance.fee")
FEE = f"{RULES}/finance/fee.py"


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        (several_rules, GOOD, []),
        (several_rules, "x = 1\n", [f"{FEE}: 0 rules"]),
        (several_rules, GOOD + GOOD, [f"{FEE}: 2 rules"]),
        (several_rules, RULE.format(name="finance.cost"), [f"{FEE}:3: finance.cost (fee), not finance.fee"]),
        (other_public_names, GOOD + "def _part(): pass\n", []),
        (other_public_names, GOOD + "def part(): pass\n", [f"{FEE}:5: part"]),
        (figures, "x = most - 1\n", []),
        (figures, "x = 21\n", [f"{FEE}:1: 21"]),
        (figures, "x = Decimal('1.70')\n", [f"{FEE}:1: Decimal('1.70')"]),
        (figures, "x = Money.parse('500.00')\n", [f"{FEE}:1: Money.parse('500.00')"]),
        (imports_from_outside, "from datetime import date\nfrom registrar.kernel import Money\n", []),
        (imports_from_outside, "import random\n", [f"{FEE}:1: random"]),
        (imports_from_outside, "from django.db import models\n", [f"{FEE}:1: django.db"]),
        (
            imports_from_outside,
            "from registrar.areas.finance.models import Charge\n",
            [f"{FEE}:1: registrar.areas.finance.models"],
        ),
        (undeclared_reads, GOOD, []),
        (
            undeclared_reads,
            GOOD + "    x = parameters['finance.other']\n",
            [f"{FEE}:5: parameter finance.other isn't declared"],
        ),
        (undeclared_reads, GOOD + "    x = parameters.cite('side')\n", [f"{FEE}:5: role side isn't declared"]),
        (
            undeclared_reads,
            GOOD.replace('parameters["finance.fee"]', "x"),
            [f"{FEE}:3: finance.fee is declared and never read"],
        ),
    ],
)
def test_a_planted_violation_is_found(
    tmp_path: Path, check: Callable[[Path], list[str]], text: str, expected: list[str]
) -> None:
    # Given a tree with one file of rules
    plant(tmp_path, FEE, text)
    # Then the check names what breaks it, and nothing else
    assert check(tmp_path) == expected
