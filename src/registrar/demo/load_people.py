"""The plan's catalogue and people, copied into their tables."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password

from registrar.demo.copying import copy_rows
from registrar.demo.numbering import Numbering
from registrar.demo.sign_ins import PASSWORD

# What no password hashes to: Django's mark of an account without one.
UNUSABLE = "!" + "demonstration".ljust(40, "-")
JOINED = "2024-08-01T00:00:00+08:00"


class PeopleTables(Numbering):
    """Subjects, curricula, accounts and offices."""

    def catalogue(self) -> int:
        """Subjects, requisites and curricula."""
        syllabus = self.plan.syllabus
        fields = ("code", "department", "title_en", "title_zh", "credits", "level", "kind", "graded", "max_retakes")
        subjects = copy_rows(
            "catalogue.Subject", fields, ([getattr(s, name) for name in fields] for s in syllabus.subjects.values())
        )
        copy_rows(
            "catalogue.SubjectRequisite",
            ("id", "subject", "kind", "other", "alternative", "minimum_grade"),
            (
                (self.numbers("catalogue.SubjectRequisite"), r.subject, r.kind, r.other, r.alternative, r.minimum_grade)
                for r in syllabus.requisites
            ),
        )
        copy_rows(
            "catalogue.CurriculumSubject",
            ("id", "programme", "subject", "category", "stage", "semester"),
            (
                (
                    self.numbers("catalogue.CurriculumSubject"),
                    code,
                    p.subject,
                    "gur_fixed" if (code, p.subject) in syllabus.fixed else p.category,
                    p.stage,
                    p.semester,
                )
                for code, places in syllabus.curricula.items()
                for p in places
            ),
        )
        for entry in syllabus.minors:
            minor = apps.get_model("catalogue", "Minor")(
                code=entry.code, department_id=entry.department, title_en=entry.en, title_zh=entry.zh
            )
            minor.save()
            minor.subjects.set(entry.subjects)
        return subjects

    def people(self) -> int:
        """Accounts, names and roles. Only the named sign-ins get a password: hashing 28,000 would take an hour."""
        known = make_password(PASSWORD)
        staff = self.plan.staff.everybody
        count = copy_rows(
            "people.User",
            ("id", "password", "is_superuser", "username", "is_staff", "is_active", "date_joined", "email", "language"),
            (
                (
                    self.users + i,
                    known if named else UNUSABLE,
                    False,
                    net_id,
                    False,
                    True,
                    JOINED,
                    _mail(net_id),
                    language,
                )
                for i, (net_id, named, language) in enumerate(
                    [
                        *((s.net_id, bool(s.persona), s.language) for s in self.plan.students),
                        *((e.net_id, e.named, "en") for e in staff),
                    ]
                )
            ),
        )
        copy_rows(
            "people.Person",
            ("user", "family_name", "given_names", "name_zh", "date_of_birth", "phone", "title"),
            self._persons(),
        )
        copy_rows("people.RoleAssignment", ("id", "user", "role", "department", "since", "until"), self._roles())
        return count

    def _persons(self) -> Iterator[tuple[Any, ...]]:
        for i, student in enumerate(self.plan.students):
            name = student.name
            phone = f"+852 5555 {i % 10000:04d}"
            yield self.users + i, name.family_name, name.given_names, name.name_zh, student.born, phone, ""
        for i, employee in enumerate(self.plan.staff.everybody):
            name = employee.name
            phone = f"+852 2766 {i % 10000:04d}"
            yield self.employees + i, name.family_name, name.given_names, name.name_zh, None, phone, employee.title

    def _roles(self) -> Iterator[tuple[Any, ...]]:
        label = "people.RoleAssignment"
        for i, student in enumerate(self.plan.students):
            yield self.numbers(label), self.users + i, "student", "", date(student.cohort, 8, 1), None
        for i, employee in enumerate(self.plan.staff.everybody):
            for role, department in employee.roles:
                yield self.numbers(label), self.employees + i, role, department, date(2018, 9, 1), None


def _mail(net_id: str) -> str:
    return f"{net_id}@connect.university.example"
