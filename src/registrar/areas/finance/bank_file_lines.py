"""What a bank's file says, read but not yet acted on."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from registrar.areas.platform.clock import HONG_KONG

# A bank that names a day and no hour means the whole day; noon keeps it the same day everywhere.
NOON = time(12)
LONGEST_REFERENCE = 48
LARGEST = Decimal("999999999.99")


class UnreadableFile(ValueError):
    """The file as a whole is not one of the bank's; `key` says why: size, forbidden, not_bank, version, ..."""

    def __init__(self, key: str) -> None:
        """Name the reason."""
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class FileLine:
    """One line as it stands. With a `problem` it can't be read, and the other fields say what could.

    `takes_back`: the bank takes back the payment that has this reference.
    """

    place: int
    text: str
    reference: str = ""
    number: str = ""
    channel: str = ""
    amount: Decimal | None = None
    currency: str = "HKD"
    credited_at: datetime | None = None
    takes_back: bool = False
    problem: str = ""


@dataclass(frozen=True)
class BankFileContent:
    """A file read: its format, the bank's number of the message, its lines, and what is wrong with it as a whole."""

    format: str
    message: str = ""
    lines: tuple[FileLine, ...] = ()
    problem: str = ""


@dataclass
class Problems:
    """Collects the first thing that is wrong with a line."""

    key: str = field(default="")

    def note(self, key: str) -> None:
        """Remember a problem unless there is one already."""
        self.key = self.key or key


def read_amount(text: str, problems: Problems) -> Decimal | None:
    """Return a positive amount of money in HK$, cents at most; the sign of thousands is understood."""
    try:
        amount = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        problems.note("amount")
        return None
    if not amount.is_finite() or not 0 < amount <= LARGEST or amount != amount.quantize(Decimal("0.01")):
        problems.note("amount")
        return None
    return amount


def read_moment(text: str, problems: Problems) -> datetime | None:
    """Return the moment that a day or a moment in ISO form means; without a zone it is Hong Kong's."""
    text = text.strip()
    try:
        if "T" not in text and " " not in text:
            return datetime.combine(date.fromisoformat(text[:10]), NOON, HONG_KONG)
        moment = datetime.fromisoformat(text)
    except ValueError:
        problems.note("date")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=HONG_KONG)


def read_reference(text: str, problems: Problems) -> str:
    """Return the bank's reference; a line without one can't be told from its repetition."""
    text = text.strip()
    if not text:
        problems.note("reference")
    elif len(text) > LONGEST_REFERENCE:
        problems.note("long_reference")
        return ""
    return text
