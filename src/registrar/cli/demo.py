"""`registrar demo`: make the demonstration university, let its people act, give it a ballot or a file of the bank."""

from __future__ import annotations

import argparse
import os
import time
from typing import Any

from registrar.cli import BadInput, setup_django
from registrar.rulebook.places import universities_directory

NAME = "demo"
HELP = "Make the demonstration university, or list its sign-ins."
STEPS = {
    "history": "Two years and more of results",
    "subjects": "Subjects and curricula",
    "people": "People",
    "studies": "Studies",
    "results": "Results",
    "standings": "Standings",
    "departures": "Departures",
    "approvals": "Approvals",
    "offerings": "Offerings and timetable",
    "registrations": "Registrations",
    "planned subjects": "Baskets",
    "ready": "Ready",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be done."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="create|others|window|boards|ballot|bank-file|sign-ins"
    )
    create = actions.add_parser("create", help="make a university of made-up people from the real tables")
    create.add_argument("--students", type=int, default=2000, metavar="N", help="how many students (2000)")
    create.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another university (1)")
    create.add_argument("--unregistered", action="store_true", help="leave all seats of the semester free")
    create.add_argument("--replace", action="store_true", help="empty the database first")
    create.add_argument("--offline-progress", action="store_true", help="plain lines in place of a progress bar")
    others = actions.add_parser("others", help="let everybody but the named accounts pay and teachers grade, as of now")
    others.add_argument("--term", default="2024/25-S1", metavar="TERM", help="the term that they act in (2024/25-S1)")
    window = actions.add_parser("window", help="open the window for applying to graduate, and let most have applied")
    window.add_argument("--term", default="2024/25-S1", metavar="TERM", help="the term (2024/25-S1)")
    boards = actions.add_parser(
        "boards", help="grade the term but a few sheets, and stop an hour before the boards meet"
    )
    boards.add_argument("--term", default="2024/25-S1", metavar="TERM", help="the term (2024/25-S1)")
    actions.add_parser("ballot", help="give next term an open round of a ballot, with lists and filled baskets")
    actions.add_parser("bank-file", help="print a file of the bank about the open debit notes, faults and all")
    actions.add_parser("sign-ins", help="print who can sign in, and with which password")


def run(args: argparse.Namespace) -> int:
    """Do it; 2 when it was refused."""
    from registrar.supervisor.database import database_for

    with database_for(f"registrar demo {args.action}"):
        setup_django()
        ways = {
            "sign-ins": lambda _: _sign_ins(),
            "ballot": lambda _: _ballot(),
            "bank-file": lambda _: _bank_file(),
            "others": _others,
            "boards": _boards,
            "window": _window,
            "create": _create,
        }
        return ways[args.action](args)


