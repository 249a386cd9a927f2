"""What a rehearsal found out: counts, seconds, and whether the books and the seats hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter


@dataclass
class Report:
    """Counts by name, seconds by stage, and the violations of what must always hold."""

    students: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage."""
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start

    @property
    def total_seconds(self) -> float:
        """Seconds of all stages."""
        return sum(self.seconds.values())

    def take(self, found: Counter[str]) -> None:
        """Add a stage's counts; names that begin with "refused " are clauses."""
        for name, count in found.items():
            if name.startswith("refused "):
                self.refusals[name.removeprefix("refused ")] += count
            else:
                self.counts[name] += count
