"""A file of charges as an office uploads it: student, kind, amount, reason and the office's own record, a line each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.offices import Desk, is_counted, kinds, kinds_of
from registrar.areas.finance.raising import Assessor, amount_of, state_of
from registrar.areas.studies.queries.studies_by_number import studies_by_number
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Message
from registrar.ui.sheets import FORMULA, Line, Sheet, columns_of

HEADS = {
    "number": ("Student number", "學生編號"),
    "kind": ("Kind of charge", "收費類別"),
    "amount": ("Amount", "金額"),
    "quantity": ("Quantity", "數量"),
    "room": ("Room", "房間"),
    "reference": ("Reference", "檔號"),
    "reason": ("Reason", "理由"),
}
NEEDED = ("number", "kind", "reference", "reason")
MOST_LINES = 20_000
SHOWN = 60
REFERENCE = 60
# Up to 9,999,999.99, with or without commas between thousands.
AMOUNT = re.compile(r"([0-9]{1,7}|[0-9](,[0-9]{3}){1,2}|[0-9]{2,3},[0-9]{3})(\.[0-9]{1,2}0*)?", re.ASCII)
QUANTITY = re.compile(r"[0-9]{1,4}", re.ASCII)
REASON = 400


@dataclass
class ChargeFile:
    """What a file asks for: causes with what each comes to, lines that can't be taken, and those raised before.

    A problem names the line, the column, the value and either a code or the message of the rule that refuses.
    """

    causes: list[tuple[Cause, Decimal]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0

    @property
    def amount(self) -> Decimal:
        """The sum of what would be charged, in HK$."""
        return sum((amount for _cause, amount in self.causes), Decimal("0.00"))


class Wrong(Exception):
    """A line that can't be taken: the column, and a code or a rule's message."""

    def __init__(self, column: str, code: str, message: Message | None = None) -> None:
        """Name the column and what is wrong."""
        super().__init__(code)
        self.column, self.code, self.message = column, code, message


def read_charges(sheet: Sheet, desk: Desk, today: date) -> ChargeFile:
    """Read and decide every line for an office, with three queries however many lines; nothing is written.

    Codes: unknown_student, unknown_kind, needs_more, room, amount, quantity, once, formula, reference, reason, twice,
    taken, or rule with the message of the clause that refuses. Raises UnreadableSheet where a column is missing.
    """
    places = columns_of(sheet, HEADS, NEEDED)
    rows = [(line, {name: _cell(line, place) for name, place in places.items()}) for line in sheet.lines]
    numbers = studies_by_number([row["number"].upper() for _line, row in rows])
    studies = {study.pk: study for study in studies_with_people([key for key, _department in numbers.values()])}
    before = _raised([row["reference"] for _line, row in rows], desk)
    assessor, found, seen = Assessor(today), ChargeFile(), set[tuple[str, str]]()
    mine = {name.casefold(): code for code in kinds_of(desk) for name in (code, *kinds()[code]["title"].values())}
    for line, row in rows:
        try:
            cause = _cause(line, row, places, numbers, mine, desk)
            if (cause.kind, cause.reference) in seen:
                raise Wrong("reference", "twice")
            seen.add((cause.kind, cause.reference))
            raised_for = before.get((cause.kind, cause.reference))
            if raised_for == cause.study:
                found.known += 1
                continue
            if raised_for is not None:
                raise Wrong("reference", "taken")
            found.causes.append((cause, _amount_due(assessor, cause, studies[cause.study])))
        except Wrong as wrong:
            found.problems.append(_problem(line, row, wrong))
    return found


def _raised(references: Sequence[str], desk: Desk) -> dict[tuple[str, str], int]:
    rows = RaisedCharge.objects.filter(reference__in=set(references), department=desk.department)
    return {(kind, reference): study for kind, reference, study in rows.values_list("kind", "reference", "study_id")}


def _cause(
    line: Line,
    row: Mapping[str, str],
    places: Mapping[str, int],
    numbers: Mapping[str, tuple[int, str]],
    mine: Mapping[str, str],
    desk: Desk,
) -> Cause:
    """Return what a line asks for, or raise Wrong for the first cell that can't be taken."""
    for name, place in places.items():
        if line.odd.get(place) == FORMULA:
            raise Wrong(name, "formula")
    study = numbers.get(row["number"].upper(), (0, ""))[0]
    if not study:
        raise Wrong("number", "unknown_student")
    kind = mine.get(row["kind"].casefold())
    if kind is None:
        raise Wrong("kind", "unknown_kind")
    if not row["reference"] or len(row["reference"]) > REFERENCE:
        raise Wrong("reference", "reference")
    if not row["reason"] or len(row["reason"]) > REASON:
        raise Wrong("reason", "reason")
    return Cause(
        kind,
        study,
        row["reference"],
        quantity=_quantity(kind, row.get("quantity", "")),
        reason=row["reason"],
        office=desk.office,
        department=desk.department,
        amount=_amount(row.get("amount", "")),
        facts=_facts(kind, row),
    )


def _facts(kind: str, row: Mapping[str, str]) -> dict[str, str]:
    wanted = set(kinds()[kind].get("facts", ())) - {"pays_by_credits"}
    if wanted - {"room"}:
        raise Wrong("kind", "needs_more")
    return {"room": row.get("room", "").lower().replace(" ", "_")} if wanted else {}


def _quantity(kind: str, text: str) -> int:
    if not text:
        return 1
    plain = normalize("NFKC", text)
    if not QUANTITY.fullmatch(plain) or not 0 < int(plain) <= 1000:
        raise Wrong("quantity", "quantity")
    if int(plain) > 1 and not is_counted(kind):
        raise Wrong("quantity", "once")
    return int(plain)


def _amount(text: str) -> Decimal | None:
    plain = normalize("NFKC", text).upper().strip().removeprefix("HK").removeprefix("$").strip()
    if not plain:
        return None
    # What the form for one charge takes: no sign, no exponent, no digits of another script, no more than its maximum.
    if not AMOUNT.fullmatch(plain) or not (amount := Decimal(plain.replace(",", ""))):
        raise Wrong("amount", "amount")
    return amount.quantize(Decimal("0.01"))


def _amount_due(assessor: Assessor, cause: Cause, study: Any) -> Decimal:
    """Return what the line comes to, or raise Wrong with the rule's own words."""
    try:
        decision = assessor.assess(cause, study)
    except ValueError:
        # The facts themselves are impossible, such as a room that no hall has.
        raise Wrong(*(("room", "room") if cause.facts else ("kind", "needs_more"))) from None
    if state_of(decision) is None or state_of(decision) == RaisedCharge.State.ASKED:
        against = [finding for finding in decision.findings if finding.holds is not True]
        raise Wrong("amount", "rule", against[0].message if against else None)
    return amount_of(decision) or Decimal("0.00")


def _problem(line: Line, row: Mapping[str, str], wrong: Wrong) -> dict[str, Any]:
    value = row.get(wrong.column, "")[:SHOWN]
    problem: dict[str, Any] = {"line": line.number, "column": wrong.column, "value": value, "code": wrong.code}
    return {**problem, "message": wrong.message.to_json()} if wrong.message is not None else problem


def _cell(line: Line, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""