def _create(args: argparse.Namespace) -> int:
    from django.db import ProgrammingError
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from registrar.demo.create import Refused, create

    folder = universities_directory() / os.environ.get("REGISTRAR_UNIVERSITY", "polyu")
    began = time.monotonic()
    console = Console()
    wide = console.is_terminal and not args.offline_progress
    columns = (TextColumn("  {task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not wide) as progress:
        bar = progress.add_task("Data files", total=100)
        said: set[str] = set()

        def told(step: str, done: int, total: int) -> None:
            if not wide and step not in said:
                said.add(step)
                print(f"  {STEPS[step]}", flush=True)
            # Half of the time goes into making things up, half into loading.
            part = 40 * done / total if step == "history" else 40 + 60 * done / total
            progress.update(bar, description=STEPS[step], completed=part)

        try:
            created = create(
                folder,
                students=args.students,
                seed=args.seed,
                registered=not args.unregistered,
                replace=args.replace,
                told=told,
            )
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        except ProgrammingError as error:
            raise BadInput(f"the tables are not up to date; run: registrar prepare database ({error})") from error
    _print_counts(created.counts, time.monotonic() - began)
    return 0


def _print_counts(counts: dict[str, int], seconds: float) -> None:
    listed = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    print(f"demonstration university: {listed} ({seconds:.1f} s)")


def _others(args: argparse.Namespace) -> int:
    from registrar.areas.platform import clock
    from registrar.demo.sign_ins import sign_ins
    from registrar.rehearsal.others import let_the_others_act

    named = tuple(entry.net_id for entry in sign_ins())
    if not named:
        raise BadInput("there is no demonstration university here; make one with: registrar demo create")
    with clock.at() as now:
        done = let_the_others_act(args.term, now=now, but=named)
    print(", ".join(f"{name}: {number:,}" for name, number in sorted(done.items())) or "nothing was waiting")
    return 0


def _boards(args: argparse.Namespace) -> int:
    from registrar.demo.sign_ins import sign_ins
    from registrar.rehearsal.board_morning import prepare_boards

    if not sign_ins():
        raise BadInput("there is no demonstration university here; make one with: registrar demo create")
    try:
        done = prepare_boards(args.term)
    except LookupError as problem:
        raise BadInput(str(problem)) from problem
    print(", ".join(f"{name}: {number:,}" for name, number in sorted(done.items())))
    print("The boards meet at ten; sign in as office (secretary), head (chair), leader, panel or advisor (members).")
    return 0


def _window(args: argparse.Namespace) -> int:
    from registrar.areas.catalogue.queries.term import term_by_key
    from registrar.areas.platform import clock
    from registrar.demo.graduation_window import open_window
    from registrar.demo.sign_ins import sign_ins

    if not sign_ins():
        raise BadInput("there is no demonstration university here; make one with: registrar demo create")
    try:
        clock.set_to(open_window(term_by_key(args.term)))
    except LookupError as problem:
        raise BadInput(str(problem)) from problem
    print(f"The window of {args.term} is open; see /my/graduation/ of the student who finishes, and /graduation/")
    return 0


def _ballot() -> int:
    from django.contrib.auth import get_user_model

    from registrar.areas.platform import clock
    from registrar.demo.ballot import NoTerm, make_ballot
    from registrar.demo.sign_ins import sign_ins

    named = [entry.net_id for entry in sign_ins()]
    if not named:
        raise BadInput("there is no demonstration university here; make one with: registrar demo create")
    accounts = get_user_model().objects.filter(username__in=named).order_by("username")
    try:
        with clock.at() as now:
            made = make_ballot(list(accounts), now)
    except NoTerm as problem:
        raise BadInput(str(problem)) from problem
    print(f"ballot {made.ballot} for {made.term}: {made.lists} lists; see the home page of a student, and /ballots/")
    return 0


def _bank_file() -> int:
    """Print the file; 2 where no debit note is open."""
    from registrar.areas.finance.queries.notes import all_notes
    from registrar.areas.platform import clock
    from registrar.demo.bank_file import bank_file, open_notes

    notes = open_notes(all_notes().filter(state="outstanding"))
    if not notes:
        raise BadInput("no debit note is waiting for payment; let the Finance Office bill a term first")
    print(bank_file(notes, clock.now()).decode(), end="")
    return 0


def _sign_ins() -> int:
    from rich.console import Console
    from rich.table import Table

    from registrar.demo.sign_ins import PASSWORD, sign_ins

    found = sign_ins()
    if not found:
        raise BadInput("there is no demonstration university here; make one with: registrar demo create")
    table: Any = Table(title=f"Demonstration sign-ins (password: {PASSWORD})", title_justify="left", box=None)
    table.add_column("NetID", no_wrap=True, min_width=max(len(entry.net_id) for entry in found))
    for heading in ("Who", "", "Name"):
        table.add_column(heading, overflow="fold")
    for entry in found:
        table.add_row(entry.net_id, entry.role.en, entry.role.zh, entry.name.en)
    console = Console()
    # Whoever reads the output through a pipe wants whole rows.
    (console if console.is_terminal else Console(width=160)).print(table)
    return 0
