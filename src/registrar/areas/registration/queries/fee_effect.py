"""What a change of subjects would do to the tuition of a term."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from registrar.areas.finance.bills import Bill
from registrar.areas.finance.queries.tuition import tuition
from registrar.areas.registration.queries.bill_of import ADDITIONAL, BillMaker
from registrar.areas.registration.queries.bills_of_term import charged_subjects, kinds_of, years_of_charge
from registrar.areas.studies.queries.billable import billable
from registrar.areas.studies.queries.studies_approved import studies_approved
from registrar.kernel import Decision, Money


@dataclass(frozen=True, slots=True)
class FeeEffect:
    """The tuition before and after a change; a decision without an amount is one that no table prices."""

    before: Decision | None
    after: Decision | None

    @property
    def difference(self) -> Money | None:
        """What the change costs (negative: saves), or None where one side has no amount."""
        before, after = amount_of(self.before), amount_of(self.after)
        return None if before is None or after is None else after - before

    @property
    def first_flat(self) -> bool:
        """Whether the first subject of the term brings the flat fee, whichever subject it is."""
        return self.before is None and self.after is not None and self.after.result.get("basis") == "flat"

    @property
    def unchanged(self) -> bool:
        """Whether the change costs and saves nothing."""
        return self.difference == Money.zero()


class FeeEffects:
    """Answers "what would it cost" for one study in one term; four queries when made, none afterwards."""

    def __init__(self, study: int, term: str, today: date) -> None:
        self._term, self._today = term, today
        self._maker = BillMaker(term, today)
        self._row = next(iter(billable([study])), None)
        self._year = years_of_charge(term, [study]).get(study)
        self._now = charged_subjects(term, study).get(study, ())
        self._approved = kinds_of(study, studies_approved(ADDITIONAL, term))
        self._known: dict[Any, Decision] = {}

    def of(self, added: Iterable[Any] = (), dropped: Iterable[str] = ()) -> FeeEffect:
        """Return the effect of adding Subject rows and dropping subjects by code."""
        if self._row is None:
            return FeeEffect(None, None)
        gone = set(dropped)
        kept = [one for one in self._now if one[0] not in gone]
        codes = {code for code, _, _ in kept}
        new = [(one.pk, one.credits, one.level) for one in added if one.pk not in codes]
        return FeeEffect(self._tuition(self._now), self._tuition(tuple(sorted([*kept, *new]))))

    def _tuition(self, subjects: tuple[tuple[str, int, int], ...]) -> Decision | None:
        if not subjects or self._row is None:
            return None
        bill = self._maker.make(self._row, subjects, self._year, self._approved)
        key = self._alike(bill)
        if key not in self._known:
            self._known[key] = tuition(bill, self._term, self._today)
        return self._known[key]

    def _alike(self, bill: Bill) -> Any:
        """Flat and credit fees of UGC-funded students hang on the number of credits, not on which subjects."""
        return replace(bill, subjects=()) if bill.funding == "ugc" else bill


def amount_of(decision: Decision | None) -> Money | None:
    """Return the amount of a fee decision; nothing taken costs nothing."""
    if decision is None:
        return Money.zero()
    amount = decision.result.get("amount")
    return amount if isinstance(amount, Money) else None
