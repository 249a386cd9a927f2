"""What one degree audit costs: from the database to the decision, against fifty milliseconds and the bare queries.

Run it with `PYTHONPATH=src DATABASE_URL=... python bench/audit.py` on a demonstration. It prints the time of one audit
(the median over a hundred students) with its share of queries and rule, the ratio to the limit and to the bare queries
measured in the same run, and what an audit costs when thousands are read at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

import django

LIMIT = 0.050
STUDENTS = 100
MANY = 2000


def seconds(work: Callable[[int], object], keys: Sequence[int]) -> float:
    """Time a call for each study; the median."""
    times = []
    for key in keys:
        start = perf_counter()
        work(key)
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registrar.site.settings")
    django.setup()
    from registrar.areas.advising.queries.audit_data import audit_data
    from registrar.areas.advising.queries.audits import audit_of, audits_of
    from registrar.areas.advising.queries.degree import outlook
    from registrar.areas.platform import clock
    from registrar.areas.studies.queries.study_keys import study_keys

    today, keys = clock.today(), study_keys()
    when = outlook(today)
    if when is None or not keys:
        sys.exit("no term or no studies: run this on a demonstration")
    chosen = keys[:: max(1, len(keys) // STUDENTS)][:STUDENTS]
    audit_of(chosen[0], term=when.term, as_of=today)
    whole = seconds(lambda key: audit_of(key, term=when.term, as_of=today), chosen)
    queries = seconds(lambda key: audit_data([key], today), chosen)
    print(f"one audit: {whole * 1000:.1f} ms, of which queries {queries * 1000:.1f} ms")
    print(f"ratio to {LIMIT * 1000:.0f} ms: {whole / LIMIT:.2f}; to its bare queries: {whole / queries:.2f}")
    start = perf_counter()
    done = sum(1 for _ in audits_of(keys[:MANY], term=when.term, as_of=today))
    each = (perf_counter() - start) / done
    print(f"{done} at once: {each * 1000:.2f} ms each; ratio to one by itself: {each / whole:.2f}")


if __name__ == "__main__":
    main()
