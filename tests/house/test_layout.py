"""Where files stand, what they are called and how long they grow."""

import ast
from pathlib import Path

from tests.house.source import ROOT, files, plant, python, syntax, where

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
# A name that says nothing collects everything.
NAMELESS = {"utils", "util", "helpers", "helper", "services", "common", "misc", "signals"}


def long_files(tree: Path) -> list[str]:
    """Python files of 300 lines or more."""
    found = []
    for path in python(tree, tests=True):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines >= LONGEST_FILE:
            found.append(f"{where(tree, path)}: {lines} lines")
    return found


def long_functions(tree: Path) -> list[str]:
    """Functions of 50 lines or more, their docstring not counted."""
    found = []
    for path in python(tree, tests=True):
        for node in ast.walk(syntax(path)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1 - _docstring_lines(node)
                if lines >= LONGEST_FUNCTION:
                    found.append(f"{where(tree, path, node.lineno)}: {node.name} has {lines} lines")
    return found


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node) is None:
        return 0
    return (node.body[0].end_lineno or 0) - node.body[0].lineno + 1


def nameless_files(tree: Path) -> list[str]:
    """Modules and packages with a name that says nothing."""
    found = []
    for path in python(tree, tests=True):
        parts = path.relative_to(tree).with_suffix("").parts
        found += [f"{where(tree, path)}: '{part}'" for part in parts if part in NAMELESS]
    return found


def code_among_data(tree: Path) -> list[str]:
    """Python files and programs below universities/, which holds data only."""
    found = []
    for path in files(tree):
        if path.relative_to(tree).parts[0] == "universities":
            runs = path.suffix in {".py", ".pyc", ".sh", ".js"} or path.stat().st_mode & 0o111
            if runs:
                found.append(where(tree, path))
    return found


def test_files_are_short() -> None:
    assert long_files(ROOT) == []


def test_a_long_file_is_found(tmp_path: Path) -> None:
    # Given one file a line too long and one that just fits
    plant(tmp_path, "src/registrar/long.py", "x = 1\n" * 300)
    plant(tmp_path, "src/registrar/fits.py", "x = 1\n" * 299)
    # Then the first is named
    assert long_files(tmp_path) == ["src/registrar/long.py: 300 lines"]


def test_functions_are_short() -> None:
    assert long_functions(ROOT) == []


def test_a_long_function_is_found(tmp_path: Path) -> None:
    # Given a function of 50 lines, and one of 49 with a docstring besides
    plant(tmp_path, "src/a.py", "def long():\n" + "    x = 1\n" * 49)
    plant(tmp_path, "src/b.py", 'def fits():\n    """Say."""\n' + "    x = 1\n" * 48)
    # Then the first is named
    assert long_functions(tmp_path) == ["src/a.py:1: long has 50 lines"]


def test_names_say_something() -> None:
    assert nameless_files(ROOT) == []


def test_a_nameless_file_is_found(tmp_path: Path) -> None:
    # Given a module, a package and a test that are named for nothing
    plant(tmp_path, "src/registrar/areas/finance/utils.py")
    plant(tmp_path, "src/registrar/common/money.py")
    plant(tmp_path, "tests/helpers.py")
    # Then each is named
    assert nameless_files(tmp_path) == [
        "src/registrar/areas/finance/utils.py: 'utils'",
        "src/registrar/common/money.py: 'common'",
        "tests/helpers.py: 'helpers'",
    ]


def test_universities_hold_data_only() -> None:
    assert code_among_data(ROOT) == []


def test_code_among_data_is_found(tmp_path: Path) -> None:
    # Given a script, an executable file and plain data
    plant(tmp_path, "universities/polyu/fees.py")
    plant(tmp_path, "universities/polyu/run").chmod(0o755)
    plant(tmp_path, "universities/polyu/fees.yaml")
    # Then the first two are named
    assert code_among_data(tmp_path) == ["universities/polyu/fees.py", "universities/polyu/run"]
