"""Studies as an audit needs them."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from registrar.areas.platform.reading import Question, ask, together
from registrar.areas.studies.queries.options_of import OptionHeld, options_question

_SQL = """
    SELECT s.id, s.programme_id, p.level, p.department_id, p.credits_required, s.cohort,
           s.stream, s.admission
    FROM studies_study s JOIN catalogue_programme p ON p.code = s.programme_id
    WHERE s.id = ANY(%s) ORDER BY s.id
"""


class AuditedStudy(NamedTuple):
    """A study with what of its programme decides what is asked of it."""

    key: int
    programme: str
    level: str
    department: str
    credits_required: int
    cohort: str
    stream: str = ""
    admission: str = "first_year"
    options: tuple[OptionHeld, ...] = ()


def audited_studies(studies: Collection[int], as_of: date) -> list[AuditedStudy]:
    """Return studies by key, with the options that they had at the end of a day; one query."""
    keys = list(studies)
    ((rows, options),) = ask(together(Question(_SQL, [keys]), options_question(keys, as_of)))
    return [AuditedStudy(*row)._replace(options=tuple(options.get(row[0], ()))) for row in rows]
