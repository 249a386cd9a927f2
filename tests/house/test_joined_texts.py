"""Pieces of text are joined by registrar.ui.joining, which knows the reader's commas, colons and brackets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.source import ROOT, dotted, files, plant, product, syntax, where

PACKAGES = ("src/registrar/ui/", "src/registrar/areas/", "src/registrar/site/", "src/registrar/rules/")
MARKS = {", ", "; ", ": ", " (", "、", "；", "：", "（"}
LOGS = {"log", "logger", "logging"}

# Files whose joined pieces no reader of pages sees, or that are the place where joining is done: why.
NOT_FOR_READERS = {
    "src/registrar/ui/joining.py": "the one place",
    "src/registrar/ui/words.py": "dates of one language each",
    "src/registrar/ui/pdf.py": "an error for those who run the system",
    "src/registrar/site/rules/api.py": "the API speaks English",
    "src/registrar/areas/catalogue/calendar_file.py": "mistakes in data files are told in English",
    "src/registrar/areas/registration/actions/apply_timetable.py": "codes of subject and group, for both languages",
    "src/registrar/areas/registration/facts/timetable_clashes.py": "student numbers and codes of subjects",
    "src/registrar/areas/registration/queries/replay_ballot.py": "told to those who check a ballot, in English",
    "src/registrar/areas/platform/mail.py": "addresses of a mail",
}

# In a template: a half-width mark between two printed pieces.
IN_TEMPLATES = re.compile(r"(?:\}\}|%\}|</strong>)(?:, |; |: |\. | \()(?:\{\{|\{%|<strong>)")
# Inside a translated text every language has its own marks.
TRANSLATED = re.compile(r"\{% blocktranslate.*?\{% endblocktranslate %\}")
# A list of options that only programs read, and a code before its text.
PROGRAMS = re.compile(r"<option |hx-|data-")


def joined_in_python(tree: Path) -> list[str]:
    """Joins and f-strings with a mark of one language, by file and line."""
    found = []
    for path in product(tree):
        name = where(tree, path)
        if name.startswith(PACKAGES) and not name.startswith(tuple(NOT_FOR_READERS)):
            found += [f"{where(tree, path, line)}: {mark!r}" for line, mark in _joins(syntax(path))]
    return found


def _joins(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and dotted(node.func).partition(".")[0] in LOGS):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        text = node.func.value
        if isinstance(text, ast.Constant) and text.value in MARKS:
            yield node.lineno, text.value
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        for before, mark, after in zip(parts, parts[1:], parts[2:], strict=False):
            if mark in MARKS and before is None and after is None:
                yield node.lineno, mark
    for child in ast.iter_child_nodes(node):
        yield from _joins(child)


def joined_in_templates(tree: Path) -> list[str]:
    """Half-width marks between printed pieces, by template and line."""
    found = []
    for path in files(tree):
        if path.suffix != ".html" or "templates" not in path.parts or path.name == "style_guide.html":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not PROGRAMS.search(line):
                rest = TRANSLATED.sub("{% translated %}", line)
                found += [f"{where(tree, path, number)}: {match.group()!r}" for match in IN_TEMPLATES.finditer(rest)]
    return found


def test_python_joins_in_the_readers_language() -> None:
    assert joined_in_python(ROOT) == []


def test_templates_join_in_the_readers_language() -> None:
    assert joined_in_templates(ROOT) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('def shown(names):\n    return ", ".join(names)\n', "', '"),
        ('def shown(label, text):\n    return f"{label}: {text}"\n', "': '"),
        ('def shown(name, code):\n    return f"{name} ({code})"\n', "' ('"),
    ],
)
def test_a_planted_join_is_found(tmp_path: Path, text: str, mark: str) -> None:
    plant(tmp_path, "src/registrar/areas/finance/web/shown.py", text)
    assert joined_in_python(tmp_path) == [f"src/registrar/areas/finance/web/shown.py:2: {mark}"]


def test_errors_and_logs_may_be_in_english(tmp_path: Path) -> None:
    text = 'def act(a, b):\n    log.info(f"{a}: {b}")\n    raise ValueError(f"{a}: {b}, " + ", ".join(b))\n'
    plant(tmp_path, "src/registrar/areas/finance/web/act.py", text)
    assert joined_in_python(tmp_path) == []


@pytest.mark.parametrize("text", ["{{ a }}, {{ b }}", "{% day d %} ({{ b }})", "{{ a }}: <strong>{{ b }}</strong>"])
def test_a_planted_mark_in_a_template_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "src/registrar/areas/finance/web/templates/finance/x.html", f"<p>{text}</p>")
    assert len(joined_in_templates(tmp_path)) == 1
