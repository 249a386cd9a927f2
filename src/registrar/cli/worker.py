"""`registrar worker`: runs the jobs, among them those that the handbook's deadlines set off."""

import argparse

from registrar.cli import setup_django

NAME = "worker"
HELP = "Run the background jobs until stopped."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be chosen."""
    parser.add_argument("--concurrency", type=int, default=2, metavar="N", help="jobs at the same time (2)")


def run(args: argparse.Namespace) -> int:
    """Work until stopped; a job in hand is finished first."""
    setup_django()
    from django.core.management import call_command

    call_command("procrastinate", "worker", f"--concurrency={args.concurrency}", "--shutdown-graceful-timeout=8")
    return 0
