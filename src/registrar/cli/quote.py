"""`registrar quote`: what a piece of study costs, by the fee tables and their rules."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from registrar.cli import BadInput
from registrar.cli._printing import print_json
from registrar.kernel import AcademicYear, Decision, Message, Money
from registrar.rulebook import BadFacts, UnknownUniversity, decide, load_rulebook
from registrar.rulebook.fees import FeeTables, load_fees
from registrar.rulebook.messages import text
from registrar.rulebook.places import universities_directory

NAME = "quote"
HELP = "Say what a piece of study costs, with the clauses that say so, as JSON."
# An academic year of charge begins in July, as the editions do.
FIRST_MONTH = 7
LEVELS = ("bachelor", "higher_diploma", "taught_postgraduate", "postgraduate_diploma")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments. Without a quantity one credit, module or semester is quoted."""
    parser.add_argument("--programme", required=True, metavar="CODE", help="programme code, such as 53070")
    parser.add_argument("--stream", metavar="S", help="stream (sub-code)")
    parser.add_argument("--cohort", required=True, metavar="YEAR", help="year of admission, such as 2024/25")
    parser.add_argument("--residency", required=True, choices=("local", "nonlocal"))
    parser.add_argument("--subject", metavar="CODE", help="a subject, where the programme prices it apart")
    parser.add_argument("--level", type=int, metavar="N", help="level of the subject")
    quantity = parser.add_mutually_exclusive_group()
    quantity.add_argument("--credits", type=_count, metavar="N")
    quantity.add_argument("--semesters", type=_count, metavar="N")
    quantity.add_argument("--modules", type=_count, metavar="N")
    quantity.add_argument("--dissertation", action="store_true")
    parser.add_argument("--beyond-duration", action="store_true", help="the normal duration is over")
    parser.add_argument("--extension", action="store_true", help="the dissertation or thesis is being extended")
    parser.add_argument("--months", type=_count, metavar="N", help="months of the extension, on a modular programme")
    parser.add_argument("--admitted-on", metavar="DATE", help="day of intake, where prices change within a cohort")
    parser.add_argument("--award-level", choices=LEVELS, help="level of a UGC-funded programme")
    parser.add_argument("--mode", choices=("full_time", "part_time"), help="on a UGC-funded programme (full_time)")
    parser.add_argument("--as-of", metavar="DATE", help="day of charge (default: today, or the last day covered)")
    parser.add_argument("--university", default="polyu", metavar="CODE")
    parser.add_argument("--language", default="en", choices=("en", "zh-hant"), help="language of the reasons")


def run(args: argparse.Namespace) -> int:
    """Quote and print. Ends with 0 whether there is a price or not; bad input ends with 2 and names the field."""
    try:
        AcademicYear.parse(args.cohort)
    except ValueError as error:
        raise BadInput(f"--cohort: {error}") from None
    _law(args.university)
    tables = load_fees(args.university)
    as_of = _day("--as-of", args.as_of) if args.as_of else _covered_day(tables)
    year = AcademicYear(as_of.year if as_of.month >= FIRST_MONTH else as_of.year - 1)
    rule, facts = _question(args, tables, year)
    try:
        decision = decide(rule, facts, as_of=as_of, university=args.university)
    except BadFacts as error:
        raise BadInput("; ".join(f"{field}: {what}" for field, what in error.fields.items())) from error
    print_json(_answer(args, decision, year, as_of))
    return 0


def _count(given: str) -> int:
    count = int(given)
    if count < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return count


def _law(code: str) -> None:
    try:
        load_rulebook().university(code)
    except UnknownUniversity as error:
        raise BadInput(f"--university: {error}") from error


