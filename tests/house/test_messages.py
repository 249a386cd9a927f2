"""The words of decisions: every key that a rule names exists, none is left over, both languages say the same things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.house.source import ROOT, dotted, plant, product, syntax, where

from registrar.kernel import Bilingual
from registrar.rulebook import RulebookError
from registrar.rulebook.messages import all_messages, messages_of

DECIDING = ("src/registrar/rules/", "src/registrar/rulebook/")


def _sources(tree: Path) -> Iterator[Path]:
    for path in product(tree):
        if where(tree, path).startswith(DECIDING):
            yield path


def _pattern(node: ast.AST) -> str | None:
    """A constant or an f-string as a pattern of the texts that it can be; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)
    return None


def _named(node: ast.expr) -> Iterator[ast.expr]:
    """The texts that an expression can be, through `a if x else b`."""
    if isinstance(node, ast.IfExp):
        yield from _named(node.body)
        yield from _named(node.orelse)
    else:
        yield node


def _asked(path: Path) -> Iterator[tuple[int, str]]:
    """Line and pattern of every key that stands in `Message(...)` or after `reading=`."""
    for node in ast.walk(syntax(path)):
        if not isinstance(node, ast.Call):
            continue
        keys = [node.args[0]] if dotted(node.func) == "Message" and node.args else []
        keys += [item.value for item in node.keywords if item.arg == "reading" and dotted(node.func) == "Finding"]
        for key in keys:
            for text in _named(key):
                pattern = _pattern(text)
                if pattern is not None:
                    yield node.lineno, pattern


def unknown_keys(tree: Path, texts: Mapping[str, Bilingual]) -> list[str]:
    """Keys that a rule names and no messages.yaml has."""
    return [
        f"{where(tree, path, line)}: {pattern.replace(chr(92), '')}"
        for path in _sources(tree)
        for line, pattern in _asked(path)
        if not any(re.fullmatch(pattern, key) for key in texts)
    ]


def unused_keys(tree: Path, texts: Mapping[str, Bilingual]) -> list[str]:
    """Keys that stand nowhere in the source.

    An action may name a pair of texts at once: `finance.paid` is `finance.paid.subject` and `finance.paid.body`.
    """
    exact: set[str] = set()
    patterns: set[str] = set()
    for path in product(tree):
        ends = ("",) if where(tree, path).startswith(DECIDING) else ("", ".subject", ".body")
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.update(node.value + end for end in ends)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(_pattern(node) or "")
    # A pattern that begins with a gap would match everything and prove nothing.
    told = [re.compile(pattern) for pattern in patterns if "." in pattern and not pattern.startswith(".+")]
    return sorted(key for key in texts if key not in exact and not any(one.fullmatch(key) for one in told))


def test_every_key_exists() -> None:
    assert unknown_keys(ROOT, all_messages()) == []


def test_no_key_is_left_over() -> None:
    assert unused_keys(ROOT, all_messages()) == []


RULE = "src/registrar/rules/finance/fee.py"
TEXTS = {"finance.fee.due": Bilingual("Due", "應繳"), "finance.fee.paid": Bilingual("Paid", "已繳")}


@pytest.mark.parametrize(
    ("text", "unknown", "unused"),
    [
        ('Message("finance.fee.due"); Message("finance.fee.paid", {})', [], []),
        ('Message(f"finance.fee.{state}")', [], []),
        ('Message("finance.fee.due" if x else "finance.fee.paid")', [], []),
        ('Message("finance.fee.due"); Finding(c, True, m, reading="finance.fee.paid")', [], []),
        ('key = "finance.fee.paid"; Message("finance.fee.due")', [], []),
        (
            'Message("finance.fee.due"); Message("finance.fee.gone")',
            [f"{RULE}:1: finance.fee.gone"],
            ["finance.fee.paid"],
        ),
        ('Message(f"finance.cost.{state}")', [f"{RULE}:1: finance.cost..+"], ["finance.fee.due", "finance.fee.paid"]),
        ('Finding(c, True, m, reading="finance.read"); Message(f"finance.fee.{x}")', [f"{RULE}:1: finance.read"], []),
    ],
)
def test_planted_keys_are_found(tmp_path: Path, text: str, unknown: list[str], unused: list[str]) -> None:
    # Given a tree with one rule and two texts
    plant(tmp_path, RULE, text + "\n")
    # Then keys without text and texts without use are named
    assert unknown_keys(tmp_path, TEXTS) == unknown
    assert unused_keys(tmp_path, TEXTS) == unused


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('finance.a: {en: "{fee} is due", zh: 應繳}', "not the same placeholders in both languages: fee"),
        ("finance.a: {en: Due}", "finance.a.zh: is missing"),
        ("finance.a: {en: Due, zh: ''}", "finance.a.zh: String should have at least 1 character"),
        ("exams.a: {en: Due, zh: 應繳}", "a key of this file begins with finance."),
        ('finance.a: {en: "{0} is due", zh: "應繳{0}"}', "bad placeholder: {0} isn't a name"),
        ("finance.a: {en: Due, zh: 應繳}\nfinance.a: {en: Due, zh: 應繳}", "stands twice in the same mapping"),
    ],
)
def test_a_text_that_is_not_whole_is_refused(tmp_path: Path, text: str, what: str) -> None:
    path = plant(tmp_path, "rules/finance/messages.yaml", text)
    with pytest.raises(RulebookError) as caught:
        messages_of(path)
    assert what in str(caught.value)
    assert str(caught.value).startswith("rules/finance/messages.yaml:")
