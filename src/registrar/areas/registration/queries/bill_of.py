"""A student's bill of a term, from the study and the subjects."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.finance.bills import Bill
from registrar.areas.finance.queries.year_of_charge import YearOfCharge
from registrar.areas.studies.approval_kinds import KINDS
from registrar.areas.studies.queries.billable import Billable
from registrar.kernel import Decision, Term
from registrar.rulebook import decide

Subjects = tuple[tuple[str, int, int], ...]
"""(code, credits, level) of each subject that is charged."""


# What an approved additional year is for, as the fee rules name it.
ADDITIONAL = {kind.key: kind.additional_year_for for kind in KINDS.values() if kind.additional_year_for}
RETENTION = "zero_subject"


class BillMaker:
    """Makes the bills of one term; equal questions to the enrolment rules are asked once."""

    def __init__(self, term: str, today: date) -> None:
        self.term, self.today = term, today
        self._summer = Term.parse(term).is_summer
        self._known: dict[str, Decision] = {}

    def make(
        self, row: Billable, subjects: Subjects, year: YearOfCharge | None = None, approved: Collection[str] = ()
    ) -> Bill:
        """Return the bill; `year` tells, for a Summer Term, how the semesters of the year were charged.

        `approved` holds the kinds of approval that the study has for the term.
        """
        taken = sum(credits_ for _, credits_, _ in subjects)
        return Bill(
            study_id=row.pk,
            cohort=row.cohort,
            mode=self._mode(row, taken),
            residency=row.residency,
            level=row.level,
            funding=row.funding,
            programme=row.programme,
            stream=row.stream,
            credits=taken,
            subjects=subjects,
            beyond_normal_duration=self._beyond(row),
            first_registration=row.entry_term == self.term,
            flat_instalments=(year.flat_paid if year else 0) if self._summer else None,
            semesters_by_credits=(year.by_credits if year else 0) if self._summer else None,
            retained=RETENTION in approved and not subjects,
            additional_year_for=next((ADDITIONAL[kind] for kind in approved if kind in ADDITIONAL), None),
        )

    def _ask(self, rule: str, **facts: Any) -> Decision:
        key = f"{rule} {json.dumps(facts)}"
        if key not in self._known:
            self._known[key] = decide(rule, facts, as_of=self.today, university=settings.UNIVERSITY)
        return self._known[key]

    def _mode(self, row: Billable, taken: int) -> str:
        """Mixed-mode students have a status of their own in each semester (polyu-2024-25:4K-02)."""
        if row.mode != "mixed":
            return row.mode
        decision = self._ask("enrolment.study_load_status", term=self.term, mode=row.mode, credits=taken)
        return str(decision.result.get("status", row.mode))

    def _beyond(self, row: Billable) -> bool | None:
        """Whether the normal duration was over before the term; None where the rule cannot tell."""
        decision = self._ask(
            "enrolment.normal_duration",
            cohort=row.cohort,
            term=self.term,
            first_term=row.entry_term,
            normal_semesters=row.normal_semesters,
        )
        answer = decision.result.get("beyond_normal")
        return None if answer is None else bool(answer)
