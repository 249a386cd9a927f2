"""`registrar account`: opens an account, such as the first one of a new installation."""

from __future__ import annotations

import argparse
import getpass
import sys

from registrar.cli import BadInput, setup_django

NAME = "account"
HELP = "Open an account with an office; whoever holds the registry's gives the others theirs on the page of offices."
OFFICES = ("registry", "finance", "board", "auditor", "operator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `open`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="open")
    opening = actions.add_parser("open", help="open an account; the password is asked for")
    opening.add_argument("net_id", metavar="NETID", help="what the person signs in with, in small letters")
    opening.add_argument("--family-name", required=True, metavar="NAME")
    opening.add_argument("--given-names", required=True, metavar="NAMES")
    opening.add_argument("--name-zh", default="", metavar="NAME", help="name in Chinese")
    opening.add_argument("--email", default="", metavar="ADDRESS")
    opening.add_argument("--office", choices=OFFICES, help="office that the account begins with")
    opening.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def run(args: argparse.Namespace) -> int:
    """Open it, or say what stands against it."""
    setup_django()
    from registrar.areas.people.actions.open_account import AccountRefused, NewAccount, open_account
    from registrar.areas.people.policies import Role
    from registrar.areas.platform.clock import now

    new = NewAccount(
        net_id=args.net_id,
        family_name=args.family_name,
        given_names=args.given_names,
        name_zh=args.name_zh,
        email=args.email,
        office=Role(args.office) if args.office else None,
    )
    try:
        user = open_account(new, password=_password(from_input=args.password_stdin), now=now())
    except AccountRefused as refused:
        raise BadInput(str(refused)) from refused
    print(f"opened: {user.username}{f' ({args.office})' if args.office else ''}")
    return 0


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise BadInput("the two passwords differ")
    return first
