"""Studies as an audit needs them."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.platform.reading import read

_SQL = """
    SELECT s.id, s.programme_id, p.level, p.department_id, p.credits_required, s.cohort, s.minor_id
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
    minor: str | None


def audited_studies(studies: Collection[int]) -> list[AuditedStudy]:
    """Return studies by key; one query."""
    return [AuditedStudy(*row) for row in read(_SQL, [list(studies)])]
