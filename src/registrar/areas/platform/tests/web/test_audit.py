"""The audit trail: every change with what was before, by whom and where; and who looked at what."""

from __future__ import annotations

import re
from collections.abc import Callable
from csv import reader
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string
from tests import world

from registrar.areas.platform import jobs
from registrar.areas.platform.models import AccessLog
from registrar.areas.platform.queries.audit_trail import Difference, TrailFilter, audit_trail, event_models
from registrar.areas.platform.web.views import audit

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


def test_the_trail_of_a_student_holds_what_names_the_study(db: None, of: Callable[..., Client]) -> None:
    # given two students, one of whom registers and is then changed
    one, other = world.study("24000001D"), world.study("24000002D")
    for study, code in ((one, "COMP1011"), (other, "COMP1012")):
        row = world.register(study, world.group(world.subject(code)))
        type(row).objects.filter(pk=row.pk).update(state="dropped", ended_at=world.at("2024-09-04 10:00"))
    type(one).objects.filter(pk=one.pk).update(mode="part_time")
    # when the auditor asks for the first by the student number
    answer = of("auditor").get("/audit/?about=24000001d")
    # then the changes of the study and of what belongs to it are there, and nothing of the other's
    events = [event for event, _title, _fields in answer.context["events"]]
    assert {event.model for event in events} >= {"studies.Study", "registration.Registration"}
    assert {event.key for event in events if event.model == "studies.Study"} == {one.pk}
    # and an unknown number finds nothing
    empty = of("auditor").get("/audit/?about=99999999D").content.decode()
    assert "No change matches" in empty
    assert "Widen the days, or clear the filter." in empty


def test_the_kind_of_change_narrows_the_trail(person: Person) -> None:
    assert {event.label for event in audit_trail(of_person(person, kind="update"), limit=10)} == {"update"}
    assert [event.label for event in audit_trail(of_person(person, kind="insert"), limit=10)] == ["insert"]
    assert audit_trail(of_person(person, kind="delete"), limit=10) == []


def test_days_the_wrong_way_round_are_refused(db: None, of: Callable[..., Client]) -> None:
    days = "since_day=2&since_month=9&since_year=2024&until_day=1&until_month=9&until_year=2024"
    for page in ("/audit/", "/audit/looks/"):
        assert "The last day must not come before the first." in of("auditor").get(f"{page}?{days}").content.decode()


def test_the_changes_are_downloaded_field_by_field_and_the_download_is_logged(
    person: Person, of: Callable[..., Client]
) -> None:
    # when
    auditor = of("auditor")
    answer = auditor.get(f"/audit/?model=people.Person&key={person.pk}&kind=update&export=csv")
    lines = list(reader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    # then there is a line a field, the latest first
    assert lines[0][:3] == ["When", "Records", "Number of the record"]
    assert [(line[1], line[3], line[4], line[5], line[7], line[8]) for line in lines[1:]] == [
        ("Person", "Changed", "clerk.one", "/students/1/", "91230000", "91230001"),
        ("Person", "Changed", "", "", "", "91230000"),
    ]
    # and looking at the trail leaves one itself
    assert AccessLog.objects.get().subject == "download:changes"
    assert "Audit trail, changes" in auditor.get("/audit/looks/").content.decode()


def test_a_long_trail_says_where_the_file_ends(
    person: Person, of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST_LINES", 1)
    answer = of("auditor").get(f"/audit/?model=people.Person&key={person.pk}&export=csv")
    assert "There are more changes than fit into one file" in answer.getvalue().decode("utf-8-sig")


@pytest.fixture
def looked(db: None) -> Any:
    """Two looks of a teacher at one student, one of a clerk at another."""
    study, other = world.study("24000001D"), world.study("24000002D")
    teacher, clerk = world.user("teacher.one", "teacher"), world.user("clerk.one", "registry")
    rows = [
        (teacher, "studies:study", study, "2024-09-03 10:00"),
        (teacher, "studies:record", study, "2024-09-04 23:59"),
        (clerk, "finance:note", other, "2024-09-05 00:00"),
    ]
    for viewer, page, subject, when in rows:
        AccessLog.objects.create(viewer=viewer, page=page, subject=f"study:{subject.pk}", at=world.at(when))
    return study


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("", ["Debit note", "Student record, results", "Student record, overview"]),
        ("viewer=TEACHER.ONE", ["Student record, results", "Student record, overview"]),
        ("about=24000002d", ["Debit note"]),
        ("about=99999999d", []),
        ("page=studies:record", ["Student record, results"]),
        ("since_day=4&since_month=9&since_year=2024", ["Debit note", "Student record, results"]),
        ("until_day=4&until_month=9&until_year=2024", ["Student record, results", "Student record, overview"]),
        ("since_day=31&since_month=2&since_year=2024", []),
    ],
)
def test_looks_are_narrowed(looked: Any, of: Callable[..., Client], query: str, pages: list[str]) -> None:
    body = of("auditor").get(f"/audit/looks/?{query}").context["body"]
    assert [str(row[2].value) for row in body] == pages


