"""What subjects are, by the thousand."""

from typing import NamedTuple

from registrar.areas.platform.reading import read

_SQL = "SELECT code, department_id, credits, level, kind, title_en, title_zh FROM catalogue_subject"


class SubjectParticulars(NamedTuple):
    """A subject as lists and audits need it."""

    code: str
    department: str
    credits: int
    level: int
    kind: str
    title_en: str
    title_zh: str


def subject_particulars() -> dict[str, SubjectParticulars]:
    """Return subject code -> particulars of the whole catalogue; one query."""
    return {row[0]: SubjectParticulars(*row) for row in read(_SQL, [])}
