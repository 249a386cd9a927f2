"""`registrar prepare`: what a start does before the site is served; `registrar serve` calls it where it is due."""

import argparse

from registrar.cli import setup_django

NAME = "prepare"
HELP = "Bring the tables of the database or the collected static files up to the source."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to prepare."""
    parser.add_argument("what", choices=["database", "static"])


def run(args: argparse.Namespace) -> int:
    """Prepare it, with a progress bar."""
    setup_django(database=args.what == "database")
    return _static() if args.what == "static" else _database()


def _static() -> int:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _database() -> int:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    columns = (TextColumn("  {task.description:<44}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("migrations", total=len(plan))

        class Follower:
            """Takes what migrate writes and turns it into the bar."""

            def write(self, text: str) -> None:
                if "Applying" in text:
                    progress.update(bar, description=text.split()[1].rstrip("."))
                if "OK" in text:
                    progress.advance(bar)

            def flush(self) -> None:
                """Nothing is kept back."""

        call_command("migrate", interactive=False, stdout=Follower(), no_color=True)
    return 0
