"""Who holds which office: the predicates that every area's policies are made of."""

from collections.abc import Iterable
from typing import Any

import rules

from registrar.areas.platform.reading import Question, Rows, ask

from .models import Role

_SQL = "SELECT role, department FROM people_roleassignment WHERE user_id = %s AND until IS NULL"


def roles_of(user: Any) -> dict[str, set[str]]:
    """Return role -> department codes ("" for the whole university), read once per user object and cached on it."""
    if not getattr(user, "is_authenticated", False):
        return {}
    held: dict[str, set[str]] | None = getattr(user, "_registrar_roles", None)
    if held is None:
        (held,) = ask(roles_question(user))
    return held or {}


def roles_question(user: Any) -> Question:
    """Return what `roles_of` asks, for pages that ask more at the same time; the answer stays with the user object."""

    def kept(rows: Rows) -> dict[str, set[str]]:
        held: dict[str, set[str]] = {}
        for role, department in rows:
            held.setdefault(role, set()).add(department)
        user._registrar_roles = held
        return held

    return Question(_SQL, [user.pk], kept)


def has_role(*names: Role) -> rules.Predicate:
    """Return a predicate: the user holds one of these offices, anywhere."""
    label = "has_role:" + ",".join(names)
    return rules.predicate(lambda user: any(name in roles_of(user) for name in names), name=label)


def in_department(user: Any, role: Role, departments: Iterable[str]) -> bool:
    """Return whether the user holds the office for one of the departments, or for the whole university."""
    held = roles_of(user).get(role, set())
    return "" in held or not held.isdisjoint(departments)


is_student = has_role(Role.STUDENT)
is_teacher = has_role(Role.TEACHER)
is_registry = has_role(Role.REGISTRY)
is_finance = has_role(Role.FINANCE)
is_student_affairs = has_role(Role.STUDENT_AFFAIRS)
is_library = has_role(Role.LIBRARY)
is_leader = has_role(Role.LEADER)
is_department = has_role(Role.DEPARTMENT, Role.HEAD)
is_board = has_role(Role.BOARD)
is_auditor = has_role(Role.AUDITOR)
is_operator = has_role(Role.OPERATOR)
is_staff_member = has_role(*[role for role in Role if role is not Role.STUDENT])

rules.add_perm("people.manage_roles", is_registry)
