"""Everything that guards Registrar, in order, with a table of what was found. Started by ./check.

./check            all steps
./check fast       all but the races and the browser
./check unit ...   the named steps only
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

import chromium
from check_steps import FAST, STEPS, Result, Step, run_step
from registrar.supervisor.database import embedded_database
from registrar.supervisor.errors import SupervisorError

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "check"


def main(arguments: list[str]) -> int:
    """Run the steps asked for; 0 when every one of them holds."""
    options = _options(arguments)
    steps = _chosen(options.steps)
    console = Console(width=None if sys.stdout.isatty() else 120)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "REGISTRAR_VAR": str(VAR),
        "DJANGO_SETTINGS_MODULE": "registrar.site.settings",
        "SECRET_KEY": os.environ.get("SECRET_KEY", "only-for-tests"),
    }
    VAR.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _database(any(step.database for step in steps), environment, console):
            for step in steps:
                console.rule(f"[bold]{step.name}[/bold]  {step.title}", align="left")
                results.append(_one(step, environment, options))
                if options.stop and results[-1].status == "failed":
                    break
    except KeyboardInterrupt:
        console.print("[bold]Stopped.[/bold]")
    except SupervisorError as error:
        console.print(f"[bold red]No database for the tests.[/bold red] {error}")
    _summary(results, len(steps), console)
    return 0 if len(results) == len(steps) and all(result.status != "failed" for result in results) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./check", description="Set up and run everything that guards Registrar.")
    names = ", ".join(step.name for step in STEPS)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"fast, or some of: {names} (default: all)")
    parser.add_argument("--seed", help="the order of an earlier run, as pytest printed it")
    parser.add_argument("--stop", action="store_true", help="stop at the first step that fails")
    return parser.parse_args(arguments)


def _chosen(names: list[str]) -> list[Step]:
    known = {step.name: step for step in STEPS}
    wanted: list[str] = []
    for name in names or list(known):
        wanted += FAST if name == "fast" else [name]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f"./check knows no step called {unknown[0]}. There are: fast, {', '.join(known)}.")
    return [known[name] for name in dict.fromkeys(wanted)]


@contextlib.contextmanager
def _database(wanted: bool, environment: dict[str, str], console: Console) -> Iterator[None]:
    """A PostgreSQL for the tests: the one DATABASE_URL names, else one of their own below var/check."""
    if not wanted or environment.get("DATABASE_URL"):
        yield
        return
    with embedded_database(VAR, purpose="./check", durable=False) as url:
        console.print(f"PostgreSQL for the tests: {VAR.relative_to(ROOT)}", highlight=False)
        environment["DATABASE_URL"] = url
        yield


def _one(step: Step, environment: dict[str, str], options: argparse.Namespace) -> Result:
    started = time.monotonic()
    missing = [path for path in step.needs if not (ROOT / path).exists()]
    if missing:
        return Result(step.name, "failed", 0.0, f"{missing[0]} does not exist")
    if step.browser:
        found, why_not = chromium.find_or_install()
        if not found:
            must = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
            print(f"No Chromium: {why_not}")
            return Result(step.name, "failed" if must else "skipped", time.monotonic() - started, why_not)
        environment = {**environment, "CHROMIUM": found}
    status, closing = run_step(step, environment, ROOT, options.seed)
    return Result(step.name, status, time.monotonic() - started, closing)


def _summary(results: list[Result], wanted: int, console: Console) -> None:
    colours = {"passed": "green", "failed": "bold red", "skipped": "yellow"}
    table = Table(title="What ./check found", title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("Step")
    table.add_column("Found")
    table.add_column("Seconds", justify="right")
    table.add_column("Closing line", overflow="fold")
    for result in results:
        colour = colours[result.status]
        table.add_row(result.name, f"[{colour}]{result.status}[/{colour}]", f"{result.seconds:.1f}", result.closing)
    console.print()
    console.print(table)
    bad = [result.name for result in results if result.status == "failed"]
    skipped = [result.name for result in results if result.status == "skipped"]
    total = sum(result.seconds for result in results)
    if bad:
        console.print(f"\n[bold red]Failed: {', '.join(bad)}[/bold red] ({total:.0f} s)")
    elif len(results) < wanted:
        console.print(f"\n[bold]Not finished: {len(results)} of {wanted} steps were run.[/bold]")
    else:
        note = f", skipped: {', '.join(skipped)}" if skipped else ""
        console.print(f"\n[bold green]Everything holds[/bold green]{note} ({total:.0f} s)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
