"""`registrar rules`: what rules there are, and everything about one of them."""

from __future__ import annotations

import argparse
from typing import Any

from registrar.cli import BadInput
from registrar.cli._printing import console, print_json, print_table
from registrar.rulebook import Rule, UnknownRule, UnknownUniversity, all_rules, load_rulebook, rule_named
from registrar.rulebook.law import University
from registrar.rulebook.message_values import said
from registrar.rulebook.messages import all_messages
from registrar.rulebook.portrait import rule_portrait

NAME = "rules"
HELP = "List the rules, or show one with its clauses, parameters and facts."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `list` and `show`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show")
    listing = actions.add_parser("list", help="all rules with their titles")
    listing.add_argument("--json", action="store_true", help="print JSON")
    showing = actions.add_parser(
        "show", help="one rule: title, clauses, parameters over time, JSON schema of the facts"
    )
    showing.add_argument("rule", metavar="RULE", help="name of a rule, such as enrolment.normal_duration")
    showing.add_argument("--json", action="store_true", help="print JSON")
    showing.add_argument("--university", default="polyu", metavar="CODE")
    for sub in (listing, showing):
        sub.add_argument("--language", default="en", choices=("en", "zh-hant"))


def run(args: argparse.Namespace) -> int:
    """Run the action asked for."""
    all_messages()
    return _list(args) if args.action == "list" else _show(args)


def _list(args: argparse.Namespace) -> int:
    rules = all_rules()
    if args.json:
        print_json([_summary(rule) for rule in rules])
        return 0
    rows = [
        [rule.name, rule.title.in_language(args.language), str(len(rule.citations)), rule.binds_by] for rule in rules
    ]
    print_table(f"{len(rules)} rules", ["rule", "title", "clauses", "bound by"], rows, frozenset({"clauses"}))
    return 0


def _summary(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "area": rule.area,
        "title": {"en": rule.title.en, "zh": rule.title.zh},
        "kind": rule.kind.value,
        "binds_by": rule.binds_by,
        "clauses": [str(citation) for citation in rule.citations],
        "parameters": list(rule.parameters),
    }


def _show(args: argparse.Namespace) -> int:
    try:
        rule = rule_named(args.rule)
        law = load_rulebook().university(args.university)
    except (UnknownRule, UnknownUniversity) as error:
        raise BadInput(str(error)) from error
    portrait = rule_portrait(rule, law)
    if args.json:
        print_json(portrait)
    else:
        _print(rule, portrait, law, args.language)
    return 0


def _print(rule: Rule, portrait: dict[str, Any], law: University, language: str) -> None:
    out = console()
    short = "zh" if language.startswith("zh") else "en"
    out.print(f"{rule.name}: {rule.title.in_language(language)}")
    suffix = "_zh" if short == "zh" else ""
    out.print(portrait[f"description{suffix}"])
    rows = [[clause["role"], clause["id"], (clause["text"] or {}).get(short, "-")] for clause in portrait["clauses"]]
    out.print()
    print_table("Clauses", ["role", "clause", "wording"], rows)
    out.print()
    rows = [
        [
            parameter["title"][short],
            value["from"],
            value["to"],
            said(value["value"], language),
            parameter["unit"],
            _all(value),
        ]
        for parameter in portrait["parameters"]
        for value in parameter["values"]
    ]
    print_table("Parameters", ["parameter", "from", "to", "value", "unit", "clauses"], rows)
    out.print()
    rows = [
        [fact["name"], fact["type"], "yes" if fact["required"] else "no", fact[f"description{suffix}"]]
        for fact in portrait["facts"]
    ]
    print_table("Facts", ["fact", "type", "required", "meaning"], rows)
    out.print(f"\n{portrait['cases']} worked cases at {law.title.in_language(language)}")


def _all(value: dict[str, Any]) -> str:
    return ", ".join(value["cites"])
