"""`registrar coverage`: which duties of the handbook are carried out, and which are proved."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from registrar.cli import BadInput
from registrar.cli._printing import print_json, print_table
from registrar.rulebook import UnknownUniversity
from registrar.rulebook.coverage import ClauseCoverage, by_area, coverage, total

NAME = "coverage"
HELP = "Count the duties of the handbook that are carried out and proved, by area, or list those of one area."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("area", nargs="?", metavar="AREA", help="list the clauses of this area")
    parser.add_argument("--missing", action="store_true", help="with AREA: only clauses that aren't proved")
    parser.add_argument("--university", default="polyu", metavar="CODE")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Count or list."""
    try:
        covered = coverage(args.university)
    except UnknownUniversity as error:
        raise BadInput(str(error)) from error
    if args.area is not None:
        return _list(args, [one for one in covered if one.clause.area == args.area])
    areas = by_area(covered)
    rows = [*areas, total(areas)]
    if args.json:
        print_json([asdict(row) for row in rows])
    else:
        columns = ["area", "duties", "carried", "proved"]
        texts = [[row.area, str(row.duties), str(row.carried), str(row.proved)] for row in rows]
        print_table("Duties of the handbook", columns, texts, frozenset(columns[1:]))
    return 0


def _list(args: argparse.Namespace, covered: list[ClauseCoverage]) -> int:
    if not covered:
        raise BadInput(f"there are no clauses of the area {args.area!r}")
    kept = [one for one in covered if not (args.missing and one.proved_by)]
    if args.json:
        print_json(
            [
                {
                    **one.clause.to_json(),
                    "carried_by": [asdict(trace) for trace in one.carried_by],
                    "proved_by": [asdict(trace) for trace in one.proved_by],
                }
                for one in kept
            ]
        )
        return 0
    rows = [[str(one.clause.citation), one.clause.kind, _names(one.carried_by), _names(one.proved_by)] for one in kept]
    print_table(f"{len(kept)} clauses", ["clause", "kind", "carried by", "proved by"], rows)
    return 0


def _names(traces: tuple[object, ...]) -> str:
    return ", ".join(dict.fromkeys(getattr(trace, "name", "") for trace in traces)) or "-"
