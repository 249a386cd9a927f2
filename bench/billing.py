"""A billing run of a whole university against the bare writing of its rows, in the same run.

Run it with `PYTHONPATH=src python -m bench.billing`. It makes a university with its registrations (28,000 students
unless told otherwise), bills the term after add/drop, bills it again, and copies every row that the run wrote into
tables with the same indexes: that is what the database needs at least. A university of a tenth of the size is billed
the same way, so that it can be seen whether the cost grows with the students. The run must take less than a minute.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import perf_counter

from bench.own_cluster import own_cluster
from bench.registration.prepare import prepare

TERM = "2024/25-S1"
WANTED = 60.0
WRITTEN = (
    "platform_storeddecision",
    "finance_account",
    "finance_transaction",
    "finance_entry",
    "finance_debitnote",
    "finance_charge",
    "platform_notice",
)


@dataclass(frozen=True)
class Run:
    """One billing run: how many bills, notes and lines, what they come to, and seconds."""

    bills: int
    notes: int
    lines: int
    amount: str
    undetermined: int
    seconds: float


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.billing", description="Measure a billing run.")
    parser.add_argument("--students", type=int, default=28_000, help="size of the university (28,000)")
    return parser.parse_args()


def main() -> int:
    """Measure; 0 when the second run changed nothing and the first was quick enough."""
    students = arguments().students
    with own_cluster() as (_, url, var):
        prepare(url, var)
        from django.db import connections

        tenth, _, _ = measured(students // 10)
        whole, again, limit = measured(students)
        connections.close_all()
    print(f"{'':24}{'bills':>9}{'notes':>9}{'lines':>9}{'HK$':>18}{'left open':>11}{'seconds':>10}")
    print(_line(f"{students // 10:,} students", tenth))
    print(_line(f"{students:,} students", whole))
    print(_line("again", again))
    print(f"bare copying of the rows it wrote: {limit:.1f} s; billing / copying = {whole.seconds / limit:.1f}")
    print(f"ten times the students took {whole.seconds / tenth.seconds:.1f} times as long")
    broken = ["the second run wrote notes"] if again.notes else []
    broken += [f"{WANTED:.0f} s are wanted: NOT kept"] if whole.seconds > WANTED else []
    print("; ".join(broken) or f"{WANTED:.0f} s are wanted: kept; the second run changed nothing")
    return 1 if broken else 0


def _line(name: str, run: Run) -> str:
    numbers = f"{run.bills:9,}{run.notes:9,}{run.lines:9,}{run.amount:>18}{run.undetermined:11,}{run.seconds:10.1f}"
    return f"{name:24}{numbers}"


def measured(students: int) -> tuple[Run, Run, float]:
    """Make a university in place of the one before; bill its term twice; copy what the first run wrote."""
    from django.conf import settings

    from registrar.demo.create import create
    from registrar.rulebook import load_rulebook

    folder = load_rulebook().university(settings.UNIVERSITY).path
    create(folder, students=students, seed=1, registered=True, opening=None, replace=True)
    before = _last()
    first = _bill()
    return first, _bill(), _copied(before)


def _bill() -> Run:
    from registrar.areas.catalogue.queries.term import term_by_key
    from registrar.areas.platform import clock
    from registrar.areas.registration.actions.bill_term import bill_term

    day = term_by_key(TERM).add_drop_to.astimezone(clock.HONG_KONG).date() + timedelta(days=1)
    now = datetime.combine(day, time(12), clock.HONG_KONG)
    with clock.at(now):
        start = perf_counter()
        done = bill_term(TERM, actor=None, now=now)
        seconds = perf_counter() - start
    return Run(done.bills, done.notes, done.lines, f"{done.amount:,}", done.undetermined, seconds)


def _last() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        answer = {}
        for table in WRITTEN:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
            answer[table] = cursor.fetchone()[0]
    return answer


def _copied(before: dict[str, int]) -> float:
    from django.db import connection

    seconds = 0.0
    with connection.cursor() as cursor:
        for table, last in before.items():
            cursor.execute(f"CREATE TABLE copy_of (LIKE {table} INCLUDING ALL)")
            start = perf_counter()
            cursor.execute(f"INSERT INTO copy_of SELECT * FROM {table} WHERE id > %s", [last])  # noqa: S608
            seconds += perf_counter() - start
            cursor.execute("DROP TABLE copy_of")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
