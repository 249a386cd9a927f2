"""What one degree audit costs: from the database to the decision, against fifty milliseconds and the bare queries.

Run it with `PYTHONPATH=src python -m bench.audit`. It makes a demonstration of 2,000 students and prints the time of
one audit (the median over a hundred of them, and the longest) with its share of queries, the ratio to the limit and to
the bare queries measured in the same run, and what an audit costs when all are read at once.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from bench.own_cluster import own_cluster
from bench.registration.prepare import prepare

LIMIT = 0.050
STUDENTS = 100
MANY = 2000


def main() -> int:
    """Measure; 0 when an audit takes less than the limit."""
    with own_cluster() as (_, url, var):
        prepare(url, var)
        for command in (("university", "load", "polyu"), ("demo", "create", "--students", str(MANY))):
            subprocess.run([sys.executable, "-m", "registrar", *command], check=True, stdout=subprocess.DEVNULL)
        try:
            return measured()
        finally:
            from django.db import connections

            connections.close_all()


def measured() -> int:
    """Print the figures of the demonstration."""
    from registrar.areas.advising.queries.audit_data import audit_data
    from registrar.areas.advising.queries.audits import audit_of, audits_of
    from registrar.areas.advising.queries.degree import outlook
    from registrar.areas.platform import clock
    from registrar.areas.studies.queries.study_keys import study_keys

    today, keys = clock.today(), study_keys()
    when = outlook(today)
    if when is None:
        sys.exit("the demonstration has no term to be audited for")
    chosen = keys[:: max(1, len(keys) // STUDENTS)][:STUDENTS]
    audit_of(chosen[0], term=when.term, as_of=today)
    times = timed(lambda key: audit_of(key, term=when.term, as_of=today), chosen)
    whole, queries = median(times), median(timed(lambda key: audit_data([key], today), chosen))
    print(
        f"one audit: {whole * 1000:.1f} ms, of which queries {queries * 1000:.1f} ms; longest {max(times) * 1000:.1f}"
    )
    print(f"ratio to {LIMIT * 1000:.0f} ms: {whole / LIMIT:.2f}; to its bare queries: {whole / queries:.2f}")
    start = perf_counter()
    done = sum(1 for _ in audits_of(keys[:MANY], term=when.term, as_of=today))
    each = (perf_counter() - start) / done
    print(f"{done} at once: {each * 1000:.2f} ms each; ratio to one by itself: {each / whole:.2f}")
    return 0 if whole < LIMIT else 1


def timed(work: Callable[[int], object], keys: Sequence[int]) -> list[float]:
    """Time a call for each study."""
    times = []
    for key in keys:
        start = perf_counter()
        work(key)
        times.append(perf_counter() - start)
    return times


if __name__ == "__main__":
    sys.exit(main())
