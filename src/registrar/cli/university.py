"""`registrar university check`: read everything of a university and list every mistake."""

from __future__ import annotations

import argparse
import sys

from registrar.cli import BadInput
from registrar.rulebook import Problem
from registrar.rulebook.check import university_problems
from registrar.rulebook.loader import university_folders
from registrar.rulebook.places import universities_directory

NAME = "university"
HELP = "Check the data files of a university: handbook, parameters, cases, and the clauses that anything cites."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `check`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="check")
    check = actions.add_parser("check", help="read and check everything, and list all mistakes")
    check.add_argument("code", nargs="?", metavar="CODE", help="only this university (default: all)")


def run(args: argparse.Namespace) -> int:
    """Check and list; 0 when there is no mistake, 1 when there is any."""
    root = universities_directory()
    folders = list(university_folders(root))
    if args.code is not None:
        folders = [folder for folder in [root / args.code] if folder.is_dir()]
        if not folders:
            raise BadInput(f"there is no university {args.code!r} in {root}")
    problems: list[Problem] = []
    for folder in folders:
        found = university_problems(folder, root)
        problems += found
        print(f"{folder.name}: {'in order' if not found else f'{len(found)} mistakes'}")
    for problem in sorted(problems, key=lambda item: (item.file, item.line or 0)):
        print(problem, file=sys.stderr)
    return 1 if problems else 0
