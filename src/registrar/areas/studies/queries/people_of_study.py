"""Who stands behind a study: asked by policies."""

from dataclasses import dataclass

from registrar.areas.studies.models import Study


@dataclass(frozen=True)
class PeopleOfStudy:
    """The student and the advisor (account keys), and the department that runs the programme."""

    student_id: int
    advisor_id: int | None
    department: str


def people_of_study(study_id: int) -> PeopleOfStudy | None:
    """Return them with one query; None where there is no such study."""
    row = Study.objects.filter(pk=study_id).values_list("student_id", "advisor_id", "programme__department_id").first()
    return PeopleOfStudy(*row) if row else None
