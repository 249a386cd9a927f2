"""The lines of billing runs and of their previews, to be compared line by line."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from registrar.areas.finance.models import BillingPreview, Charge, Refund

ZERO = Decimal("0.00")
REFUND = "refund"
NEW, GONE, DEARER, CHEAPER = "new", "gone", "dearer", "cheaper"
# Kinds of charge that a billing run raises, and no other action at the same time.
RAISED_BY_RUNS = Q(kind__startswith="tuition") | Q(kind__in=("caution_money", "initial_fee", "retention"))

Lines = Mapping[int, Mapping[str, Decimal]]
"""Study -> name of the line -> HK$; what goes back stands under "refund", below zero."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs: its amounts before and after in HK$ (None where there is none), and in what way.

    `kind` is one of KINDS in queries/preview_changes.py; `line` is a name as line_name() gives it, "refund", or "".
    """

    study: int
    kind: str
    line: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What the change adds; negative where it takes away."""
        return (self.after or ZERO) - (self.before or ZERO)


def line_name(kind: str, subject: str | None) -> str:
    """Return the name of a line: its kind of charge, and the subject where it is charged by subject."""
    return f"{kind} {subject}" if subject else kind


def lines_of_preview(preview: BillingPreview) -> dict[int, dict[str, Decimal]]:
    """Return the lines that a preview foresaw; no query once it is loaded with its studies.

    Previews made before lines were kept have one for all of a student's charges, without a name.
    """
    found = {}
    for study, (amount, refund, _, *kept) in preview.studies.items():
        lines = {name: Decimal(value) for name, value in kept[0].items()} if kept else {"": Decimal(amount)}
        if Decimal(refund):
            lines[REFUND] = -Decimal(refund)
        found[int(study)] = {name: value for name, value in lines.items() if value}
    return found


def lines_of_run(term: str, *, since: datetime, until: datetime, actor: Any) -> dict[int, dict[str, Decimal]]:
    """Return the lines that a run charged and gave back between two moments; two queries."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    posted = {"transaction__posted_at__gte": since, "transaction__posted_at__lte": until, "transaction__actor": actor}
    charges = Charge.objects.filter(RAISED_BY_RUNS, term_id=term, **posted).order_by("pk")
    for study, kind, subject, amount in charges.values_list("study_id", "kind", "subject_id", "amount"):
        found[study][line_name(kind, subject)] = amount
    refunds = Refund.objects.filter(term_id=term, kind=Refund.Kind.FEWER_CREDITS, **posted)
    for study, amount in refunds.order_by().values_list("study_id").annotate(Sum("amount")):
        found[study][REFUND] = -amount
    return found


def line_changes(before: Lines, after: Lines) -> list[LineChange]:
    """Return the lines that differ, by study and line; no query."""
    found = []
    for study in sorted(before.keys() | after.keys()):
        had, has = before.get(study, {}), after.get(study, {})
        if had == has:
            continue
        if "" in had or "" in has:
            had, has = _without_names(had), _without_names(has)
        for name in sorted(had.keys() | has.keys()):
            if had.get(name) != has.get(name):
                found.append(_change(study, name, had.get(name), has.get(name)))
    return found


def _change(study: int, name: str, had: Decimal | None, has: Decimal | None) -> LineChange:
    if had is None or has is None:
        return LineChange(study, NEW if had is None else GONE, name, had, has)
    return LineChange(study, DEARER if has > had else CHEAPER, name, had, has)


def _without_names(lines: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return the lines as a preview keeps them that knew no names: all charges together, and what goes back."""
    charged = sum((amount for name, amount in lines.items() if name != REFUND), ZERO)
    return {name: amount for name, amount in (("", charged), (REFUND, lines.get(REFUND, ZERO))) if amount}
