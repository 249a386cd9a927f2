"""Who may see and change the record of a study."""

from typing import Any

import rules

from registrar.areas.people.policies import (
    Role,
    has_role,
    in_department,
    is_auditor,
    is_board,
    is_department,
    is_registry,
    is_student,
    roles_of,
)

from .models import Study

is_advisor = has_role(Role.ADVISOR)


@rules.predicate
def own_study(user: Any, study: Study | None) -> bool:
    """The study is the user's own."""
    return study is not None and study.student_id == user.pk


@rules.predicate
def advises(user: Any, study: Study | None) -> bool:
    """The user is the student's academic advisor."""
    return study is None or study.advisor_id == user.pk


@rules.predicate
def office_of_programme(user: Any, study: Study | None) -> bool:
    """The user works in the office of the department that offers the programme, or heads it."""
    if study is None:
        return True
    departments = [study.programme.department_id]
    return in_department(user, Role.DEPARTMENT, departments) or in_department(user, Role.HEAD, departments)


def departments_of(user: Any) -> set[str] | None:
    """Return the departments whose office the user works in or heads; None for the whole university."""
    held = roles_of(user)
    if Role.REGISTRY in held or Role.AUDITOR in held or Role.BOARD in held:
        return None
    codes = held.get(Role.DEPARTMENT, set()) | held.get(Role.HEAD, set())
    return None if "" in codes else codes


rules.add_perm("studies.view_own", is_student)
rules.add_perm("studies.search", is_department | is_registry | is_advisor | is_auditor | is_board)
rules.add_perm(
    "studies.view_study",
    own_study | is_registry | is_auditor | is_board | (is_department & office_of_programme) | (is_advisor & advises),
)
rules.add_perm("studies.see_overrides", is_registry | is_auditor | is_department)
rules.add_perm("studies.grant_approval", is_registry | (is_department & office_of_programme))
