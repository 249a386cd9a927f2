"""What the rules on Minors and further Majors ask, from the record and from what the office tells."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from registrar.areas.catalogue.queries.term import terms_by_keys
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.models import Study, StudyOption, TermStanding
from registrar.areas.studies.queries.options_of import options_of
from registrar.kernel import Term

Kind = StudyOption.Kind
ADMISSIONS = {"senior_year": "senior_year", "articulation": "articulation", "advanced_standing": "advanced_standing"}
SEMESTERS_A_YEAR = 2
RULES = {
    Kind.MINOR: "registration.minor_application",
    Kind.SECOND_MAJOR: "registration.second_major_application",
    Kind.SECONDARY_MAJOR: "registration.secondary_major_application",
}
FORMS = {Kind.MINOR: "AR147", Kind.SECOND_MAJOR: "AR164", Kind.SECONDARY_MAJOR: "AR164"}
"""AR164 serves a Second Major as well: no other form is named for it (polyu-2024-25:4M-09)."""


@dataclass(frozen=True)
class OptionWish:
    """What is to be taken up, and what the office tells of the application.

    `answers` are the departments' decisions ("approved" or "refused") by who decided; `more` are the other facts that
    stand on the form and not on the record, such as the designated period. Both by the names of the rule's facts.
    """

    kind: str
    code: str
    filed_on: date
    taken_from: str
    reference: str = ""
    normal_semesters: int | None = None
    answers: dict[str, str | None] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def application_facts(study: Study, wish: OptionWish) -> dict[str, Any]:
    """Return the facts of the rule on applying for an option; three queries at most."""
    told: dict[str, Any] = {**wish.answers, **wish.more}
    if wish.kind != Kind.SECONDARY_MAJOR:
        told |= {"gpa": _gpa_on(study, wish.filed_on), "year_of_study": study.stage}
    if wish.kind != Kind.SECOND_MAJOR:
        told |= {"admission_type": ADMISSIONS.get(study.admission, "ordinary"), "filed_on": wish.filed_on}
    held = {one.kind for one in options_of([study.pk], wish.filed_on).get(study.pk, [])}
    if wish.kind == Kind.MINOR:
        told["secondary_major"] = Kind.SECONDARY_MAJOR in held
    if wish.kind == Kind.SECONDARY_MAJOR:
        told |= _first_year(study, wish.filed_on) | {"held": int(Kind.SECONDARY_MAJOR in held)}
    return told | {"cohort": study.cohort}


def withdrawal_facts(kind: str, filed_on: date, last_term: str, approved_by: tuple[str, ...]) -> dict[str, Any]:
    """Return the facts of the rule on giving an option up; one query.

    A last term that has no calendar yet lies ahead.
    """
    term = terms_by_keys([last_term]).get(last_term)
    ends = term.add_drop_to.astimezone(HONG_KONG).date() if term else None
    return {
        "option": kind,
        "filed_on": filed_on,
        "last_add_drop_ends_on": ends,
        "last_semester_ahead": term is None,
        "approved_by": approved_by,
    }


def _first_year(study: Study, day: date) -> dict[str, Any]:
    """The GPA after the first year's second semester, and the first day of the second year."""
    first = Term.parse(study.entry_term_id)
    end, second = str(first.plus_semesters(SEMESTERS_A_YEAR - 1)), str(first.plus_semesters(SEMESTERS_A_YEAR))
    known = terms_by_keys([second])
    gpas = TermStanding.objects.filter(study=study, term_id=end, released_on__lte=day).values_list("gpa", flat=True)
    return {"gpa": gpas.first(), "second_year_starts_on": known[second].starts_on if second in known else None}


def _gpa_on(study: Study, day: date) -> Decimal | None:
    rows = TermStanding.objects.filter(study=study, released_on__lte=day).exclude(gpa=None)
    return rows.order_by("-term__ordinal").values_list("gpa", flat=True).first()
