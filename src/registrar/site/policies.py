"""Who may use what belongs to no area: the rule explorer, stored decisions and the platform's pages.

The platform knows no office of the university, so the predicates come together here.
"""

from typing import Any

import rules
from django.conf import settings

from registrar.areas.people.policies import (
    Role,
    is_auditor,
    is_operator,
    is_registry,
    is_staff_member,
    is_student,
    roles_of,
)
from registrar.areas.studies.queries.people_of_study import PeopleOfStudy, people_of_study

#: What an office may see of the decisions about a student, by the area of the rule. The registry and auditors see all.
AREAS_OF_OFFICE: dict[str, frozenset[str]] = {
    Role.FINANCE: frozenset({"finance", "enrolment"}),
    Role.BOARD: frozenset({"assessment", "enrolment"}),
    Role.PANEL_CHAIR: frozenset({"assessment"}),
}
#: Offices of a department: they see what concerns the students of its programmes, fees left out.
OF_DEPARTMENT = (Role.DEPARTMENT, Role.HEAD)
FOR_DEPARTMENTS = frozenset({"registration", "enrolment", "assessment"})


@rules.predicate
def is_demonstration(user: Any) -> bool:
    """The site is a demonstration: mail is kept and the clock can be set."""
    return bool(settings.DEMONSTRATION)


@rules.predicate
def sees_decision(user: Any, decision: Any) -> bool:
    """The decision is about the user's own study, or the user's office deals with such decisions."""
    if decision is None:
        return True
    held = roles_of(user)
    if Role.REGISTRY in held or Role.AUDITOR in held:
        return True
    area = decision.rule.partition(".")[0]
    if any(area in AREAS_OF_OFFICE.get(role, ()) for role in held):
        return True
    about = _study_of(decision.subject)
    if about is None:
        return False
    return about.student_id == user.pk or _responsible(user, about, area)


def _study_of(subject: str) -> PeopleOfStudy | None:
    kind, _, key = subject.partition(":")
    return people_of_study(int(key)) if kind == "study" and key.isdecimal() else None


def _responsible(user: Any, about: PeopleOfStudy, area: str) -> bool:
    """The user advises the student, or sits in the office of the programme's department."""
    if area not in FOR_DEPARTMENTS:
        return False
    held = roles_of(user)
    if about.advisor_id is not None and about.advisor_id == user.pk and Role.ADVISOR in held:
        return True
    departments = {department for role in OF_DEPARTMENT for department in held.get(role, ())}
    return "" in departments or about.department in departments


@rules.predicate
def started_job(user: Any, run: Any) -> bool:
    """The user started the job."""
    return run is not None and run.actor_id == user.pk


# Anybody may look at a demonstration; elsewhere samples of refusals and amounts are for those who build and check it.
rules.add_perm("ui.style_guide", is_demonstration | is_staff_member)
rules.add_perm("rules.explore", is_staff_member)
rules.add_perm("rules.view_decision", (is_student | is_staff_member) & sees_decision)
rules.add_perm("platform.view_jobs", is_operator | is_registry | is_auditor)
rules.add_perm("platform.view_job", is_operator | is_registry | is_auditor | (is_staff_member & started_job))
rules.add_perm("platform.view_mail", is_demonstration & (is_operator | is_registry))
rules.add_perm("platform.set_clock", is_demonstration & is_operator)
rules.add_perm("platform.view_audit", is_auditor | is_operator)
rules.add_perm("platform.follow_records", is_auditor)
