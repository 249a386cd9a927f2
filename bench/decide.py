"""What a decision costs beyond its rule: decide() against the bare function, in the same run.

Run it with `PYTHONPATH=src python bench/decide.py`. It takes every worked case of every rule and prints, for each rule,
the time of a full decision, of the bare function, and their ratio; then how long 28,000 decisions of the mean cost
would take.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from statistics import mean
from time import perf_counter

from registrar.rulebook import Parameters, decide, load_rulebook, rule_named
from registrar.rulebook.cases import all_cases
from registrar.rulebook.missing import CannotTell

REPEATS = 200
STUDENTS = 28_000


def microseconds(call) -> float:
    """Time a call: the best of three runs, each of many repeats."""
    best = float("inf")
    for _ in range(3):
        start = perf_counter()
        for _ in range(REPEATS):
            call()
        best = min(best, perf_counter() - start)
    return best / REPEATS * 1e6


def measured(law) -> dict[str, list[tuple[float, float]]]:
    """Return full and bare microseconds of every case that reaches its rule."""
    times = defaultdict(list)
    for case in all_cases(law):
        rule = rule_named(case.rule)
        facts = rule.facts.model_validate(case.schema.facts)
        day = case.schema.as_of
        key = {"event_date": day, "term": facts.term, "cohort": facts.cohort}[rule.binds_by]
        binding = law.binding(rule, key) if key is not None else None
        if binding is None or binding.edition is None:
            continue

        def bare(rule=rule, facts=facts, day=day, binding=binding):
            parameters = Parameters(law, rule, binding, None, facts.term, facts.cohort, day)
            try:
                return rule(facts, parameters, day)
            except CannotTell:
                return None

        full = microseconds(lambda rule=rule, facts=facts, day=day: decide(rule, facts, as_of=day, university=law.code))
        times[case.rule].append((full, microseconds(bare)))
    return times


def main() -> None:
    """Print the table."""
    law = load_rulebook().university("polyu")
    times = measured(law)
    print(f"{'rule':40}{'decide us':>12}{'bare us':>12}{'ratio':>8}")
    for rule, pairs in sorted(times.items()):
        full, bare = mean(pair[0] for pair in pairs), mean(pair[1] for pair in pairs)
        print(f"{rule:40}{full:12.1f}{bare:12.1f}{full / bare:8.2f}")
    every = [pair for pairs in times.values() for pair in pairs]
    full, bare = mean(pair[0] for pair in every), mean(pair[1] for pair in every)
    print(f"{'all':40}{full:12.1f}{bare:12.1f}{full / bare:8.2f}")
    whole, limit = STUDENTS * full / 1e6, STUDENTS * bare / 1e6
    print(f"{STUDENTS} decisions at the mean: {whole:.1f} s; limit, the bare functions: {limit:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
