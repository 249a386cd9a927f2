"""The bills of a term, from registrations and studies."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from registrar.areas.finance.bills import Bill
from registrar.areas.finance.queries.year_of_charge import YearOfCharge, year_of_charge
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.bill_of import ADDITIONAL, RETENTION, BillMaker, Subjects
from registrar.areas.studies.queries.billable import billable
from registrar.areas.studies.queries.studies_approved import studies_approved
from registrar.kernel import SEMESTER_ONE, SEMESTER_TWO, Term

# A subject withdrawn after add/drop is still paid for (polyu-2024-25:8A-17).
CHARGED = (Registration.State.REGISTERED, Registration.State.WITHDRAWN)


def bills_of_term(term: str, today: date, study: int | None = None) -> list[Bill]:
    """Return a bill for every enrolled study with a subject in the term, or with an approved term without subjects.

    Four queries, however many studies. Only of one study if it is given.
    """
    subjects = charged_subjects(term, study)
    approved = studies_approved((RETENTION, *ADDITIONAL), term)
    studies = {*subjects, *approved[RETENTION]} if study is None else {study} & {*subjects, *approved[RETENTION]}
    years = years_of_charge(term, studies)
    maker = BillMaker(term, today)
    return [
        maker.make(row, subjects.get(row.pk, ()), years.get(row.pk), kinds_of(row.pk, approved))
        for row in billable(studies)
    ]


def kinds_of(study: int, approved: Mapping[str, Collection[int]]) -> tuple[str, ...]:
    """Return the kinds of approval that a study holds."""
    return tuple(kind for kind, studies in approved.items() if study in studies)


def years_of_charge(term: str, studies: Collection[int]) -> dict[int, YearOfCharge]:
    """Return how the semesters of the year were charged, which a Summer Term's fee hangs on; else nothing."""
    key = Term.parse(term)
    if not key.is_summer:
        return {}
    return year_of_charge(studies, [f"{key.year}-{part}" for part in (SEMESTER_ONE, SEMESTER_TWO)])


def charged_subjects(term: str, study: int | None = None) -> dict[int, Subjects]:
    """Return study -> the subjects of a term that are charged; of one study if it is given. One query."""
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    rows = Registration.objects.filter(offering__term_id=term, state__in=CHARGED).order_by("study_id", "pk")
    if study is not None:
        rows = rows.filter(study_id=study)
    for key, code, credits_, level in rows.values_list(
        "study_id", "offering__subject_id", "credits", "offering__subject__level"
    ).iterator(chunk_size=20000):
        found[key].append((code, credits_, level))
    return {key: tuple(sorted(set(taken))) for key, taken in found.items()}
