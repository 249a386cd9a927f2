"""What a student has planned and is about to submit."""

from typing import Any, NamedTuple

from registrar.areas.platform.reading import read

# The study is the one that studies/queries/study_of_user.py finds: the enrolled one, else the latest admitted.
_SQL = """
    SELECT s.id, ARRAY(
        SELECT b.group_id FROM registration_basketitem b JOIN registration_offering o ON o.id = b.offering_id
        WHERE b.study_id = s.id AND o.term_id = %s ORDER BY b.id)
    FROM studies_study s WHERE s.student_id = %s
    ORDER BY s.status = 'active' DESC, s.cohort DESC, s.id DESC LIMIT 1
"""


class PlannedChoices(NamedTuple):
    """A study, and the groups in its basket in the order in which it was filled."""

    study: int
    groups: list[int]


def planned_choices(user: Any, term: str) -> PlannedChoices | None:
    """Return the basket of the person's study for a term; None without a study; one query."""
    rows = read(_SQL, [term, user.pk])
    return PlannedChoices(*rows[0]) if rows else None
