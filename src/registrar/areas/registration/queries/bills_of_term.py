"""The bills of a term, from registrations and studies."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.finance.bills import Bill
from registrar.areas.finance.queries.year_of_charge import YearOfCharge, year_of_charge
from registrar.areas.registration.models import Registration
from registrar.areas.studies.queries.billable import Billable, billable
from registrar.kernel import SEMESTER_ONE, SEMESTER_TWO, Decision, Term
from registrar.rulebook import decide

# A subject withdrawn after add/drop is still paid for (polyu-2024-25:8A-17).
CHARGED = (Registration.State.REGISTERED, Registration.State.WITHDRAWN)
Subjects = tuple[tuple[str, int, int], ...]


def bills_of_term(term: str, today: date) -> list[Bill]:
    """Return a bill for every enrolled study with a subject in the term; three queries, however many studies."""
    subjects = _subjects(term)
    key = Term.parse(term)
    years: dict[int, YearOfCharge] = {}
    if key.is_summer:
        years = year_of_charge(subjects, [f"{key.year}-{part}" for part in (SEMESTER_ONE, SEMESTER_TWO)])
    ask = _Rules(term, today)
    return [_bill(row, subjects[row.pk], ask, years.get(row.pk), key) for row in billable(subjects)]


def _subjects(term: str) -> dict[int, Subjects]:
    """Return study id -> (code, credits, level) of what is charged."""
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    rows = Registration.objects.filter(offering__term_id=term, state__in=CHARGED).order_by("study_id", "pk")
    for study, code, credits_, level in rows.values_list(
        "study_id", "offering__subject_id", "credits", "offering__subject__level"
    ).iterator(chunk_size=20000):
        found[study].append((code, credits_, level))
    return {study: tuple(sorted(set(taken))) for study, taken in found.items()}


class _Rules:
    """Answers of the enrolment rules; equal questions are asked once."""

    def __init__(self, term: str, today: date) -> None:
        self.term, self.today = term, today
        self._known: dict[str, Decision] = {}

    def __call__(self, rule: str, **facts: Any) -> Decision:
        key = f"{rule} {json.dumps(facts)}"
        if key not in self._known:
            self._known[key] = decide(rule, facts, as_of=self.today, university=settings.UNIVERSITY)
        return self._known[key]


def _bill(row: Billable, subjects: Subjects, ask: _Rules, year: YearOfCharge | None, key: Term) -> Bill:
    taken = sum(credits_ for _, credits_, _ in subjects)
    return Bill(
        study_id=row.pk,
        cohort=row.cohort,
        mode=_mode(row, taken, ask),
        residency=row.residency,
        level=row.level,
        funding=row.funding,
        programme=row.programme,
        stream=row.stream,
        credits=taken,
        subjects=subjects,
        beyond_normal_duration=_beyond(row, ask),
        first_registration=row.entry_term == ask.term,
        flat_instalments=(year.flat_paid if year else 0) if key.is_summer else None,
        semesters_by_credits=(year.by_credits if year else 0) if key.is_summer else None,
    )


def _mode(row: Billable, taken: int, ask: _Rules) -> str:
    """Mixed-mode students have a status of their own in each semester (polyu-2024-25:4K-02)."""
    if row.mode != "mixed":
        return row.mode
    decision = ask("enrolment.study_load_status", term=ask.term, mode=row.mode, credits=taken)
    return str(decision.result.get("status", row.mode))


def _beyond(row: Billable, ask: _Rules) -> bool | None:
    """Whether the normal duration was over before the term; None where the rule cannot tell."""
    decision = ask(
        "enrolment.normal_duration",
        cohort=row.cohort,
        term=ask.term,
        first_term=row.entry_term,
        normal_semesters=row.normal_semesters,
    )
    answer = decision.result.get("beyond_normal")
    return None if answer is None else bool(answer)