def _day(option: str, given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput(f"{option}: {given!r} isn't a day (write it like 2024-09-02)") from None


def _covered_day(tables: FeeTables) -> date:
    """Return today where a table covers it, else the last day that one covers; the answer says which day was taken."""
    today = datetime.now(ZoneInfo("Asia/Hong_Kong")).date()
    years = {table.year.start for table in tables.self_financed} | {year.start for year in tables.ugc}
    start = today.year if today.month >= FIRST_MONTH else today.year - 1
    if start in years or not years:
        return today
    return date(max(years) + 1, FIRST_MONTH, 1) - timedelta(days=1)


def _question(args: argparse.Namespace, tables: FeeTables, year: AcademicYear) -> tuple[str, dict[str, Any]]:
    """Return the rule to be asked and its facts."""
    common = {"term": f"{year}-S1", "cohort": args.cohort, "residency": args.residency}
    ugc_level = None if _self_financed(args, tables) else _ugc_level(args)
    if ugc_level:
        return "finance.ugc_fee", common | {
            "level": ugc_level,
            "mode": args.mode or ("part_time" if args.credits and not args.beyond_duration else "full_time"),
            "credits": args.credits,
            "beyond_normal_duration": args.beyond_duration,
            "extending_dissertation": args.extension,
        }
    common |= {"programme": args.programme, "stream": args.stream}
    if args.admitted_on:
        common["admitted_on"] = _day("--admitted-on", args.admitted_on)
    if args.extension:
        return "finance.extension_fee", common | {
            "permitted": True,
            "semesters": args.semesters or 1,
            "months": args.months,
        }
    taken = {"code": args.subject or "-", "credits": args.credits or 1, "level": args.level}
    return "finance.self_financed_fee", common | {
        "subjects": [taken],
        "modules": args.modules or (0 if args.dissertation else 1),
        "dissertation": args.dissertation,
        "beyond_normal_duration": args.beyond_duration,
    }


def _self_financed(args: argparse.Namespace, tables: FeeTables) -> bool:
    return any(item.code == args.programme for table in tables.self_financed for item in table.programmes)


def _ugc_level(args: argparse.Namespace) -> str | None:
    """Return the award's level of a UGC-funded programme: as given, or as the university's programme file says."""
    if args.award_level:
        return str(args.award_level)
    from registrar.areas.catalogue.programme_files import read_programmes

    for entry in read_programmes(universities_directory() / args.university):
        if entry.code == args.programme and entry.funding == "ugc":
            return entry.level
    return None


def _answer(args: argparse.Namespace, decision: Decision, year: AcademicYear, as_of: date) -> dict[str, Any]:
    """Return the quote as printed, or why there is none."""
    said = {"charged_in": str(year), "as_of": as_of.isoformat(), "rule": decision.rule}
    amount = decision.result.get("amount")
    lines: tuple[Mapping[str, Any], ...] = tuple(decision.result.get("lines") or ())
    basis = str(lines[0]["basis"]) if lines else str(decision.result.get("basis", "none"))
    if not isinstance(amount, Money) or _wrong_quantity(args, basis):
        return {"outcome": "UNDETERMINED", "reason": _reason(decision), "why": _why(decision, args.language)} | said
    if basis in ("semester", "flat") and args.semesters and not args.extension:
        amount = amount * int(args.semesters)
    if basis == "credit" and not args.credits and not args.extension:
        amount = lines[0]["unit_price"]
    quote = {"amount": amount.quantized().plain(), "currency": amount.currency, "basis": basis}
    if decision.approvals:
        quote["subject_to"] = ", ".join(decision.approvals)
    return quote | {"cites": _cites(lines, decision)} | said


def _wrong_quantity(args: argparse.Namespace, basis: str) -> bool:
    """Whether credits were asked of something priced by the semester, or the like: no table lists such a price."""
    if args.extension:
        return False
    fits = {
        "credits": ("credit", "flat"),
        "semesters": ("semester", "flat"),
        "modules": ("module",),
        "dissertation": ("dissertation",),
    }
    return any(getattr(args, asked) and basis not in bases for asked, bases in fits.items())


def _cites(lines: tuple[Mapping[str, Any], ...], decision: Decision) -> list[str]:
    found = [cite for line in lines for cite in line["cites"]]
    return list(dict.fromkeys(found or [str(finding.clause) for finding in decision.findings if finding.holds]))


def _reason(decision: Decision) -> str:
    """Return "not offered" where the table says so, "unknown" where a fact is lacking, else "not listed"."""
    if decision.result.get("not_offered"):
        return "not offered"
    keys = {finding.message.key for finding in decision.findings if finding.holds is None}
    return "unknown" if keys == {"rulebook.fact.missing"} else "not listed"


def _why(decision: Decision, language: str) -> list[str]:
    missing = [finding.message for finding in decision.findings if finding.holds is None]
    return [text(message, language) for message in missing or [Message("finance.fee.not_listed.basis")]]
