"""Prepares the database of DATABASE_URL for a registration morning; prints its students as JSON. See test_kill.py."""

import json
import sys

import django


def main(count: int) -> None:
    """Make a small university, everybody signed in and with a full basket."""
    django.setup()
    from bench.registration.university import opening, plan
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    students = [one for one in opening(count, None, seed=3) if one.groups]
    plan([(one, one.groups) for one in students])
    print(json.dumps([[one.study, one.session] for one in students]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
