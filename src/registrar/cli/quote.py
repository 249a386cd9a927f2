"""`registrar quote`: what a piece of study costs, by the fee tables and their rules."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from registrar.cli import BadInput
from registrar.cli._printing import print_json
from registrar.kernel import Message, to_plain
from registrar.rulebook import BadFacts, UnknownUniversity, load_rulebook
from registrar.rulebook.fees import load_fees
from registrar.rulebook.messages import text

if TYPE_CHECKING:
    from registrar.areas.finance.quoting import Quote

NAME = "quote"
HELP = "Say what a piece of study costs, with the clauses that say so, as JSON."
LEVELS = ("bachelor", "higher_diploma", "taught_postgraduate", "postgraduate_diploma")
# What a missing fact is called among the options.
OPTION_OF = {"subject_level": "--level", "level": "--award-level", "beyond_normal_duration": "--beyond-duration"}
BESIDE = ("unit_price", "annual_fee", "minimum_programme_fee", "beyond_credit_fee", "further_charges", "proposed")
EPILOG = """\
Without --credits, --semesters, --modules or --dissertation one printed unit is quoted: a credit, a semester or a module
of a self-financed programme, the academic year of a full-time UGC-funded one, a credit of a part-time one.

--dissertation is the amount of its own where the table has one (modular programmes; with --modules it is added to
theirs); everywhere else, and with --beyond-duration, it is the extension: for one printed charge, or for --semesters.
Where tuition isn't charged by the semester, --semesters means those of an extension on doctorates and modular
programmes.

UGC-funded programmes: level and mode come from the programme files; --award-level (and --mode) price a programme that
they don't hold. --credits asks for the part-time credit fee unless --mode full_time is given. With --beyond-duration
the load (--credits) decides between flat and credit fee.

What the tables don't price is answered with {"outcome": "UNDETERMINED", "reason": ...}: "not listed" where there is no
row or no amount, "not offered" where the table says so, "unknown" where a fact is lacking (needs names the option).
Exit status: 0 when answered, with a price or without; 2 on bad input, with the option on standard error.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments. Without a quantity one printed unit is quoted."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    parser.add_argument(
        "--programme", type=_filled, required=True, metavar="CODE", help="programme code: 53070, or 05001-FD"
    )
    parser.add_argument("--stream", metavar="S", help="stream (sub-code); several with slashes if they cost the same")
    parser.add_argument("--cohort", required=True, metavar="YEAR", help="year of admission: 2024, 2024/25 or 2024-25")
    parser.add_argument("--residency", required=True, choices=("local", "nonlocal"))
    parser.add_argument("--subject", metavar="CODE", help="a subject, where the programme prices it apart")
    parser.add_argument("--level", type=_count, metavar="N", help="level of the subject")
    quantity = parser.add_mutually_exclusive_group()
    quantity.add_argument("--credits", type=_count, metavar="N")
    quantity.add_argument("--semesters", type=_count, metavar="N")
    quantity.add_argument("--modules", type=_count, metavar="N")
    parser.add_argument("--dissertation", action="store_true", help="the dissertation, or its extension (see below)")
    parser.add_argument("--beyond-duration", action="store_true", help="the normal duration is over")
    parser.add_argument("--extension", action="store_true", help="the dissertation or thesis is being extended")
    parser.add_argument("--months", type=_count, metavar="N", help="months of the extension, on a modular programme")
    parser.add_argument("--initial-fee", action="store_true", help="what is paid on taking up an offer")
    parser.add_argument("--jupas", action=argparse.BooleanOptionalAction, help="admitted through JUPAS (initial fee)")
    parser.add_argument("--study-abroad", action="store_true", help="in-bound student of the Study Abroad Scheme")
    parser.add_argument("--extra", action="append", default=[], metavar="ITEM", help="a further charge, by its code")
    parser.add_argument("--additional-year", choices=("double_major", "double_degree"), help="UGC-funded: that year")
    parser.add_argument("--sandwich-year", action="store_true", help="UGC-funded: the placement year")
    parser.add_argument("--admitted-on", metavar="DATE", help="day of intake, where prices change within a cohort")
    parser.add_argument("--award-level", choices=LEVELS, help="level of a UGC-funded programme not in the catalogue")
    parser.add_argument("--mode", choices=("full_time", "part_time"), help="on a UGC-funded programme")
    parser.add_argument("--as-of", metavar="DATE", help="day of charge (default: today, or the last day covered)")
    parser.add_argument("--university", default="polyu", metavar="CODE")
    parser.add_argument("--language", default="en", choices=("en", "zh-hant"), help="language of the reasons")


