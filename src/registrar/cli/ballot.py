"""`registrar ballot`: list rounds, draw one, check a draw again, write the result file."""

from __future__ import annotations

import argparse
from typing import Any

from registrar.cli import BadInput, setup_django
from registrar.cli._printing import console, print_json, print_table

NAME = "ballot"
HELP = "Ballots on the places of a term: list them, draw one, replay a draw, export its result."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|draw|replay|export")
    actions.add_parser("list", help="list the rounds with their numbers")
    draw = actions.add_parser("draw", help="draw a round whose time for wishes is over")
    replay = actions.add_parser("replay", help="check seed, lottery, every decision and the result file of a draw")
    export = actions.add_parser("export", help="print the result of a drawn round as CSV: tickets only")
    for parser_ in (draw, replay, export):
        parser_.add_argument("ballot", type=int, metavar="BALLOT", help="number of the round, as listed")
    replay.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Do it; a replay ends with 0 when the draw is sound and 1 when it is not."""
    setup_django()
    if args.action == "list":
        return _list()
    from registrar.areas.registration.queries.ballots import ballot_by_key

    ballot = ballot_by_key(args.ballot)
    if ballot is None:
        raise BadInput(f"there is no ballot {args.ballot}; see: registrar ballot list")
    return {"draw": _draw, "replay": _replay, "export": _export}[args.action](args, ballot)


def _list() -> int:
    from registrar.areas.platform import clock
    from registrar.areas.registration.queries.ballots import ballots

    now = clock.now()
    rows = [
        [str(row.pk), row.term_id, str(row.round_number), str(row.state(now).value), row.closes_at.isoformat()]
        for row in ballots()
    ]
    print_table("Ballots", ["number", "term", "round", "state", "wishes until"], rows)
    return 0


def _draw(args: argparse.Namespace, ballot: Any) -> int:
    from rich.progress import Progress as Bar

    from registrar.areas.platform import clock
    from registrar.areas.platform.jobs import Progress
    from registrar.areas.registration.actions.draw_ballot import NotClosed, draw_ballot

    with Bar(console=_error_console(), transient=True) as bar, clock.at() as now:
        task = bar.add_task("drawing", total=None)
        progress = Progress(None, lambda done, total: bar.update(task, completed=done, total=total))
        try:
            done = draw_ballot(ballot.pk, actor=None, now=now, progress=progress)
        except NotClosed as early:
            raise BadInput(str(early)) from early
    print(f"places given: {done.granted:,}; refused: {done.refused:,}; not needed: {done.skipped:,}")
    return 0


def _replay(args: argparse.Namespace, ballot: Any) -> int:
    from rich.progress import Progress as Bar

    from registrar.areas.registration.queries.replay_ballot import replay_ballot

    with Bar(console=_error_console(), transient=True) as bar:
        task = bar.add_task("replaying", total=None)
        seen = replay_ballot(ballot, lambda done, total: bar.update(task, completed=done, total=total))
    if args.json:
        counts = {"wishes": seen.wishes, "decisions": seen.decisions, "turns": seen.turns}
        print_json(counts | {"sound": seen.sound, "problems": seen.problems})
        return 0 if seen.sound else 1
    print(f"{seen.wishes:,} wishes in {seen.turns:,} turns, {seen.decisions:,} decisions decided again")
    for problem in seen.problems:
        console().print(problem, style="red", markup=False)
    print("the draw is sound" if seen.sound else "the draw is NOT sound")
    return 0 if seen.sound else 1


def _export(args: argparse.Namespace, ballot: Any) -> int:
    from registrar.areas.registration.queries.ballot_results import result_file

    if ballot.drawn_at is None:
        raise BadInput(f"ballot {ballot.pk} is not drawn")
    print(result_file(ballot.pk), end="")
    return 0


def _error_console() -> Any:
    from rich.console import Console

    # Progress goes to the error stream, so that the output stays a file or JSON.
    return Console(stderr=True)
