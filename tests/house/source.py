"""The source as the house tests see it: files of a tree, their syntax, and where something stands in them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = {".git", ".venv", "var", "node_modules", "__pycache__", "build"}


def files(tree: Path, pattern: str = "*") -> Iterator[Path]:
    """The files that belong to the project: those that git knows or would add, or all of a tree without git."""
    for name in _of_git(tree) or _of_folder(tree):
        path = tree / name
        if path.match(pattern) and path.is_file():
            yield path


def _of_folder(tree: Path) -> tuple[str, ...]:
    found = (path.relative_to(tree) for path in sorted(tree.rglob("*")) if path.is_file())
    return tuple(str(path) for path in found if not _LEFT_OUT & set(path.parts))


def _of_git(tree: Path) -> tuple[str, ...]:
    """Empty without git, and where git refuses a clone that another user made."""
    if not (tree / ".git").exists():
        return ()
    return _asked_git(tree)


@cache
def _asked_git(tree: Path) -> tuple[str, ...]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(sorted(name for name in done.stdout.split("\0") if name))


def python(tree: Path, *, tests: bool = False) -> Iterator[Path]:
    """Python files without migrations, and without tests unless asked for."""
    for path in files(tree, "*.py"):
        parts = path.relative_to(tree).parts
        if "migrations" in parts or (not tests and ("tests" in parts or path.name == "conftest.py")):
            continue
        yield path


def product(tree: Path) -> Iterator[Path]:
    """Python files of src/ that are neither tests nor migrations."""
    for path in python(tree):
        if path.relative_to(tree).parts[0] == "src":
            yield path


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(tree: Path, path: Path, line: int | None = None) -> str:
    """How a place is named in a report: path from the top, and line."""
    name = path.relative_to(tree).as_posix()
    return name if line is None else f"{name}:{line}"


def plant(tree: Path, name: str, text: str = "") -> Path:
    """Write a file into a tree of a test's own."""
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an expression made of names and attributes; what is not a name is left out."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return node.id if isinstance(node, ast.Name) else ""
