"""What the bench prints."""

from __future__ import annotations

from bench.registration.rounds import Measured

WANTED = 0.6


def table(rows: list[Measured]) -> str:
    """Return rates, waiting times and CPU of each kind of request."""
    head = ("", "requests", "a second", "p50 ms", "p95 ms", "p99 ms", "web ms", "database ms", "client ms", "answers")
    lines = [_line(head)]
    for row in rows:
        waits = [f"{row.percentile(share):.0f}" for share in (0.5, 0.95, 0.99)]
        cpu = [f"{row.cpu(part):.2f}" for part in ("web", "database", "client")]
        statuses = ", ".join(f"{count} x {status or 'no answer'}" for status, count in sorted(row.statuses.items()))
        lines.append(_line((row.name, len(row.answers), f"{row.rate:.0f}", *waits, *cpu, statuses)))
    return "\n".join(lines)


def verdict(bare: Measured, real: Measured) -> str:
    """Return the ratio in the rounds taken together, and round by round."""
    each = [one.seconds / other.seconds for one, other in zip(bare.used, real.used, strict=True)]
    # Rounds of both kinds have nearly the same number of requests; the rates are exact, the rounds for their spread.
    spread = ", ".join(f"{ratio:.2f}" for ratio in each)
    ratio = real.rate / bare.rate
    kept = "reached" if ratio >= WANTED else "NOT reached"
    return f"real submit / bare claim = {ratio:.2f} ({WANTED} is wanted: {kept}); round by round: {spread}"


def _line(cells: tuple[object, ...]) -> str:
    first, *numbers, last = (str(cell) for cell in cells)
    return f"{first:20}" + "".join(f"{cell:>13}" for cell in numbers) + f"  {last}"
