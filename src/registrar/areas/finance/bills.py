"""What the Finance Office is told about a student's term in order to bill it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """One study in one term, as far as fees hang on it.

    `subjects` holds (code, credits, level) of every subject that counts for fees. `credits` is their sum.
    `flat_instalments` and `semesters_by_credits` tell, for a Summer Term, how the year's semesters were charged.
    `retained` marks an approved zero-subject term, `additional_year_for` the additional self-financing year of a
    double_major or double_degree.
    """

    study_id: int
    cohort: str
    mode: str
    residency: str
    level: str
    funding: str
    programme: str
    stream: str
    credits: int
    subjects: tuple[tuple[str, int, int], ...] = ()
    beyond_normal_duration: bool | None = None
    first_registration: bool = False
    credit_fee_option: bool = False
    flat_instalments: int | None = None
    semesters_by_credits: int | None = None
    retained: bool = False
    additional_year_for: str | None = None


@dataclass(frozen=True, slots=True)
class BillingSummary:
    """What a billing run did, or would do: counts of studies and notes, and the amount in HK$."""

    bills: int = 0
    notes: int = 0
    amount: Decimal = Decimal("0.00")
    lines: int = 0
    nothing_due: int = 0
    already_billed: int = 0
    undetermined: int = 0
    to_refund: int = 0
    refund_amount: Decimal = Decimal("0.00")

    def __add__(self, other: "BillingSummary") -> "BillingSummary":
        """Add two parts of a run."""
        return BillingSummary(**{name: getattr(self, name) + getattr(other, name) for name in BillingSummary.__slots__})

    def to_json(self) -> dict[str, int | str]:
        """Return the JSON-ready form; amounts as text."""
        return {
            name: str(value) if isinstance(value := getattr(self, name), Decimal) else value
            for name in BillingSummary.__slots__
        }
