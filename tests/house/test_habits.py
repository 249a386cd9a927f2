"""Habits of the source: where locks, clocks, signals, floats and overridden saves may stand (nowhere, mostly)."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.house.source import ROOT, dotted, plant, product, syntax, where

LOCKING = "src/registrar/areas/platform/locking.py"
# jobs.py notes how long a job really took, whatever day the clock has been set to.
CLOCK = ("src/registrar/areas/platform/clock.py", "src/registrar/areas/platform/jobs.py")
EDGE = ("src/registrar/cli/", "src/registrar/supervisor/")
MONEY = ("src/registrar/areas/finance/", "src/registrar/rules/finance/", "src/registrar/kernel/money.py")
AREAS = "src/registrar/areas/"
CLOCK_CALLS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.now|localdate|localtime|time\.time)$"
)
LOCKING_SQL = re.compile(r"\bfor\s+(no\s+key\s+)?update\b|\bfor\s+(key\s+)?share\b|\block\s+table\b|pg_advisory", re.I)


def _walk(tree: Path) -> Iterator[tuple[Path, str, ast.AST]]:
    for path in product(tree):
        name = where(tree, path)
        for node in ast.walk(syntax(path)):
            yield path, name, node


def _docstrings(path: Path) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    holders = [node for node in ast.walk(syntax(path)) if isinstance(node, kinds) and ast.get_docstring(node)]
    return {id(node.body[0].value) for node in holders if isinstance(node.body[0], ast.Expr)}


def locks_elsewhere(tree: Path) -> list[str]:
    """Row locks and locking SQL outside platform.locking, which takes them in one order."""
    found = []
    for path, name, node in _walk(tree):
        if name == LOCKING:
            continue
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            found.append(f"{name}:{node.lineno}: select_for_update")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            match = LOCKING_SQL.search(node.value)
            if match and id(node) not in _docstrings(path):
                found.append(f"{name}:{node.lineno}: {match.group().lower()}")
    return found


def clocks_elsewhere(tree: Path) -> list[str]:
    """Questions to the machine's clock outside platform.clock and the command line."""
    found = []
    for _, name, node in _walk(tree):
        if name not in CLOCK and not name.startswith(EDGE) and isinstance(node, ast.Call):
            called = dotted(node.func)
            converts = called.endswith(("localdate", "localtime")) and node.args
            if CLOCK_CALLS.search(called) and not converts:
                found.append(f"{name}:{node.lineno}: {called}")
    return found


def signals(tree: Path) -> list[str]:
    """Imports of Django's signals: what happens then stands where nobody looks for it."""
    found = []
    for _, name, node in _walk(tree):
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
            modules += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        if any(module.startswith("django.dispatch") or module.endswith(".signals") for module in modules):
            found.append(f"{name}:{node.lineno}")
    return found


def overridden_saves(tree: Path) -> list[str]:
    """Models that override save or delete: bulk writes go round them, so what they do belongs in an action."""
    found = []
    for path in product(tree):
        if "models" in path.relative_to(tree).parts:
            for node in ast.walk(syntax(path)):
                methods = node.body if isinstance(node, ast.ClassDef) else []
                found += [
                    f"{where(tree, path, item.lineno)}: {item.name}"
                    for item in methods
                    if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}
                ]
    return found


def decided_for_one_university(tree: Path) -> list[str]:
    """Decisions of an area that don't say for which university: they would be taken under the law of another one."""
    found = []
    for _, name, node in _walk(tree):
        if not (isinstance(node, ast.Call) and dotted(node.func) == "decide" and name.startswith(AREAS)):
            continue
        if not any(word.arg == "university" for word in node.keywords):
            found.append(f"{name}:{node.lineno}: decide() without university")
    return found


def floats_in_money(tree: Path) -> list[str]:
    """Floating-point numbers where money is counted."""
    found = []
    for _, name, node in _walk(tree):
        if not name.startswith(MONEY):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{name}:{node.lineno}: {node.value}")
        elif isinstance(node, ast.Call) and dotted(node.func) in {"float", "models.FloatField", "FloatField"}:
            found.append(f"{name}:{node.lineno}: {dotted(node.func)}()")
    return found


HABITS = [locks_elsewhere, clocks_elsewhere, signals, overridden_saves, decided_for_one_university, floats_in_money]


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
def test_the_source_keeps_the_habit(habit: Callable[[Path], list[str]]) -> None:
    assert habit(ROOT) == []


A = "src/registrar/areas/finance/actions/pay.py"
M = "src/registrar/areas/finance/models/charge.py"
UNNAMED = "decide() without university"


@pytest.mark.parametrize(
    ("habit", "name", "text", "expected"),
    [
        (locks_elsewhere, A, "x = rows.select_for_update()\n", [f"{A}:1: select_for_update"]),
        (locks_elsewhere, A, 'run("select 1 FOR NO KEY UPDATE")\n', [f"{A}:1: for no key update"]),
        (locks_elsewhere, A, '"""Waits for update."""\n', []),
        (locks_elsewhere, LOCKING, "x = rows.select_for_update()\n", []),
        (clocks_elsewhere, A, "x = datetime.now(tz)\n", [f"{A}:1: datetime.now"]),
        (clocks_elsewhere, A, "x = datetime.date.today()\n", [f"{A}:1: datetime.date.today"]),
        (clocks_elsewhere, A, "x = timezone.now()\n", [f"{A}:1: timezone.now"]),
        (clocks_elsewhere, A, "x = timezone.localdate()\n", [f"{A}:1: timezone.localdate"]),
        (clocks_elsewhere, A, "x = timezone.localtime(moment)\n", []),
        (clocks_elsewhere, A, "x = clock.now()\n", []),
        (clocks_elsewhere, CLOCK[0], "x = timezone.now()\n", []),
        (signals, A, "from django.db.models.signals import post_save\n", [f"{A}:1"]),
        (signals, A, "from django.dispatch import receiver\n", [f"{A}:1"]),
        (signals, A, "from django.db.models import signals\n", [f"{A}:1"]),
        (overridden_saves, M, "class Charge(Model):\n    def save(self):\n        pass\n", [f"{M}:2: save"]),
        (overridden_saves, A, "class Form:\n    def save(self):\n        pass\n", []),
        (decided_for_one_university, A, 'x = decide("a.b", facts, as_of=day)\n', [f"{A}:1: {UNNAMED}"]),
        (decided_for_one_university, A, 'x = decide("a.b", facts, as_of=day, university=settings.UNIVERSITY)\n', []),
        (floats_in_money, A, "x = 0.5\n", [f"{A}:1: 0.5"]),
        (floats_in_money, A, "x = float(y)\n", [f"{A}:1: float()"]),
        (floats_in_money, A, "x = Decimal('0.5') + 1\n", []),
    ],
)
def test_a_planted_violation_is_found(
    tmp_path: Path, habit: Callable[[Path], list[str]], name: str, text: str, expected: list[str]
) -> None:
    # Given a tree with one file
    plant(tmp_path, name, text)
    # Then the habit names the line that breaks it, and nothing else
    assert habit(tmp_path) == expected
