"""What a student has planned and is about to submit."""

from datetime import datetime
from typing import Any, NamedTuple

from registrar.areas.platform.decisions import KEY
from registrar.areas.platform.reading import Question, Rows
from registrar.areas.registration.facts.picture import Outline

# The term is the one that catalogue/queries/term.py calls open for registration; the study is the one that
# studies/queries/study_of_user.py finds: the enrolled one, else the latest admitted.
# Each line draws the key that its decision will have, so that the address of the answer is known beforehand.
_SQL = f"""
    WITH term AS (
        SELECT key, ordinal FROM catalogue_term WHERE registration_from <= %s AND add_drop_to >= %s
        ORDER BY ordinal DESC LIMIT 1
    ), study AS (
        SELECT id FROM studies_study WHERE student_id = %s ORDER BY status = 'active' DESC, cohort DESC, id DESC LIMIT 1
    )
    SELECT study.id, term.key, term.ordinal, b.group_id, o.subject_id,
           CASE WHEN b.id IS NOT NULL THEN {KEY} END AS decision
    FROM term CROSS JOIN study
    LEFT JOIN (registration_basketitem b JOIN registration_offering o ON o.id = b.offering_id)
        ON b.study_id = study.id AND o.term_id = term.key
    ORDER BY b.id
"""  # noqa: S608


class PlannedChoices(NamedTuple):
    """A study, the groups in its basket in the order in which it was filled, what they are of, and drawn keys."""

    study: int
    groups: list[int]
    outline: Outline | None
    drawn: tuple[int, ...] = ()


def planned_choices(user: Any, now: datetime) -> Question:
    """Ask for the basket of the person's study for the term that is open.

    The answer is None where no term is open, or the person has no study.
    """
    return Question(_SQL, [now, now, user.pk], _choices)


def _choices(rows: Rows) -> PlannedChoices | None:
    if not rows:
        return None
    study, term, ordinal, first, *_ = rows[0]
    planned = rows if first is not None else []
    outline = Outline(term, ordinal, frozenset(subject for *_, subject, _ in planned))
    return PlannedChoices(study, [group for *_, group, _, _ in planned], outline, tuple(drawn for *_, drawn in planned))
