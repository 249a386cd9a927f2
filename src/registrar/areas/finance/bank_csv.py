"""Reading the bank's lines from a table: a CSV file or a workbook."""

from collections.abc import Mapping

from registrar.ui.sheets import Line, Sheet, columns_of, read_sheet

from .bank_file_lines import BankFileContent, FileLine, Problems, read_amount, read_moment, read_reference

MOST_LINES = 50_000
WANTED = {
    "reference": ("reference", "bank reference", "銀行參考編號"),
    "number": ("debit note", "bill number", "繳費通知單"),
    "channel": ("channel", "code", "繳費方法"),
    "amount": ("amount", "金額"),
    "date": ("date", "credited", "入帳日期"),
    "bill_type": ("bill type", "帳單類別"),
    "currency": ("currency", "貨幣"),
    "kind": ("kind", "類別"),
}
NEEDED = ("reference", "number", "channel", "amount", "date")
KINDS = {"": False, "credit": False, "payment": False, "繳款": False, "reversal": True, "撤回": True}


def read_bank_csv(content: bytes, name: str, codes: Mapping[str, str], bill_type: str) -> BankFileContent:
    """Return the lines of a table with at least the columns of NEEDED, in any order.

    A line that is cut off, or whose amount or day can't be read, has a problem and the others stand. Raises
    UnreadableSheet of registrar.ui.sheets, in the reader's language.
    """
    sheet = read_sheet(content, name, most=MOST_LINES)
    places = columns_of(sheet, WANTED, NEEDED)
    lines = tuple(_line(line, sheet, places, codes, bill_type) for line in sheet.lines)
    return BankFileContent("csv", "", lines)


def _line(line: Line, sheet: Sheet, places: Mapping[str, int], codes: Mapping[str, str], bill_type: str) -> FileLine:
    def cell(key: str) -> str:
        place = places.get(key)
        return line.cells[place].strip() if place is not None and place < len(line.cells) else ""

    problems = Problems()
    if len(line.cells) <= max(places[key] for key in NEEDED):
        problems.note("breaks_off")
    reference = read_reference(cell("reference"), problems)
    amount = read_amount(cell("amount"), problems)
    moment = read_moment(cell("date"), problems)
    kind = cell("kind").casefold()
    if kind not in KINDS:
        problems.note("kind")
    code = cell("channel")
    if not code:
        problems.note("channel")
    if cell("bill_type") not in ("", bill_type, bill_type.lstrip("0")):
        problems.note("bill_type")
    return FileLine(
        place=line.number,
        text=" · ".join(line.cells)[:300],
        reference=reference,
        number=cell("number")[:40],
        channel=codes.get(code.upper(), code[:20]),
        amount=amount,
        currency=(cell("currency") or "HKD").upper()[:3],
        credited_at=moment,
        takes_back=KINDS.get(kind, False),
        problem=problems.key,
    )
