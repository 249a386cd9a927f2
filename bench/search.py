"""The search page of a full university: its time on the server against the bare query behind it, in the same run.

Run it with `PYTHONPATH=src python -m bench.search`. It makes a university (28,000 students and 3,000 offerings unless
told otherwise), starts the site, and asks for one page after another as one student would; `bare query` is the same
question as plain SQL, twelve offerings of it, on a connection of its own. The page must be there in 100 ms.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, quote

import psycopg
from bench.own_cluster import own_cluster
from bench.registration.prepare import prepare

from registrar.supervisor.cluster import Cluster

WANTED = 100.0
TERM = "2024/25-S1"
PAGE = "/my/registration/"
SEARCHES = {
    "everything": "",
    "a word": "q=data",
    "two words": "q=data+analysis",
    "a Chinese word": f"q={quote('管理')}",
    "a code": "q=COMP",
    "free places on Monday morning": "day=1&band=morning&free=on",
    "fits the timetable": "fits=on",
    "level and words": "level=3&q=design",
    "the last page": "page=10000",
}
BARE = """
    SELECT o.id, s.code, s.title_en FROM registration_offering o JOIN catalogue_subject s ON s.code = o.subject_id
    WHERE o.term_id = %s AND o.state = 'open' AND (s.title_en ILIKE %s OR s.title_zh LIKE %s)
    ORDER BY s.code LIMIT 12
"""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="Measure the search page.")
    parser.add_argument("--students", type=int, default=28_000, help="size of the university (28,000)")
    parser.add_argument("--offerings", type=int, default=3_000, help="subjects offered in the term (3,000)")
    parser.add_argument("--times", type=int, default=30, help="how often each page is asked for (30)")
    return parser.parse_args()


def main() -> int:
    """Measure; 0 when every page came in time."""
    args = arguments()
    with own_cluster() as (cluster, url, var):
        prepare(url, var)
        return measure(args, url, cluster, var)


def measure(args: argparse.Namespace, url: str, cluster: Cluster, var: Path) -> int:
    """Make the university, ask for every page, and print the table."""
    from bench.registration.site import serving
    from bench.registration.university import opening
    from django.db import connections

    student = next(one for one in opening(args.students, None, 1) if len(one.groups) > 2)
    offered = fill(TERM, args.offerings)
    connections.close_all()
    print(f"{args.students:,} students, {offered:,} offerings in the term; milliseconds")
    print(f"{'search':32}{'median':>9}{'p99':>9}{'server CPU':>12}{'bare query':>12}{'ratio':>8}")
    slow = []
    database = cluster.child.process.pid if cluster.child else 0
    with serving(database, url, var, 2) as site, psycopg.connect(url, autocommit=True) as connection:
        for name, query in SEARCHES.items():
            request = {"key": 0, "request": student.get(f"{PAGE}?{query}")}
            site.answer([request] * 8, 1)
            answers, used = site.answer([request] * args.times, 1)
            if {answer["status"] for answer in answers} != {200}:
                raise RuntimeError(f"{name}: {answers[0]}")
            times = sorted(answer["ms"] for answer in answers)
            half, worst = median(times), times[min(len(times) - 1, int(len(times) * 0.99))]
            cpu = (used.web + used.database) * 1000 / len(answers)
            bare = bare_query(connection, query)
            print(f"{name:32}{half:9.1f}{worst:9.1f}{cpu:12.1f}{bare:12.2f}{half / bare:8.1f}")
            slow += [name] if half > WANTED else []
    print(f"{WANTED:.0f} ms are wanted: " + ("NOT kept by " + ", ".join(slow) if slow else "kept by all"))
    return 1 if slow else 0


def bare_query(connection: psycopg.Connection, query: str) -> float:
    """Return the best time of the plain question, in milliseconds."""
    word = f"%{parse_qs(query).get('q', [''])[0].split(' ')[0]}%"
    best = float("inf")
    for _ in range(20):
        start = perf_counter()
        connection.execute(BARE, [TERM, word, word]).fetchall()
        best = min(best, perf_counter() - start)
    return best * 1000


def fill(term: str, wanted: int) -> int:
    """Offer copies of the subjects that are there until so many are offered; return how many are."""
    from registrar.areas.catalogue.models import Subject
    from registrar.areas.registration.models import Meeting, Offering, SubjectGroup

    there = list(Offering.objects.filter(term_id=term).select_related("subject").prefetch_related("groups__meetings"))
    pairs = [(there[n % len(there)], f"ZZ{n:05d}") for n in range(max(0, wanted - len(there)))]
    Subject.objects.bulk_create([copied(offering.subject, pk=code) for offering, code in pairs], batch_size=2000)
    offered = Offering.objects.bulk_create([Offering(term_id=term, subject_id=code) for _, code in pairs])
    for (offering, _), new in zip(pairs, offered, strict=True):
        groups = list(offering.groups.all())
        made = SubjectGroup.objects.bulk_create(
            [SubjectGroup(offering=new, code=one.code, quota=one.quota, teacher_id=one.teacher_id) for one in groups]
        )
        meetings = [
            copied(meeting, pk=None, group=group)
            for old, group in zip(groups, made, strict=True)
            for meeting in old.meetings.all()
        ]
        Meeting.objects.bulk_create(meetings)
    with django_connection().cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(there) + len(offered)


def copied(row: Any, **changed: Any) -> Any:
    """Return an unsaved copy of a row with some fields changed."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    new = type(row)(**values)
    for name, value in changed.items():
        setattr(new, name, value)
    return new


def django_connection() -> Any:
    """Return Django's connection; it can be imported only once Django is set up."""
    from django.db import connection

    return connection


if __name__ == "__main__":
    sys.exit(main())
