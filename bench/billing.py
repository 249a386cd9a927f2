"""A billing run of a whole university against the bare writing of its rows, in the same run.

Run it with `PYTHONPATH=src python -m bench.billing`. It makes a university with its registrations (28,000 students
unless told otherwise), previews the term after add/drop, bills it, bills it again, compares the run with its preview
line by line, lets everybody pay, and refunds every programme as if all were cancelled. What is written is copied, too,
into tables with the same indexes: that is what the database needs at least. A university of a tenth of the size is
treated the same way, so that it can be seen whether the cost grows with the students. The run must take less than a
minute.
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
PORTION = 2000
DIFFERING = "run against its preview, lines that differ"
PAID = (
    "platform_storeddecision",
    "finance_transaction",
    "finance_entry",
    "finance_payment",
    "finance_receipt",
    "platform_notice",
)
REFUNDED = (
    "platform_storeddecision",
    "finance_transaction",
    "finance_entry",
    "finance_refund",
    "finance_depositsettlement",
    "platform_notice",
)
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


@dataclass(frozen=True)
class Part:
    """Something else that is measured: how many rows it is about, seconds, and those of copying what it wrote."""

    name: str
    rows: int
    seconds: float
    copied: float | None = None


@dataclass(frozen=True)
class University:
    """Everything measured on one university."""

    first: Run
    again: Run
    copied: float
    parts: tuple[Part, ...]


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

        tenth, whole = measured(students // 10), measured(students)
        connections.close_all()
    print(f"{'':24}{'bills':>9}{'notes':>9}{'lines':>9}{'HK$':>18}{'left open':>11}{'seconds':>10}")
    print(_line(f"{students // 10:,} students", tenth.first))
    print(_line(f"{students:,} students", whole.first))
    print(_line("again", whole.again))
    seconds = whole.first.seconds
    print(f"bare copying of the rows it wrote: {whole.copied:.1f} s; billing / copying = {seconds / whole.copied:.1f}")
    print(f"ten times the students took {seconds / tenth.first.seconds:.1f} times as long")
    for small, large in zip(tenth.parts, whole.parts, strict=True):
        print(_part(small, large))
    broken = ["the second run wrote notes"] if whole.again.notes else []
    broken += [f"{WANTED:.0f} s are wanted: NOT kept"] if seconds > WANTED else []
    differing = sum(part.rows for part in whole.parts if part.name == DIFFERING)
    broken += [f"the run differs from its preview in {differing} lines"] if differing else []
    print("; ".join(broken) or f"{WANTED:.0f} s are wanted: kept; the second run changed nothing")
    return 1 if broken else 0


def _part(small: Part, large: Part) -> str:
    text = f"{large.name}: {large.rows:,} in {large.seconds:.1f} s, {large.seconds / small.seconds:.1f} times the tenth"
    return text if large.copied is None else f"{text}; / copying = {large.seconds / large.copied:.1f}"


def _line(name: str, run: Run) -> str:
    numbers = f"{run.bills:9,}{run.notes:9,}{run.lines:9,}{run.amount:>18}{run.undetermined:11,}{run.seconds:10.1f}"
    return f"{name:24}{numbers}"


def measured(students: int) -> University:
    """Make a university in place of the one before and measure everything on it."""
    from django.conf import settings

    from registrar.demo.create import create
    from registrar.rulebook import load_rulebook

    folder = load_rulebook().university(settings.UNIVERSITY).path
    create(folder, students=students, seed=1, registered=True, opening=None, replace=True)
    parts = [_preview(), _compared_previews()]
    before = _last(WRITTEN)
    first, again = _bill(), _bill()
    copied = _copied(before)
    parts += [_compared_run(), _paid(), _refunded()]
    return University(first, again, copied, tuple(parts))


def _noon() -> datetime:
    """Return the noon after add/drop."""
    from registrar.areas.catalogue.queries.term import term_by_key
    from registrar.areas.platform import clock

    day = term_by_key(TERM).add_drop_to.astimezone(clock.HONG_KONG).date() + timedelta(days=1)
    return datetime.combine(day, time(12), clock.HONG_KONG)


def _preview() -> Part:
    from registrar.areas.catalogue.queries.term import term_by_key
    from registrar.areas.finance.actions.keep_preview import keep_preview
    from registrar.areas.finance.queries.preview import preview
    from registrar.areas.registration.queries.bills_of_term import bills_of_term

    now = _noon()
    start = perf_counter()
    found = preview(bills_of_term(TERM, now.date()), term=term_by_key(TERM), now=now)
    keep_preview(found, term=TERM, actor=None, now=now)
    return Part("preview, kept", len(found.studies), perf_counter() - start)


def _compared_previews() -> Part:
    """Compare the preview with one in which every tenth student was asked for something else."""
    from registrar.areas.finance.models import BillingPreview
    from registrar.areas.finance.queries.preview_changes import changed_lines, preview_before, preview_by_key

    made = BillingPreview.objects.get()
    studies = {key: answer for key, answer in made.studies.items() if int(key) % 10}
    later = BillingPreview.objects.create(term_id=TERM, made_at=_noon(), summary=made.summary, studies=studies)
    start = perf_counter()
    preview = preview_by_key(later.pk)
    before = preview_before(preview) if preview else None
    assert preview is not None and before is not None  # noqa: PT018, S101
    return Part("comparison of two previews, lines that differ", len(changed_lines(preview, before)), _since(start))


def _compared_run() -> Part:
    """Compare what the run charged with what its preview said: nothing may differ."""
    from registrar.areas.finance.models import BillingPreview
    from registrar.areas.finance.queries.billing_lines import line_changes, lines_of_preview, lines_of_run
    from registrar.areas.finance.queries.preview_changes import preview_by_key

    first = BillingPreview.objects.order_by("pk").values_list("pk", flat=True)[0]
    start = perf_counter()
    preview = preview_by_key(first)
    assert preview is not None  # noqa: S101
    charged = lines_of_run(TERM, since=_noon(), until=_noon(), actor=None)
    return Part(DIFFERING, len(line_changes(lines_of_preview(preview), charged)), _since(start))


def _paid() -> Part:
    """Let the bank say that every note was paid."""
    from registrar.areas.finance.actions.record_payments import record_payments
    from registrar.areas.finance.bank_lines import BankLine
    from registrar.areas.finance.models import DebitNote

    now = _noon()
    notes = DebitNote.objects.filter(term_id=TERM, state="outstanding").order_by("pk").values_list("number", "amount")
    lines = [BankLine(f"B{number}", number, "fps", amount, now, booked=True) for number, amount in notes]
    before = _last(PAID)
    start = perf_counter()
    for first in range(0, len(lines), PORTION):
        record_payments(lines[first : first + PORTION], actor=None, now=now)
    return Part("payments recorded", len(lines), _since(start), _copied(before))


def _refunded() -> Part:
    """Refund every programme of the university, one after the other."""
    from registrar.areas.catalogue.models import Programme
    from registrar.areas.finance.actions.cancel_programme_refunds import cancel_programme_refunds

    before, refunds = _last(REFUNDED), 0
    start = perf_counter()
    for code in Programme.objects.order_by("pk").values_list("pk", flat=True):
        refunds += cancel_programme_refunds(code, from_term=TERM, actor=None, now=_noon()).refunds
    return Part("refunds of every programme", refunds, _since(start), _copied(before))


def _since(start: float) -> float:
    return perf_counter() - start


def _bill() -> Run:
    from registrar.areas.platform import clock
    from registrar.areas.registration.actions.bill_term import bill_term

    now = _noon()
    with clock.at(now):
        start = perf_counter()
        done = bill_term(TERM, actor=None, now=now)
        seconds = perf_counter() - start
    return Run(done.bills, done.notes, done.lines, f"{done.amount:,}", done.undetermined, seconds)


def _last(tables: tuple[str, ...]) -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        answer = {}
        for table in tables:
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
