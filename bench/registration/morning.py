"""One opening morning of real enrolments: everybody sends a basket over HTTP and reads what became of it."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from bench.registration import checks, report
from bench.registration.rounds import Measured, real_order
from bench.registration.site import serving
from bench.registration.university import Student, plan

REFUSALS = """
    SELECT clause, count(*) FROM platform_storeddecision, unnest(refusing) clause GROUP BY 1 ORDER BY 2 DESC, 1
"""
PLACES = "SELECT count(*) FROM registration_registration WHERE state = 'registered'"


def replay(args: argparse.Namespace, database: int, url: str, var: Path, students: list[Student]) -> list[str]:
    """Send every basket and follow the redirect, as a browser does; print the morning, return what doesn't hold."""
    coming = [one for one in students if one.groups]
    plan([(one, one.groups) for one in coming])
    orders = [{**real_order(one, one.groups), "follow": one.get("{location}")} for one in coming]
    measured = Measured("basket", sum(len(one.groups) for one in coming))
    with serving(database, url, var, args.workers) as site:
        measured.take(*site.answer(orders, args.clients))
    pages = Measured("page that follows")
    pages.used = measured.used
    for answer in measured.answers:
        pages.statuses[answer.get("page_status", 0)] += 1
        pages.milliseconds += [answer["page_ms"]] if "page_ms" in answer else []
    pages.answers = [answer for answer in measured.answers if "page_ms" in answer]
    print(report.table([measured, pages]))
    seconds = measured.used[0].seconds
    print(f"the morning took {seconds:.1f} s: {measured.seats / seconds:.0f} subjects decided a second")
    return [*_told(measured.answers), *checks.broken(measured.answers, [])]


def _told(answers: list[dict[str, Any]]) -> list[str]:
    """Print refusals by clause; compare the places that the pages told with those that are there."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(REFUSALS)
        refused = Counter(dict(cursor.fetchall()))
        cursor.execute(PLACES)
        (places,) = cursor.fetchone()
    for clause, count in refused.most_common():
        print(f"refused by {clause:28}{count:>9}")
    told = sum(answer.get("registered") or 0 for answer in answers)
    print(f"registered: {places}; as the pages told it: {told}")
    return [] if told == places else [f"the pages told of {told} registrations, there are {places}"]
