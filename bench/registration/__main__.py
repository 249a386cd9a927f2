"""`python -m bench.registration`: make a university, start the site, measure, check, print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bench.own_cluster import own_cluster
from bench.registration.prepare import prepare

from registrar.supervisor.cluster import Cluster


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.registration", description=__doc__)
    parser.add_argument("--students", type=int, default=6000, help="size of the university (6000)")
    parser.add_argument("--clients", type=int, default=64, help="connections at a time (64)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the web server (2, as `./run`)")
    parser.add_argument("--rounds", type=int, default=4, help="rounds of each kind, by turns (4)")
    parser.add_argument("--seconds", type=int, default=5, help="how long pgbench runs (5)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other students (1)")
    parser.add_argument(
        "--demand",
        type=Path,
        metavar="FILE",
        help="one morning of real enrolments: a .stu file, its .crs beside it",
    )
    return parser.parse_args()


def main() -> int:
    """Measure; 0 when everything that must hold did."""
    args = arguments()
    with own_cluster() as (cluster, url, var):
        return _measure(args, cluster, url, var)


def _measure(args: argparse.Namespace, cluster: Cluster, url: str, var: Path) -> int:
    prepare(url, var)
    from bench.registration.university import opening
    from django.db import connections

    students = opening(args.students, args.demand, args.seed)
    print(f"{len(students)} students with {sum(len(one.groups) for one in students)} wishes", flush=True)
    connections.close_all()
    try:
        database = cluster.child.process.pid if cluster.child else 0
        measure = _morning if args.demand else _rates
        broken = measure(args, database, url, var, students)
    finally:
        connections.close_all()
    print("BROKEN: " + "; ".join(broken[:10]) if broken else _held())
    return 1 if broken else 0


def _rates(args: argparse.Namespace, database: int, url: str, var: Path, students: list[Any]) -> list[str]:
    from bench.registration import checks, limit, report, rounds
    from bench.registration.site import serving

    copy = limit.copy_of(url)
    warm, fifth = 200, len(students) // 5
    with serving(database, url, var, args.workers) as site:
        warming = rounds.by_turns(site, students[:warm], 1, args.clients)
        bare, real = rounds.by_turns(site, students[warm:-fifth], args.rounds, args.clients)
        whole = rounds.baskets(site, students[-fifth:], args.clients)
    raw = limit.claims_a_second(copy, args.clients, args.seconds)
    print(report.table([bare, real, whole]))
    print(f"whole baskets: {whole.seats / whole.used[0].seconds:.0f} subjects a second")
    print(f"the same claim through pgbench: {raw:.0f} a second" if raw else "pgbench is not on this machine")
    print(report.verdict(bare, real))
    submitted = [one for measured in (warming[1], real, whole) for one in measured.answers]
    claimed = [one for measured in (warming[0], bare) for one in measured.answers if one["status"] == 200]
    return checks.broken(submitted, claimed)


def _morning(args: argparse.Namespace, database: int, url: str, var: Path, students: list[Any]) -> list[str]:
    from bench.registration import morning

    return morning.replay(args, database, url, var, students)


def _held() -> str:
    return "Held: no group oversold, no deadlock, everything acknowledged is there and nothing else"


if __name__ == "__main__":
    sys.exit(main())
