"""What changed between two previews of a billing run."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.models import BillingPreview
from registrar.areas.finance.queries.billing_lines import (
    CHEAPER,
    DEARER,
    GONE,
    NEW,
    LineChange,
    line_changes,
    lines_of_preview,
)
from registrar.areas.finance.queries.preview import BILLED, QUESTION

ZERO = Decimal("0.00")
UNDETERMINED, PRICED, CHARGED, OTHERWISE = "undetermined", "priced", "charged", "otherwise"
KINDS = (NEW, GONE, DEARER, CHEAPER, UNDETERMINED, PRICED, CHARGED, OTHERWISE)


@dataclass(frozen=True, slots=True)
class Change:
    """One study whose answer differs: amounts before and after in HK$, less what goes back; None where not listed."""

    study: int
    kind: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What the change adds to the run; negative where it takes away."""
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class KindOfChange:
    """So many studies changed in one way, and what that adds to the run in HK$."""

    kind: str
    students: int
    difference: Decimal


def previews_of(term: str, count: int = 2) -> list[BillingPreview]:
    """Return the last previews of a term, the latest first, without their studies; one query."""
    return list(BillingPreview.objects.filter(term_id=term).defer("studies").select_related("made_by")[:count])


def preview_by_key(key: int) -> BillingPreview | None:
    """Return one preview; None where there is none; one query."""
    return BillingPreview.objects.filter(pk=key).first()


def preview_before(preview: BillingPreview) -> BillingPreview | None:
    """Return the preview of the same term that was made last before this one; one query."""
    earlier = BillingPreview.objects.filter(term_id=preview.term_id, made_at__lte=preview.made_at, pk__lt=preview.pk)
    return earlier.first()


def preview_at(term: str, moment: datetime) -> BillingPreview | None:
    """Return the last preview of a term made by a moment, without its studies; one query."""
    return BillingPreview.objects.filter(term_id=term, made_at__lte=moment).defer("studies").first()


def changes(preview: BillingPreview, before: BillingPreview) -> list[Change]:
    """Return the studies whose answer differs between two previews, by study; no query once both are loaded."""
    earlier, later = before.studies, preview.studies
    return sorted(_differing(earlier, later), key=lambda change: change.study)


def changed_lines(preview: BillingPreview, before: BillingPreview) -> list[LineChange]:
    """Return the lines that differ between two previews, by study; `kind` says in what way the student's bill differs.

    A student whose answer differs without a line (no rule can price it any more) has one line without a name. No query
    once both are loaded.
    """
    found = line_changes(lines_of_preview(before), lines_of_preview(preview))
    answers = {change.study: change for change in changes(preview, before)}
    lines = [replace(line, kind=answers[line.study].kind if line.study in answers else OTHERWISE) for line in found]
    shown = {line.study for line in lines}
    lines += [
        LineChange(study, change.kind, "", change.before, change.after)
        for study, change in answers.items()
        if study not in shown
    ]
    return sorted(lines, key=lambda line: (line.study, line.line))


def by_kind(found: list[Change]) -> list[KindOfChange]:
    """Return the changes counted and added up, in the order of KINDS; kinds without any are left out."""
    answer = []
    for kind in KINDS:
        of_kind = [change for change in found if change.kind == kind]
        if of_kind:
            answer.append(KindOfChange(kind, len(of_kind), sum((one.difference for one in of_kind), ZERO)))
    return answer


def _differing(earlier: dict[str, Any], later: dict[str, Any]) -> Iterator[Change]:
    for key in earlier.keys() | later.keys():
        had, has = earlier.get(key), later.get(key)
        if had != has and (kind := _kind(had, has)):
            yield Change(int(key), kind, _net(had), _net(has))


def _net(answer: list[Any] | None) -> Decimal | None:
    return None if answer is None else Decimal(answer[0]) - Decimal(answer[1])


def _kind(had: list[Any] | None, has: list[Any] | None) -> str:
    """Return in what way an answer differs; empty where only words do."""
    if had is None:
        return NEW
    if has is None:
        return GONE
    if had[2] != has[2] and QUESTION in (had[2], has[2]):
        return UNDETERMINED if has[2] == QUESTION else PRICED
    before, after = _net(had) or ZERO, _net(has) or ZERO
    if has[2] == BILLED and before > 0 and not after:
        return CHARGED
    if after == before:
        return ""
    return DEARER if after > before else CHEAPER
