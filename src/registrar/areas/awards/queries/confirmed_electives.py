"""The free electives that students confirmed when they applied for graduation."""

from collections.abc import Collection

from registrar.areas.awards.models import GraduationApplication

NOT_COUNTED = (GraduationApplication.State.DECLINED, GraduationApplication.State.LATE)


def confirmed_electives(studies: Collection[int]) -> dict[int, list[str]]:
    """Return study -> the free electives of its latest application that counts; one query.

    Studies without one are missing. A late application counts once the department has taken it (6K-05).
    """
    rows = GraduationApplication.objects.filter(study_id__in=studies).exclude(state__in=NOT_COUNTED)
    return {
        study: list(codes) for study, codes in rows.order_by("term__ordinal").values_list("study_id", "free_electives")
    }
