"""`registrar cases`: run the worked cases and say which pass."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict

from registrar.cli import BadInput
from registrar.cli._printing import print_table
from registrar.rulebook import UnknownUniversity, load_rulebook
from registrar.rulebook.cases import all_cases, run_case

NAME = "cases"
HELP = "Run the worked cases against the rules and print what passes and what fails."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("area", nargs="?", metavar="AREA", help="only the cases of one area, or of one rule")
    parser.add_argument("--university", metavar="CODE", help="only one university (default: all)")


def run(args: argparse.Namespace) -> int:
    """Run them; 0 when all pass, 1 when any fails."""
    rulebook = load_rulebook()
    try:
        laws = [rulebook.university(args.university)] if args.university else list(rulebook.universities.values())
    except UnknownUniversity as error:
        raise BadInput(str(error)) from error
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    failures = []
    for law in laws:
        for case in all_cases(law):
            if args.area not in (None, case.area, case.rule):
                continue
            different = run_case(case, law)
            counts[law.code, case.rule][bool(different)] += 1
            failures += [f"{case.file}:{case.line}: {case.rule} {case.id}: {line}" for line in different]
    if args.area and not counts:
        raise BadInput(f"there are no cases for {args.area!r}")
    rows = [[code, rule, str(passed), str(failed)] for (code, rule), (passed, failed) in sorted(counts.items())]
    passed, failed = (sum(pair[side] for pair in counts.values()) for side in (0, 1))
    rows.append(["", "all", str(passed), str(failed)])
    print_table("Worked cases", ["university", "rule", "passed", "failed"], rows, frozenset({"passed", "failed"}))
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failed else 0
