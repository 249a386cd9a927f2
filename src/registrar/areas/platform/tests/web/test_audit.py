"""The audit trail: every change with what was before, by whom and where; and who looked at what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import world

from registrar.areas.platform.models import AccessLog
from registrar.areas.platform.queries.audit_trail import Difference, TrailFilter, audit_trail, event_models

# The platform knows no area; its tests find the tracked model by name.
Person: Any = apps.get_model("people.Person")


@pytest.fixture
def person(db: None) -> Person:
    """Somebody whose phone number was changed by bare SQL, and then by a clerk."""
    person = world.user("24000001d", "student").person
    clerk = world.user("clerk.one", "registry")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = '91230000' WHERE user_id = %s", [person.pk])
    with pghistory.context(user=clerk.pk, url="/students/1/"):
        Person.objects.filter(pk=person.pk).update(phone="91230001")
    return person


def of_person(person: Person, **more: Any) -> TrailFilter:
    """The trail of one person."""
    return TrailFilter(model="people.Person", key=str(person.pk), **more)


def test_changes_are_told_with_what_was_before(person: Person) -> None:
    events = audit_trail(of_person(person), limit=10)
    assert [(e.label, e.who, e.where, e.differences) for e in events[:2]] == [
        ("update", "clerk.one", "/students/1/", (Difference("phone", "91230000", "91230001"),)),
        ("update", "", "", (Difference("phone", "", "91230000"),)),
    ]
    assert events[2].label == "insert"


def test_the_trail_is_narrowed_by_person_and_time(person: Person) -> None:
    assert [e.who for e in audit_trail(TrailFilter(person="clerk.one"), limit=10)] == ["clerk.one"]
    assert audit_trail(TrailFilter(person="nobody.here"), limit=10) == []
    tomorrow = timezone.now() + timedelta(days=1)
    assert audit_trail(of_person(person, since=tomorrow), limit=10) == []
    assert len(audit_trail(of_person(person, until=tomorrow), limit=2)) == 2


def test_every_tracked_model_is_in_the_trail(db: None) -> None:
    assert {"people.Person", "people.RoleAssignment", "studies.Study", "registration.Registration"} <= set(
        event_models()
    )


def test_the_trail_asks_a_fixed_number_of_queries(person: Person, django_assert_num_queries: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        audit_trail(TrailFilter(), limit=50)
    for number in range(30):
        Person.objects.filter(pk=person.pk).update(phone=f"9000{number:04}")
    with django_assert_num_queries(len(few)):
        assert len(audit_trail(TrailFilter(), limit=50)) > 30


def test_the_page_shows_the_change_and_refuses_odd_filters(person: Person, of: Callable[..., Client]) -> None:
    auditor = of("auditor")
    page = auditor.get(f"/audit/?model=people.Person&key={person.pk}").content.decode()
    assert "<del>91230000</del>" in page
    assert "<ins>91230001</ins>" in page
    odd = auditor.get("/audit/?key=one&since_day=31&since_month=2&since_year=2024").content.decode()
    assert "The number of a record is written in digits." in odd
    assert "Enter a real date" in odd
    assert "91230001" not in odd
    assert auditor.get("/audit/?model=no.Such&page=nonsense").status_code == 200


def test_older_events_follow_on_the_next_page(person: Person, of: Callable[..., Client]) -> None:
    # Given more changes than one page holds
    for number in range(60):
        Person.objects.filter(pk=person.pk).update(phone=f"9000{number:04}")
    auditor = of("auditor")
    first = auditor.get(f"/audit/?model=people.Person&key={person.pk}")
    # When the next page is opened, then it goes on where the first ended
    following = first.context["pages"]["next_url"]
    second = auditor.get(f"/audit/{following}")
    assert "90000010" in first.content.decode()
    assert "90000005" in second.content.decode()
    assert "90000059" not in second.content.decode()


def test_looks_are_listed_with_the_viewer(person: Person, of: Callable[..., Client]) -> None:
    viewer = world.user("teacher.one", "teacher")
    for subject in ("study:1", "study:2"):
        AccessLog.objects.create(viewer=viewer, page="studies:study", subject=subject, at=timezone.now())
    auditor = of("auditor")
    assert auditor.get("/audit/looks/").content.decode().count("teacher.one") == 2
    narrowed = auditor.get("/audit/looks/?q=study:2").content.decode()
    assert "study:2" in narrowed
    assert "study:1<" not in narrowed
    assert "study:1" in auditor.get("/audit/looks/?q=TEACHER.ONE&export=csv").getvalue().decode("utf-8-sig")
