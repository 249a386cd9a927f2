"""`registrar replay`: decide stored decisions again, under the law of today or a draft edition."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from registrar.cli import BadInput, setup_django
from registrar.cli._printing import console, print_json, print_table
from registrar.rulebook import UnknownEdition, load_rulebook
from registrar.rulebook.replay import Comparison, Impact, Replayed, impact, replay

NAME = "replay"
HELP = "Decide stored decisions again and list what comes out differently; --edition shows the impact of a draft."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--rule", metavar="RULE", help="only decisions of this rule, or of this area")
    parser.add_argument("--since", metavar="DATE", help="only decisions for this day or later, such as 2024-09-02")
    parser.add_argument("--edition", metavar="E", help="decide under this edition, such as a draft")
    parser.add_argument("--university", default="polyu", metavar="CODE", help="whose edition that is (polyu)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Replay; 0 when everything is the same, 1 when anything changed under the law of today."""
    since = _day(args.since)
    if args.edition is not None:
        try:
            load_rulebook().university(args.university).edition(args.edition)
        except UnknownEdition as error:
            raise BadInput(f"--edition: {error}") from error
    setup_django()
    from registrar.areas.platform.queries.stored_decisions import count_stored_decisions, stored_decisions

    count = count_stored_decisions(rule=args.rule, since=since)
    stored = stored_decisions(rule=args.rule, since=since)
    seen = impact(_replayed(stored, count, args.edition))
    if args.json:
        print_json(_as_json(seen))
    else:
        _print(seen)
    changed = bool(seen.changed or seen.impossible)
    return 1 if changed and args.edition is None else 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"--since: {text!r} isn't a day (write it like 2024-09-02)") from None


def _replayed(stored: Iterable[tuple[str, dict[str, Any]]], count: int, edition: str | None) -> Iterator[Replayed]:
    from rich.console import Console
    from rich.progress import track

    # Progress goes to the error stream, so that the output stays a table or JSON.
    for subject, body in track(stored, "replaying", total=count, console=Console(stderr=True), transient=True):
        yield replay(body, subject=subject, edition=edition)


def _as_json(seen: Impact) -> dict[str, Any]:
    return {
        "counts": {kind.value: seen.counts.get(kind, 0) for kind in Comparison},
        "moves": [
            {"rule": rule, "before": before, "after": after, "decisions": count}
            for (rule, before, after), count in sorted(seen.moves.items())
        ],
        "changed": [
            {
                "subject": one.subject,
                "rule": one.rule,
                "before": one.before,
                "after": one.after,
                "differences": list(one.differences),
                "same_rule_set": one.same_rule_set,
            }
            for one in seen.changed
        ],
        "impossible": [{"subject": one.subject, "rule": one.rule, "problem": one.problem} for one in seen.impossible],
    }


def _print(seen: Impact) -> None:
    rows = [[kind.value, str(seen.counts.get(kind, 0))] for kind in Comparison]
    print_table(f"{seen.total} decisions", ["again", "decisions"], rows, frozenset({"decisions"}))
    if seen.moves:
        rows = [[rule, before, after, str(n)] for (rule, before, after), n in sorted(seen.moves.items())]
        print_table("Outcomes that change", ["rule", "before", "after", "decisions"], rows, frozenset({"decisions"}))
    if seen.changed:
        rows = [[one.subject, one.rule, one.before, one.after, ", ".join(one.differences)] for one in seen.changed]
        print_table("One by one", ["subject", "rule", "before", "after", "differs in"], rows)
    for one in seen.impossible:
        console().print(f"{one.subject}: {one.rule} can't be decided again: {one.problem}")
