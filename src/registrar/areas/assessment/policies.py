"""Who may do what with grades: the teacher enters, the panel confirms, the board decides, the registry releases."""

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
    is_teacher,
)

from .models import GradeSheet

is_panel_chair = has_role(Role.PANEL_CHAIR)


@rules.predicate
def teaches_sheet(user: Any, sheet: GradeSheet | None) -> bool:
    """The user teaches a group of the sheet's offering."""
    return sheet is None or sheet.offering.groups.filter(teacher=user).exists()


@rules.predicate
def chairs_panel_of(user: Any, sheet: GradeSheet | None) -> bool:
    """The user chairs the panel of the department that teaches the subject."""
    return sheet is None or in_department(user, Role.PANEL_CHAIR, [sheet.offering.subject.department_id])


@rules.predicate
def teaches_offering(user: Any, offering: Any) -> bool:
    """The user teaches a group of the offering."""
    return offering is None or offering.groups.filter(teacher=user).exists()


@rules.predicate
def office_of_offering(user: Any, offering: Any) -> bool:
    """The user works in the office of the department that teaches the subject, or heads it."""
    if offering is None:
        return True
    departments = [offering.subject.department_id]
    return in_department(user, Role.DEPARTMENT, departments) or in_department(user, Role.HEAD, departments)


@rules.predicate
def chairs_panel_of_offering(user: Any, offering: Any) -> bool:
    """The user chairs the panel of the department that teaches the subject."""
    return offering is None or in_department(user, Role.PANEL_CHAIR, [offering.subject.department_id])


rules.add_perm("assessment.list_schemes", is_teacher | is_department | is_panel_chair | is_registry | is_auditor)
rules.add_perm(
    "assessment.view_scheme",
    (is_teacher & teaches_offering)
    | (is_department & office_of_offering)
    | (is_panel_chair & chairs_panel_of_offering)
    | is_registry
    | is_board
    | is_auditor,
)
rules.add_perm(
    "assessment.edit_scheme", (is_teacher & teaches_offering) | (is_department & office_of_offering) | is_registry
)
rules.add_perm("assessment.enter_grades", is_teacher & teaches_sheet)
rules.add_perm("assessment.finalise_grades", is_panel_chair & chairs_panel_of)
rules.add_perm(
    "assessment.view_sheet",
    (is_teacher & teaches_sheet) | (is_panel_chair & chairs_panel_of) | is_registry | is_board | is_auditor,
)
rules.add_perm("assessment.my_results", is_student)
rules.add_perm("assessment.list_sheets", is_teacher | is_panel_chair | is_registry | is_board | is_auditor)
rules.add_perm("assessment.view_board", is_board | is_registry | is_auditor)
rules.add_perm("assessment.run_board", is_board | is_registry)
rules.add_perm("assessment.confirm_board", is_board)
rules.add_perm("assessment.release_results", is_registry)
