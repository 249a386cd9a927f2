"""Who may register, and who may look into and run offerings."""

from typing import Any

import rules

from registrar.areas.people.policies import (
    Role,
    in_department,
    is_auditor,
    is_department,
    is_finance,
    is_leader,
    is_registry,
    is_student,
    is_teacher,
)

from .models import (
    Offering,
    Registration,
    Reinstatement,
    SubjectGroup,
    SubjectRequest,
    WaitingEntry,
    WithdrawalRequest,
)


@rules.predicate
def own_registration(user: Any, registration: Registration | None) -> bool:
    """The registration is the user's own."""
    return registration is not None and registration.study.student_id == user.pk


@rules.predicate
def own_entry(user: Any, entry: WaitingEntry | None) -> bool:
    """The place in the waiting list is the user's own."""
    return entry is not None and entry.study.student_id == user.pk


@rules.predicate
def office_of_subject(user: Any, offering: Offering | None) -> bool:
    """The user works in the office of the department that teaches the subject, or heads it."""
    if offering is None:
        return True
    departments = [offering.subject.department_id]
    return in_department(user, Role.DEPARTMENT, departments) or in_department(user, Role.HEAD, departments)


@rules.predicate
def office_of_group(user: Any, group: SubjectGroup | None) -> bool:
    """The same, for a group of the offering."""
    return office_of_subject(user, group.offering if group else None)


@rules.predicate
def teaches_group(user: Any, group: SubjectGroup | None) -> bool:
    """The user teaches the group."""
    return group is None or group.teacher_id == user.pk


@rules.predicate
def office_of_student(user: Any, study: Any | None) -> bool:
    """The user works in the office of the department that offers the student's programme, or heads it."""
    if study is None:
        return True
    departments = [study.programme.department_id]
    return in_department(user, Role.DEPARTMENT, departments) or in_department(user, Role.HEAD, departments)


@rules.predicate
def started_run(user: Any, run: Any | None) -> bool:
    """The user started the job."""
    return run is None or run.actor_id == user.pk


@rules.predicate
def own_request(user: Any, request: WithdrawalRequest | SubjectRequest | None) -> bool:
    """The request about a subject is the user's own."""
    return request is not None and request.registration.study.student_id == user.pk


@rules.predicate
def office_of_request(user: Any, request: SubjectRequest | None) -> bool:
    """The user works in, or heads, the department that offers the programme of whoever asks."""
    return request is None or office_of_student(user, request.registration.study)


@rules.predicate
def own_reinstatement(user: Any, row: Reinstatement | None) -> bool:
    """The application for reinstatement is the user's own."""
    return row is not None and row.study.student_id == user.pk


@rules.predicate
def office_of_reinstatement(user: Any, row: Reinstatement | None) -> bool:
    """The user works in, or heads, the department that offers the programme of whoever asks."""
    return row is None or office_of_student(user, row.study)


@rules.predicate
def concerned_with_request(user: Any, request: WithdrawalRequest | None) -> bool:
    """The user teaches the group, or leads the student's programme."""
    if request is None:
        return True
    programme = request.registration.study.programme
    return request.registration.group.teacher_id == user.pk or in_department(
        user, Role.LEADER, [programme.department_id]
    )


@rules.predicate
def turn_of(user: Any, request: WithdrawalRequest | None) -> bool:
    """The request waits for this teacher or this Programme Leader."""
    if request is None or request.state != WithdrawalRequest.State.OPEN:
        return False
    if request.awaiting == WithdrawalRequest.Awaiting.TEACHER:
        return request.registration.group.teacher_id == user.pk
    return in_department(user, Role.LEADER, [request.registration.study.programme.department_id])


rules.add_perm("registration.register", is_student)
rules.add_perm("registration.change_own", is_student & own_registration)
rules.add_perm("registration.change_own_entry", is_student & own_entry)
rules.add_perm("registration.view_waiting_list", is_registry | is_auditor | (is_department & office_of_group))
rules.add_perm("registration.list_offerings", is_department | is_registry | is_auditor)
rules.add_perm("registration.view_offering", is_registry | is_auditor | (is_department & office_of_subject))
rules.add_perm("registration.manage_offering", is_registry | (is_department & office_of_subject))
rules.add_perm(
    "registration.view_class_list",
    is_registry | is_auditor | (is_department & office_of_group) | (is_teacher & teaches_group),
)
rules.add_perm("registration.assign_subjects", is_department | is_registry)
rules.add_perm("registration.manage_timetable", is_department | is_registry)
rules.add_perm("registration.see_upload", is_registry | (is_department & started_run))
rules.add_perm("registration.act_for_student", is_registry | (is_department & office_of_student))
rules.add_perm("registration.record_transfer", is_registry | (is_department & office_of_student))
rules.add_perm("registration.view_transfers", is_registry | is_auditor | (is_department & office_of_student))
rules.add_perm("registration.teach", is_teacher)
rules.add_perm("registration.list_without", is_registry | is_auditor)
rules.add_perm("registration.view_ballots", is_registry | is_auditor)
rules.add_perm("registration.run_ballots", is_registry)
rules.add_perm("registration.view_billing", is_finance | is_auditor)
rules.add_perm("registration.bill", is_finance)
rules.add_perm("registration.take_back_withdrawal", is_student & own_request)
rules.add_perm("registration.list_withdrawals", is_teacher | is_leader | is_registry | is_auditor)
rules.add_perm(
    "registration.view_withdrawal",
    is_registry | is_auditor | ((is_teacher | is_leader) & concerned_with_request),
)
rules.add_perm("registration.decide_withdrawal", (is_teacher | is_leader) & turn_of)
rules.add_perm("registration.take_back_request", is_student & own_request)
rules.add_perm("registration.list_requests", is_department | is_registry | is_auditor)
rules.add_perm("registration.view_request", is_registry | is_auditor | (is_department & office_of_request))
rules.add_perm("registration.answer_request", is_registry | (is_department & office_of_request))
rules.add_perm("registration.take_back_reinstatement", is_student & own_reinstatement)
rules.add_perm("registration.list_reinstatements", is_department | is_registry | is_auditor)
rules.add_perm("registration.view_reinstatement", is_registry | is_auditor | (is_department & office_of_reinstatement))
rules.add_perm("registration.decide_reinstatement", is_department & office_of_reinstatement)
rules.add_perm("registration.mark_waivers", is_department | is_registry)