def run(args: argparse.Namespace) -> int:
    """Quote and print. Ends with 0 whether there is a price or not; bad input ends with 2 and names the option."""
    from registrar.areas.finance.quoting import Question, cohort_of, covered_day, quote

    if args.dissertation and args.credits:
        raise BadInput("--dissertation: not allowed with --credits")
    try:
        cohort = cohort_of(args.cohort)
    except ValueError as error:
        raise BadInput(f"--cohort: {error}") from None
    try:
        load_rulebook().university(args.university)
    except UnknownUniversity as error:
        raise BadInput(f"--university: {error}") from error
    today = datetime.now(ZoneInfo("Asia/Hong_Kong")).date()
    as_of = _day("--as-of", args.as_of) if args.as_of else covered_day(load_fees(args.university), today)
    question = Question(
        programme=args.programme,
        cohort=cohort,
        residency=args.residency,
        stream=args.stream,
        item="initial_fee" if args.initial_fee else "extension" if args.extension else "tuition",
        subject=args.subject,
        level=args.level,
        credits=args.credits,
        semesters=args.semesters,
        modules=args.modules,
        months=args.months,
        dissertation=args.dissertation,
        beyond_duration=args.beyond_duration,
        admitted_on=_day("--admitted-on", args.admitted_on) if args.admitted_on else None,
        study_abroad=args.study_abroad,
        additional_year=args.additional_year,
        sandwich_year=args.sandwich_year,
        extras=tuple(args.extra),
        jupas=args.jupas,
        award_level=args.award_level,
        mode=args.mode,
    )
    try:
        answer = quote(question, university=args.university, as_of=as_of)
    except BadFacts as error:
        raise BadInput("; ".join(f"--{_option(field)}: {what}" for field, what in error.fields.items())) from error
    print_json(_printed(answer, args.university, args.language))
    return 0


def _count(given: str) -> int:
    try:
        count = int(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given!r} isn't a whole number") from None
    if count < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return count


def _filled(given: str) -> str:
    if not given.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return given


def _day(option: str, given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput(f"{option}: {given!r} isn't a day (write it like 2024-09-02)") from None


def _option(fact: str) -> str:
    """Return the option that gives a fact."""
    return OPTION_OF.get(fact, f"--{fact.replace('_', '-')}").removeprefix("--")


def _printed(answer: Quote, university: str, language: str) -> dict[str, Any]:
    """Return the quote as printed, or why there is none."""
    decision = answer.decision
    said = {"charged_in": str(answer.charged_in), "as_of": answer.as_of.isoformat(), "rule": decision.rule}
    if answer.amount is None:
        why = [text(message, language) for message in _open(answer)]
        lacks: dict[str, Any] = {}
        if answer.needs:
            lacks["needs"] = [f"--{_option(fact)}" for fact in answer.needs]
            lacks["options"] = _options(answer, university)
        return {"outcome": "UNDETERMINED", "reason": answer.reason, "why": why} | lacks | said
    result = decision.result
    printed = {
        "amount": answer.amount.quantized().plain(),
        "currency": answer.amount.currency,
        "basis": result["basis"],
        "item": result["item"],
        "quantity": result["quantity"],
        "cites": list(answer.cites),
    }
    if decision.approvals:
        printed["subject_to"] = ", ".join(decision.approvals)
    beside = {name: _plain(result[name]) for name in BESIDE if name in result}
    return printed | beside | {"because": [text(item.message, language) for item in decision.findings]} | said


def _options(answer: Quote, university: str) -> list[dict[str, str]]:
    """Return what the lacking facts could be, each with the answer that it would give."""
    from registrar.areas.finance.quote_choices import variations

    return [
        {
            f"--{_option(found.kind)}": found.value,
            "amount": found.quote.amount.quantized().plain() if found.quote.amount else found.quote.reason,
        }
        for found in variations(answer, university)
        if found.kind in answer.needs
    ]


def _open(answer: Quote) -> Iterator[Message]:
    """Yield what keeps the price open."""
    missing = [item.message for item in answer.decision.findings if item.holds is not True]
    yield from missing or [Message("finance.fee.not_listed.basis", {})]


def _plain(value: Any) -> Any:
    """Return a part of the result in its JSON form; amounts as text."""
    plain: Any = json.loads(json.dumps(to_plain(value)))
    return _amounts(plain)


def _amounts(value: Any) -> Any:
    if isinstance(value, dict):
        return value["amount"] if set(value) == {"amount", "currency"} else {k: _amounts(v) for k, v in value.items()}
    return [_amounts(item) for item in value] if isinstance(value, list) else value
