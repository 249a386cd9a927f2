"""`registrar university`: check a university's data files, or carry its catalogue into the database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registrar.cli import BadInput, setup_django
from registrar.rulebook import Problem
from registrar.rulebook.check import university_problems
from registrar.rulebook.loader import university_folders
from registrar.rulebook.places import universities_directory

NAME = "university"
HELP = "Check the data files of a university, or load its catalogue into the database."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `check` and `load`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="check|load")
    check = actions.add_parser("check", help="read and check everything, and list all mistakes")
    check.add_argument("code", nargs="?", metavar="CODE", help="only this university (default: all)")
    load = actions.add_parser("load", help="load faculties, departments, programmes, streams, terms and rooms")
    load.add_argument("code", metavar="CODE", help="the folder under universities/, such as polyu")


def run(args: argparse.Namespace) -> int:
    """Check and list (0 without a mistake, else 1), or load (2 with every mistake named if a file is wrong)."""
    root = universities_directory()
    folders = list(university_folders(root))
    if args.code is not None:
        folders = [folder for folder in [root / args.code] if folder.is_dir()]
        if not folders:
            raise BadInput(f"there is no university {args.code!r} in {root}")
    return _load(folders[0]) if args.action == "load" else _check(folders, root)


def _check(folders: list[Path], root: Path) -> int:
    problems: list[Problem] = []
    for folder in folders:
        found = university_problems(folder, root)
        problems += found
        count = f"{len(found)} mistake" + ("s" if len(found) > 1 else "")
        print(f"{folder.name}: {count if found else 'in order'}")
    for problem in sorted(problems, key=lambda item: (item.file, item.line or 0)):
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _load(folder: Path) -> int:
    from registrar.supervisor.database import database_for

    with database_for("registrar university load"):
        setup_django()
        from registrar.areas.catalogue.actions.load_university import load_university

        loaded = load_university(folder)
    print(
        f"{folder.name}: {loaded.faculties} faculties, {loaded.departments} departments, "
        f"{loaded.programmes} programmes, {loaded.streams} streams, {loaded.terms} terms, {loaded.rooms} rooms"
    )
    return 0
