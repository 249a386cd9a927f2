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
from registrar.areas.studies.policies import office_of_programme

from .models import Board, BoardMember, GradeSheet, Meeting, Proposal
from .queries.boards import offices_of
from .queries.panels import sits_on_a_panel, sits_on_panel_of

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
def is_panel_member(user: Any) -> bool:
    """The user sits on some panel."""
    return sits_on_a_panel(user)


@rules.predicate
def sits_on_panel(user: Any, sheet: GradeSheet | None) -> bool:
    """The user is a member of the panel that looks at the sheet."""
    return sheet is None or sits_on_panel_of(user, sheet.offering)


@rules.predicate
def sits_on_panel_of_subject(user: Any, offering: Any) -> bool:
    """The user is a member of the panel that looks at the offering's sheet."""
    return offering is None or sits_on_panel_of(user, offering)


@rules.predicate
def office_of_sheet(user: Any, sheet: GradeSheet | None) -> bool:
    """The user works in the office of the department that teaches the subject, or heads it."""
    return sheet is None or office_of_offering.test(user, sheet.offering)


@rules.predicate
def office_of_panel(user: Any, department: str | None) -> bool:
    """The user works in the department's office, heads it or chairs its panel."""
    roles = (Role.DEPARTMENT, Role.HEAD, Role.PANEL_CHAIR)
    return department is None or any(in_department(user, role, [department]) for role in roles)


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


@rules.predicate
def chairs_panel_of_result(user: Any, result: Any) -> bool:
    """The user chairs the panel of the department that teaches the result's subject."""
    return result is None or in_department(user, Role.PANEL_CHAIR, [result.subject.department_id])


@rules.predicate
def office_of_result(user: Any, result: Any) -> bool:
    """The user works in the office of the department that teaches the result's subject, or heads it."""
    if result is None:
        return True
    departments = [result.subject.department_id]
    return in_department(user, Role.DEPARTMENT, departments) or in_department(user, Role.HEAD, departments)


rules.add_perm(
    "assessment.view_pending",
    (is_teacher & teaches_sheet)
    | (is_panel_member & sits_on_panel)
    | (is_department & office_of_sheet)
    | (is_panel_chair & chairs_panel_of)
    | is_registry
    | is_board
    | is_auditor,
)
rules.add_perm("assessment.list_changes", is_panel_chair | is_registry | is_board | is_auditor)
rules.add_perm("assessment.propose_change", is_registry | (is_panel_chair & chairs_panel_of_result))
rules.add_perm(
    "assessment.view_change", is_registry | is_board | is_auditor | (is_panel_chair & chairs_panel_of_result)
)
rules.add_perm(
    "assessment.view_history",
    is_registry
    | is_board
    | is_auditor
    | (is_panel_chair & chairs_panel_of_result)
    | (is_department & office_of_result),
)
rules.add_perm("assessment.list_notices", is_department | is_registry | is_board)
rules.add_perm("assessment.receive_notice", is_registry | is_board | (is_department & office_of_programme))
rules.add_perm("assessment.view_overview", is_department | is_panel_chair | is_registry | is_board | is_auditor)

rules.add_perm("assessment.upload_schemes", is_department | is_registry)
rules.add_perm("assessment.list_schemes", is_teacher | is_department | is_panel_chair | is_registry | is_auditor)
rules.add_perm(
    "assessment.view_scheme",
    (is_teacher & teaches_offering)
    | (is_panel_member & sits_on_panel_of_subject)
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
rules.add_perm("assessment.review_grades", (is_panel_chair & chairs_panel_of) | (is_panel_member & sits_on_panel))
rules.add_perm("assessment.list_panels", is_panel_chair | is_department | is_registry | is_board | is_auditor)
rules.add_perm("assessment.set_panel", is_registry | ((is_panel_chair | is_department) & office_of_panel))
rules.add_perm(
    "assessment.list_pending", is_teacher | is_department | is_panel_chair | is_registry | is_board | is_auditor
)
rules.add_perm("assessment.enter_late", (is_teacher & teaches_sheet) | (is_department & office_of_sheet))
rules.add_perm("assessment.confirm_late", is_panel_chair & chairs_panel_of)
rules.add_perm(
    "assessment.view_sheet",
    (is_teacher & teaches_sheet)
    | (is_panel_chair & chairs_panel_of)
    | (is_panel_member & sits_on_panel)
    | is_registry
    | is_board
    | is_auditor,
)
rules.add_perm("assessment.my_results", is_student)
rules.add_perm(
    "assessment.list_sheets", is_teacher | is_panel_chair | is_panel_member | is_registry | is_board | is_auditor
)


def _board_of(what: Board | Meeting | Proposal | None) -> int | None:
    return what.pk if isinstance(what, Board) else getattr(what, "board_id", None)


@rules.predicate
def sits_on_board(user: Any, what: Board | Meeting | Proposal | None) -> bool:
    """The user has a seat on the board, or on any where none is named."""
    held = offices_of(user)
    return bool(held) if what is None else _board_of(what) in held


@rules.predicate
def is_secretary(user: Any, what: Board | Meeting | Proposal | None) -> bool:
    """The user is the secretary of the board, or of any where none is named."""
    held, office = offices_of(user), BoardMember.Office.SECRETARY
    return office in held.values() if what is None else held.get(_board_of(what) or 0) == office


@rules.predicate
def is_chair(user: Any, what: Board | Meeting | Proposal | None) -> bool:
    """The user chairs the board, or any where none is named."""
    held, office = offices_of(user), BoardMember.Office.CHAIR
    return office in held.values() if what is None else held.get(_board_of(what) or 0) == office


@rules.predicate
def own_proposal(user: Any, what: Board | Meeting | Proposal | None) -> bool:
    """The proposal is about the user: nobody sees or decides what is proposed for themselves."""
    return isinstance(what, Proposal) and what.study.student_id == user.pk


# The registry and the boards' own office see every board; members see theirs, and nobody else's students.
rules.add_perm("assessment.list_boards", sits_on_board | is_board | is_registry | is_auditor)
rules.add_perm("assessment.view_board", (sits_on_board | is_board | is_registry | is_auditor) & ~own_proposal)
rules.add_perm("assessment.run_board", is_board | is_registry | is_secretary)
rules.add_perm("assessment.seat_board", is_registry)
rules.add_perm("assessment.hold_meeting", (is_secretary | is_board) & ~own_proposal)
rules.add_perm("assessment.confirm_meeting", is_chair)
rules.add_perm("assessment.release_results", is_registry)
