"""Facts of how pressing a student's need of a subject is."""

from registrar.areas.registration.facts.add_subject import GUR, MINOR
from registrar.areas.registration.facts.add_subject import category as category_of
from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.parts import SEMESTERS_A_YEAR
from registrar.areas.registration.facts.picture import Picture, Student
from registrar.rules.registration.need_class import NeedClassFacts

# The rule knows electives of one kind only.
CATEGORIES = {"compulsory": "compulsory", "elective": "elective", "free_elective": "elective", GUR: GUR, MINOR: MINOR}


def need_facts(picture: Picture, student: Student, group: OfferedGroup) -> NeedClassFacts:
    """Return the facts of a student's need of a subject, for waiting lists and ballots."""
    place = picture.place(student, group.subject)
    category = CATEGORIES.get(category_of(picture, student, group))
    latest = student.results.get(group.subject)
    enrolment = student.enrolment
    fixed = place is not None and enrolment.has_pattern and place.stage > 0 and category != GUR
    return NeedClassFacts.model_validate(
        {
            "term": picture.term.pk,
            "cohort": enrolment.cohort,
            "subject": group.subject,
            "final_year": enrolment.stage * SEMESTERS_A_YEAR >= enrolment.normal_semesters,
            "category": category,
            "attempts": latest.attempts if latest else 0,
            "latest_grade": latest.grade if latest else "",
            "has_place": any(one.offering == group.offering for one in student.taken),
            "stage": enrolment.stage or None,
            "pattern_stage": place.stage if place and fixed else None,
            "pattern_semester": (place.semester or None) if place and fixed else None,
        }
    )
