"""`registrar serve`: database, web server and worker together; what ./run starts."""

import argparse
import os

from rich.console import Console

from registrar.supervisor.serving import Options, serve

NAME = "serve"
HELP = "Start the database, the web server and the worker, and keep them running until Ctrl-C."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be chosen."""
    port = os.environ.get("PORT", "")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=_port(port) if port else 8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="web processes (2)")
    parser.add_argument("--students", type=int, default=2000, metavar="N", help="size of the demonstration (2000)")
    parser.add_argument("--university", default=os.environ.get("REGISTRAR_UNIVERSITY", "polyu"), metavar="CODE")
    parser.add_argument("--prepare-only", action="store_true", help="prepare everything, start nothing")


def run(args: argparse.Namespace) -> int:
    """Serve until asked to stop."""
    options = Options(
        host=args.host,
        port=args.port,
        workers=args.workers,
        students=args.students,
        university=args.university,
        only_prepare=args.prepare_only,
    )
    return serve(options, Console(soft_wrap=True))


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: a number from 1 to 65535")
    return number
