"""The command line: one subcommand a module of this package.

A module names itself (`NAME`, `HELP`), declares its arguments (`add_arguments(parser)`) and does its work
(`run(args) -> int`, the exit code). Django and other heavy things are imported inside `run`.
"""

import argparse
import importlib
import pkgutil


def main(argv: list[str]) -> int:
    """Run the subcommand that `argv` names and return its exit code."""
    parser = argparse.ArgumentParser(prog="registrar", description="Student administration for a university.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{__name__}.{found.name}")
        if hasattr(module, "NAME"):
            command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    args = parser.parse_args(argv)
    return int(args.run(args))
