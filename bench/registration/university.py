"""A university on its registration morning: everybody has planned, everybody has signed in, nobody has a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.people.models import User
from registrar.areas.platform import clock
from registrar.areas.registration.models import BasketItem, SubjectGroup
from registrar.areas.studies.models import Study
from registrar.rehearsal.university import demand_university, demonstration_university

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Django takes a secret of this length as a token too; a browser would send the same in the form and in the cookie.
CSRF = "a" * 32
HEADERS = "Host: 127.0.0.1\r\nCookie: sessionid={session}; csrftoken=" + CSRF + "\r\nConnection: keep-alive\r\n"


@dataclass(frozen=True, slots=True)
class Student:
    """A student on the morning: the study, the session that is open, and a group for each subject wanted."""

    study: int
    session: str
    groups: tuple[int, ...]

    def post(self, path: str, **fields: Any) -> str:
        """Return a POST as it goes over the wire."""
        body = "&".join(f"{name}={value}" for name, value in {"csrfmiddlewaretoken": CSRF, **fields}.items())
        return (
            f"POST {path} HTTP/1.1\r\n{HEADERS.format(session=self.session)}"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )

    def get(self, path: str) -> str:
        """Return a GET as it goes over the wire."""
        return f"GET {path} HTTP/1.1\r\n{HEADERS.format(session=self.session)}\r\n"


def opening(students: int, demand: Path | None, seed: int) -> list[Student]:
    """Make the university, set its clock to the first minute of registration, and sign everybody in."""
    if demand is not None:
        term, wishes = demand_university(demand, seed, lambda *_: None)
    else:
        term, wishes = demonstration_university(students, seed, lambda *_: None)
    clock.set_to(term_by_key(term).registration_from + timedelta(minutes=1))
    sessions = _sign_in([study for study, _ in wishes])
    return [
        Student(study, sessions[study], tuple(groups[0] for groups in subjects if groups)) for study, subjects in wishes
    ]


def _sign_in(studies: Sequence[int]) -> dict[int, str]:
    """Open a session for each student, as signing in would; only the slow hash of the password is left out."""
    people = dict(Study.objects.filter(pk__in=studies).values_list("pk", "student_id"))
    users = User.objects.in_bulk(list(people.values()))
    store = SessionStore()
    ends = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    keys, rows = {}, []
    for study in studies:
        user = users[people[study]]
        held = {
            "_auth_user_id": str(user.pk),
            "_auth_user_backend": BACKEND,
            "_auth_user_hash": user.get_session_auth_hash(),
        }
        keys[study] = token_hex(16)
        rows.append(Session(session_key=keys[study], session_data=store.encode(held), expire_date=ends))
    Session.objects.bulk_create(rows, batch_size=2000)
    return keys


def plan(choices: Sequence[tuple[Student, Sequence[int]]]) -> None:
    """Fill baskets as students did in the days before; what was left in them is taken out."""
    offerings = dict(SubjectGroup.objects.values_list("pk", "offering_id"))
    BasketItem.objects.filter(study_id__in=[student.study for student, _ in choices]).delete()
    now = timezone.now()
    rows = [
        BasketItem(study_id=student.study, offering_id=offerings[group], group_id=group, added_at=now)
        for student, groups in choices
        for group in groups
    ]
    BasketItem.objects.bulk_create(rows, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registration_basketitem, django_session, registration_registration")
