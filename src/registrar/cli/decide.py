"""`registrar decide`: put facts to a rule and get the decision."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from registrar.cli import BadInput
from registrar.cli._printing import print_json
from registrar.rulebook import (
    BadFacts,
    RulebookError,
    UnknownEdition,
    UnknownRule,
    UnknownUniversity,
    decide,
    load_rulebook,
)
from registrar.rulebook.strict_yaml import parse_yaml
from registrar.rulebook.words import explained

NAME = "decide"
HELP = "Decide a rule for given facts and print the decision as JSON."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("rule", metavar="RULE", help="name of a rule; see `registrar rules list`")
    parser.add_argument("--facts", required=True, metavar="FILE", help="JSON or YAML file with the facts, - for input")
    parser.add_argument("--as-of", metavar="DATE", help="day of the decision, such as 2024-09-02 (default: today)")
    parser.add_argument("--university", default="polyu", metavar="CODE")
    parser.add_argument("--edition", metavar="E", help="decide under this edition instead of the one that binds")
    parser.add_argument("--language", default="en", choices=("en", "zh-hant"), help="language of the texts")


def run(args: argparse.Namespace) -> int:
    """Decide and print. Ends with 0 whatever the outcome; bad input ends with 2 and names the field."""
    facts = _facts(args.facts)
    as_of = _day(args.as_of)
    try:
        decision = decide(args.rule, facts, as_of=as_of, university=args.university, edition=args.edition)
    except BadFacts as error:
        raise BadInput("\n".join(f"facts: {field}: {what}" for field, what in error.fields.items())) from error
    except (UnknownRule, UnknownUniversity, UnknownEdition) as error:
        raise BadInput(str(error)) from error
    print_json(explained(decision, load_rulebook().university(args.university), args.language))
    return 0


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(ZoneInfo("Asia/Hong_Kong")).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--as-of: {text!r} isn't a day (write it like 2024-09-02)") from None


def _facts(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"--facts: {name} can't be read: {error}") from error
    data = _parsed(text, "input" if name == "-" else name)
    if not isinstance(data, dict):
        raise BadInput(f"--facts: {name} must hold one mapping of facts")
    return data


def _parsed(text: str, name: str) -> Any:
    if not text.lstrip().startswith(("{", "[")):
        try:
            return parse_yaml(text, name).data
        except RulebookError as error:
            raise BadInput(f"--facts: {error}") from error
    try:
        # A JSON number is decimal text; read as such it stays exact.
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
    except ValueError as error:
        raise BadInput(f"--facts: {name}: {error}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise ValueError(f"{key}: stands twice")
        data[key] = value
    return data
