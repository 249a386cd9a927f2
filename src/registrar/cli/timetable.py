"""`registrar timetable`: groups and meetings of a term as a file, out and in, as on the department's pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from registrar.cli import BadInput, setup_django
from registrar.cli._printing import print_json

NAME = "timetable"
HELP = "Export the timetable of a term to a spreadsheet or CSV file, or import one."
ERRORS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `export` and `import`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="export|import")
    out = actions.add_parser("export", help="write FILE; its ending (.xlsx or .csv) says which kind")
    into = actions.add_parser("import", help="check FILE; with --apply, write what is right in it")
    for action in (out, into):
        action.add_argument("file", type=Path, metavar="FILE")
        action.add_argument("--term", required=True, metavar="KEY", help="such as 2024/25-S1")
        action.add_argument("--department", action="append", metavar="CODE", help="only its subjects; may be repeated")
    out.add_argument("--language", choices=["en", "zh"], default="en", help="of the headings (en)")
    into.add_argument("--complete", action="store_true", help="remove groups that the file doesn't name")
    into.add_argument("--apply", choices=["right", "all"], help="write the right rows, or only if all are right")
    into.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Export or import; 1 where rows have errors."""
    setup_django()
    from registrar.areas.catalogue.queries.term import all_terms

    if args.term not in {one.pk for one in all_terms()}:
        raise BadInput(f"--term: there is no term {args.term}")
    return _export(args) if args.action == "export" else _import(args)


def _export(args: argparse.Namespace) -> int:
    from django.utils.translation import override

    from registrar.areas.registration.web.timetable_export import timetable_export

    kind = args.file.suffix.lstrip(".").lower()
    if kind not in ("xlsx", "csv"):
        raise BadInput(f"FILE: {args.file.name} ends neither in .xlsx nor in .csv")
    with override("zh-hant" if args.language == "zh" else "en"):
        answer = timetable_export(kind, args.term, args.department, name="timetable")
        args.file.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    print(f"written: {args.file}")
    return 0


def _import(args: argparse.Namespace) -> int:
    from registrar.areas.platform.clock import now
    from registrar.areas.platform.files import keep
    from registrar.areas.registration.actions.apply_timetable import apply_timetable
    from registrar.areas.registration.actions.check_timetable import Source, check_timetable, report
    from registrar.ui.sheets import UnreadableSheet

    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise BadInput(f"FILE: {error.strerror}: {args.file}") from error
    moment = now()
    file = keep(content, name=args.file.name, content_type="application/octet-stream", owner=None, now=moment)
    source = Source(file.pk, args.term, args.department, args.complete)
    try:
        plan, _now = check_timetable(source, _progress())
    except UnreadableSheet as error:
        raise BadInput(f"FILE: {error}") from error
    found: dict[str, Any] = report(plan)
    found["applied"] = bool(args.apply == "right" or (args.apply == "all" and not plan.errors))
    if found["applied"]:
        done = apply_timetable(source, plan.fingerprint(), now=moment)
        if done.moved:
            raise BadInput("the term changed while the file was being read; nothing was written")
        found["told"] = done.told
    _print(found, as_json=args.json)
    return ERRORS if plan.errors else 0


def _progress() -> Any:
    from registrar.areas.platform.jobs import Progress

    def watch(done: int, total: int) -> None:
        print(f"\r{done:,} / {total:,}", end="\n" if done >= total else "", file=sys.stderr)

    return Progress(watcher=watch if sys.stderr.isatty() else None)


def _print(found: dict[str, Any], *, as_json: bool) -> None:
    from registrar.areas.registration.web.timetable_words import column_words, problem_words

    if as_json:
        print_json(found)
        return
    for one in found["problems"]:
        kind = "warning" if one["warning"] else "error"
        print(f"row {one['line'] or '-'}, {column_words(one)} “{one['value']}”: {kind}: {problem_words(one)}")
    counts = ", ".join(f"{found[key]} {key}" for key in ("added", "changed", "removed", "unchanged"))
    print(f"{found['rows']} rows: {counts}; {found['held_back']} held back")
    if found["applied"]:
        print(f"applied; students told: {found['told']}")
    else:
        print("nothing was written")
