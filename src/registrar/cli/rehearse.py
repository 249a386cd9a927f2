"""`registrar rehearse`: a whole term at speed, before the real one."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from registrar.cli import BadInput
from registrar.cli._printing import console, print_json, print_table

NAME = "rehearse"
HELP = "play a whole term on a scratch database: registration, fees, grades, board, transcripts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--students", type=_positive, default=2000, metavar="N", help="size of the university (2000)")
    size.add_argument(
        "--demand",
        type=Path,
        metavar="FILE",
        help="real enrolments: one student a line, the subjects that the student takes; FILE.crs beside it, if it is "
        "there, names the subjects",
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another term (1)")
    parser.add_argument("--workers", type=_positive, default=os.cpu_count() or 1, help="processes (one a core)")
    parser.add_argument("--transcripts", type=int, default=100, metavar="N", help="how many are asked for (100)")
    parser.add_argument("--keep", action="store_true", help="keep the scratch database and print its address")
    parser.add_argument("--json", action="store_true", help="print the closing table as JSON")


def run(args: argparse.Namespace) -> int:
    """Play the term; 0 when everything that must hold did, 1 when something did not."""
    from registrar.supervisor.database import database_for
    from registrar.supervisor.errors import SupervisorError

    if args.demand is not None:
        _check(args.demand)
    with ExitStack() as stack:
        try:
            server = stack.enter_context(database_for("registrar rehearse"))
        except SupervisorError as error:
            raise BadInput(str(error)) from None
        return _rehearse(args, server)


def _check(file: Path) -> None:
    """Refuse a demand file that can't be used, before anything is started."""
    from registrar.demo.demand_file import DemandError, read_demand

    try:
        read_demand(file)
    except DemandError as error:
        raise BadInput(f"--demand: {error}") from None


def _rehearse(args: argparse.Namespace, server: str) -> int:
    from registrar.rehearsal.report import Report
    from registrar.rehearsal.scratch import scratch_database, use

    report = Report()
    with ExitStack() as stack:
        url = stack.enter_context(scratch_database(server, keep=args.keep))
        use(url)
        import django

        django.setup()
        show = stack.enter_context(_progress(quiet=args.json))
        _play(args, url, report, show)
        stack.callback(_close)
        if args.keep:
            print(f"kept: {url}")
    _print(args, report)
    return 1 if report.broken else 0


def _play(args: argparse.Namespace, url: str, report: Any, show: Callable[[str], Callable[[int, int], None]]) -> None:
    from django.core.management import call_command

    from registrar.areas.catalogue.queries.term import term_by_key
    from registrar.rehearsal.term import TermRun
    from registrar.rehearsal.university import demand_university, demonstration_university
    from registrar.rehearsal.workers import workers

    with report.stage("database"):
        call_command("migrate", verbosity=0)
    with report.stage("university"):
        if args.demand is not None:
            term, wishes = demand_university(args.demand, args.seed, show("university"))
        else:
            term, wishes = demonstration_university(args.students, args.seed, show("university"))
    with workers(args.workers, url) as team:
        run = TermRun(term_by_key(term), team, show, report, seed=args.seed, transcripts=args.transcripts)
        run.run(wishes)


def _close() -> None:
    from django.db import connections

    connections.close_all()


class _progress:  # noqa: N801  (used like a function)
    """One line a stage in the terminal, its bar filling."""

    def __init__(self, *, quiet: bool) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        parts = (TextColumn("{task.description:16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bars = Progress(*parts, console=console(), disable=quiet)

    def __enter__(self) -> Callable[[str], Callable[[int, int], None]]:
        self._bars.start()
        return self._stage

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def _stage(self, name: str) -> Callable[[int, int], None]:
        task = self._bars.add_task(name, total=None)
        return lambda done, total: self._bars.update(task, completed=done, total=total)


def _print(args: argparse.Namespace, report: Any) -> None:
    if args.json:
        print_json(
            {
                "students": report.students,
                "counts": dict(report.counts),
                "refusals": dict(report.refusals),
                "seconds": {name: round(seconds, 2) for name, seconds in report.seconds.items()},
                "broken": report.broken,
            }
        )
        return
    counts = [["students", f"{report.students:,}"], *([name, f"{n:,}"] for name, n in report.counts.items())]
    print_table("The term", ["what", "how many"], counts, frozenset({"how many"}))
    refusals = [[clause, f"{n:,}"] for clause, n in report.refusals.most_common()]
    print_table("Refusals by clause", ["clause", "how many"], refusals, frozenset({"how many"}))
    seconds = [[name, f"{took:.1f}"] for name, took in report.seconds.items()]
    seconds.append(["all", f"{report.total_seconds:.1f}"])
    print_table("Seconds", ["stage", "seconds"], seconds, frozenset({"seconds"}))
    held = report.broken or ["no group oversold, every transaction balanced, every refusal cites a clause"]
    for line in held:
        console().print(("BROKEN: " if report.broken else "Held: ") + line)


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return number
