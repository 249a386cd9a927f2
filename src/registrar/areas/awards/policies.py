"""Who may order, see, prepare and hand over documents."""

from typing import Any

import rules

from registrar.areas.people.policies import (
    Role,
    in_department,
    is_auditor,
    is_board,
    is_department,
    is_leader,
    is_registry,
    is_student,
)

from .models import Certificate, DocumentOrder, Transcript
from .queries.document_orders import submitted


@rules.predicate
def own_transcript(user: Any, transcript: Transcript | None) -> bool:
    """The transcript is of the user's own study."""
    return transcript is None or transcript.study.student_id == user.pk


@rules.predicate
def own_order(user: Any, order: DocumentOrder | None) -> bool:
    """The order is about the user's own study."""
    return order is not None and order.study.student_id == user.pk


@rules.predicate
def own_certificate(user: Any, certificate: Certificate | None) -> bool:
    """The document is about the user's own study."""
    return certificate is not None and certificate.order.study.student_id == user.pk


@rules.predicate
def has_been_submitted(user: Any, order: DocumentOrder | None) -> bool:
    """The order has reached the offices: what was never paid was never submitted (polyu-2024-25:7A-01)."""
    return order is not None and submitted(order)


@rules.predicate
def of_own_faculty(user: Any, order: DocumentOrder | None) -> bool:
    """The order is for a true copy, and the user sits in an office of the award's Faculty (polyu-2024-25:7E-01)."""
    if order is None or order.form != DocumentOrder.Form.TRUE_COPY:
        return False
    codes = set(order.study.programme.department.faculty.departments.values_list("code", flat=True))
    return in_department(user, Role.DEPARTMENT, codes)


rules.add_perm("awards.my_transcripts", is_student)
rules.add_perm("awards.view_transcript", (is_student & own_transcript) | is_registry | is_auditor)
rules.add_perm("awards.issue_transcript", is_registry)
rules.add_perm("awards.order_documents", is_student)
rules.add_perm("awards.change_own_order", is_student & own_order)
rules.add_perm(
    "awards.view_order",
    (is_student & own_order) | (has_been_submitted & (is_registry | is_auditor | of_own_faculty)),
)
rules.add_perm("awards.view_orders", is_registry | is_auditor | is_department)
rules.add_perm("awards.process_order", is_registry & has_been_submitted)
rules.add_perm("awards.certify_copy", has_been_submitted & of_own_faculty)
rules.add_perm("awards.view_certificate", (is_student & own_certificate) | is_registry | is_auditor)
rules.add_perm("awards.view_holds", is_registry | is_auditor)
rules.add_perm("awards.manage_holds", is_registry)


@rules.predicate
def of_own_programme(user: Any, row: Any) -> bool:
    """What is asked about is of a study on a programme of the user's office; without a row: any office."""
    if row is None:
        return is_department(user)
    departments = [row.study.programme.department_id]
    return in_department(user, Role.DEPARTMENT, departments) or in_department(user, Role.HEAD, departments)


@rules.predicate
def own_row(user: Any, row: Any) -> bool:
    """What is asked about is of the user's own study."""
    return row is not None and row.study.student_id == user.pk


sees_all = is_registry | is_auditor | is_board

rules.add_perm("awards.apply", is_student)
rules.add_perm("awards.change_own_form", is_student & own_row)
rules.add_perm("awards.my_award", is_student)
rules.add_perm("awards.view_applications", sees_all | is_department | is_leader)
rules.add_perm("awards.answer_applications", is_department & of_own_programme)
rules.add_perm("awards.decide_forms", is_board | is_registry)
rules.add_perm("awards.view_awards", sees_all)
rules.add_perm("awards.view_award", sees_all)
rules.add_perm("awards.confirm_awards", is_registry)
rules.add_perm("awards.manage_penalties", is_registry)
rules.add_perm("awards.view_penalties", is_registry | is_auditor)
rules.add_perm("awards.retract_awards", is_registry)
rules.add_perm("awards.set_window", is_registry)
rules.add_perm("awards.hand_over_parchments", is_registry)
