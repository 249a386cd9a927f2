"""What runs by itself."""

from dataclasses import dataclass

from procrastinate.contrib.django import app


@dataclass(frozen=True)
class PeriodicJob:
    """A task that runs by itself: its name, when (as cron writes it), and what it does (its docstring)."""

    name: str
    cron: str
    text: str


def periodic_jobs() -> list[PeriodicJob]:
    """Return every periodic task of every area, by name; no query."""
    registered = app.periodic_registry.periodic_tasks.values()
    return sorted(
        (PeriodicJob(one.task.name, one.cron, (one.task.func.__doc__ or "").strip()) for one in registered),
        key=lambda job: job.name,
    )