def test_looks_name_the_student_and_lead_there(looked: Any, of: Callable[..., Client]) -> None:
    page = of("auditor").get("/audit/looks/").content.decode()
    assert f'href="/students/{looked.pk}/"' in page
    assert "24000001D CHAN Tai Man" in page
    assert "study:" not in page.partition("<table")[2]
    assert "No look matches" in of("auditor").get("/audit/looks/?viewer=nobody").content.decode()


def test_an_operator_sees_that_somebody_looked_and_nobody_s_name(looked: Any, of: Callable[..., Client]) -> None:
    operator = of("operator")
    # When the operator opens the looks, asks for one viewer and one student, and downloads them
    answer = operator.get(f"/audit/looks/?viewer=clerk.one&about={looked.student_number}")
    text = operator.get("/audit/looks/?export=csv").getvalue().decode("utf-8-sig")
    # Then all three are there with page and time, without viewer or record, and nothing can be searched by name
    assert [str(row[1].value) for row in answer.context["body"]] == [
        "Debit note",
        "Student record, results",
        "Student record, overview",
    ]
    assert text.splitlines()[0] == "When,Page,From the address"
    said = operator.get("/audit/looks/").content.decode().partition("<main")[2] + text
    assert [name for name in ("teacher.one", "clerk.one", "CHAN", "24000001D", "study:") if name in said] == []
    assert 'name="viewer"' not in said


def test_looks_are_downloaded_with_names_and_that_is_logged(looked: Any, of: Callable[..., Client]) -> None:
    text = of("auditor").get("/audit/looks/?viewer=clerk.one&export=csv").getvalue().decode("utf-8-sig")
    assert "24000002D CHAN Tai Man" in text
    assert "24000001D" not in text
    assert AccessLog.objects.filter(page="platform:looks", subject="download:looks").count() == 1


def test_a_page_of_looks_asks_a_fixed_number_of_queries(
    looked: Any, of: Callable[..., Client], django_assert_num_queries: Any
) -> None:
    auditor = of("auditor")
    auditor.get("/audit/looks/")
    with CaptureQueriesContext(connection) as few:
        auditor.get("/audit/looks/")
    for number in range(20):
        study, viewer = world.study(f"240001{number:02}D"), world.user(f"viewer{number:02}", "registry")
        AccessLog.objects.create(viewer=viewer, page="studies:study", subject=f"study:{study.pk}", at=timezone.now())
    with django_assert_num_queries(len(few)):
        auditor.get("/audit/looks/")


def test_the_trails_read_in_chinese(looked: Any, of: Callable[..., Client]) -> None:
    auditor = of("auditor")
    auditor.cookies["registrar_language"] = "zh-hant"
    assert "學生紀錄（成績）" in auditor.get("/audit/looks/").content.decode()
    assert "沒有符合的查閱紀錄" in auditor.get("/audit/looks/?viewer=nobody").content.decode()
    assert "沒有符合的更改" in auditor.get("/audit/?about=99999999D").content.decode()


def test_every_page_whose_looks_are_logged_has_a_title() -> None:
    # given the pages that the source names when it logs a look
    source = Path(jobs.__file__).parents[1]
    named = {
        name
        for path in source.rglob("web/views/*.py")
        for name in re.findall(r'log_look\([^)]*page="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    # then each has a title
    assert {"finance:note", "assessment:proposal"} <= named
    assert named <= set(import_string(settings.LOOK_TITLES))
