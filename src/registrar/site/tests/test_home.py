"""The home page: what to do now, by when and why, for every role."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import world

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.people.policies import Role
from registrar.areas.platform import clock
from registrar.areas.registration.actions.cancel_offering import cancel_offering
from registrar.areas.registration.models import Meeting
from registrar.areas.studies.models import TermStanding

pytestmark = pytest.mark.django_db
WEEKS = list(range(1, 14))


def at(text: str) -> None:
    """Set the university's clock."""
    clock.set_to(world.at(text))


def home(user: Any, language: str = "en") -> Any:
    """Open the home page as somebody."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.cookies["registrar_language"] = language
    return client.get("/")


def todos(answer: Any) -> list[tuple[str, str, date | None]]:
    """What the page asks for, the most pressing first: tone, title, day."""
    context = answer.context
    shown = ([context["first"]] if context["first"] else []) + context["todos"]
    return [(one.tone, one.todo.title, one.day) for one in shown]


@pytest.fixture
def term() -> Any:
    """The first semester of 2024/25, from 2 September."""
    return world.term()


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/")


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_every_role_has_a_home_with_and_without_a_term(role: str, language: str) -> None:
    person = world.user(f"some.{role}", role)
    assert home(person, language).status_code == 200
    world.term()
    at("2024-09-03 10:00")
    assert home(person, language).status_code == 200


def test_a_student_without_subjects_is_asked_to_choose_while_registration_is_open(term: Any) -> None:
    # Given the registration period, which the rule reads as open until its last second
    study = world.study()
    at("2024-08-01 10:00")
    # Then choosing subjects leads the page, until the last day of registration
    answer = home(study.student)
    last = term.registration_to.astimezone(clock.HONG_KONG).date()
    assert todos(answer)[0] == ("calm", "Choose your subjects for Semester One 2024/25", last)
    assert "Student Handbook 2024/25, section 5A" in answer.content.decode()


def test_the_last_days_are_marked_and_a_day_later_registration_is_gone(term: Any) -> None:
    study = world.study()
    at("2024-08-08 10:00")
    assert todos(home(study.student))[0][0] == "soon"
    at("2024-10-01 10:00")
    assert all("subjects" not in title for _tone, title, _day in todos(home(study.student)))


def test_before_registration_the_page_says_from_when(term: Any) -> None:
    at("2024-07-10 10:00")
    answer = home(world.study().student)
    assert todos(answer) == [("wait", "Registration for Semester One 2024/25", None)]
    assert answer.context["first"] is None


def test_results_and_probation_are_news(term: Any) -> None:
    # Given results of the last term that came out two days ago and put the student on probation
    study = world.study(cohort="2023/24")
    last = world.term("2023/24-S2", "2024-01-15")
    world.result(study, world.subject(), last, "D", "1.0", released_on=date(2024, 9, 1))
    TermStanding.objects.create(
        study=study, term=last, gpa=Decimal("1.00"), standing="probation", released_on=date(2024, 9, 1)
    )
    at("2024-09-03 10:00")
    found = {title: day for _tone, title, day in todos(home(study.student))}
    # Then both stand there
    assert "Your results for Semester Two 2023/24 are out" in found
    assert found["Hand in your study plan for academic probation"] == date(2024, 9, 8)
    # And before their day, neither
    at("2024-08-31 10:00")
    titles = " ".join(title for _tone, title, _day in todos(home(study.student)))
    assert "are out" not in titles
    assert "probation" not in titles


def test_a_students_classes_of_the_day_are_listed_then_those_of_the_next(term: Any) -> None:
    # Given a class on Tuesdays at half past eight, in every teaching week
    study, group = world.study(), world.group(world.subject(), term)
    world.register(study, group)
    Meeting.objects.create(group=group, weekday=2, starts_at=time(8, 30), ends_at=time(10, 20), weeks=WEEKS)
    at("2024-09-03 07:00")
    today = home(study.student).context["parts"][0].classes
    assert (today.is_today, today.meetings[0].time, today.meetings[0].over) == (True, "08:30–10:20", False)
    # When it is over, it is marked; on Wednesday the next one is told
    at("2024-09-03 11:00")
    assert home(study.student).context["parts"][0].classes.meetings[0].over is True
    at("2024-09-04 07:00")
    following = home(study.student).context["parts"][0].classes
    assert (following.is_today, following.day) == (False, date(2024, 9, 10))


def test_a_teacher_is_asked_for_open_sheets_only(term: Any) -> None:
    teacher, other = world.user("t.one", "teacher"), world.user("t.two", "teacher")
    for code, who in (("COMP1011", teacher), ("COMP1022", teacher), ("COMP1033", other)):
        GradeSheet.objects.create(offering=world.group(world.subject(code), term, teacher=who).offering)
    GradeSheet.objects.filter(offering__subject="COMP1022").update(stage=GradeSheet.Stage.FINAL)
    at("2024-12-20 10:00")
    assert todos(home(teacher)) == [
        ("calm", "Hand in the grades of COMP1011, Semester One 2024/25", term.results_final_on)
    ]


def test_a_panel_sees_the_sheets_of_its_department(term: Any) -> None:
    for code in ("COMP1011", "COMP1022"):
        GradeSheet.objects.create(
            offering=world.group(world.subject(code), term).offering, stage=GradeSheet.Stage.SUBMITTED
        )
    at("2024-12-20 10:00")
    chair, stranger = (
        world.user("p.one", "panel_chair", department="COMP"),
        world.user("p.two", "panel_chair", department="AMA"),
    )
    assert [title for _tone, title, _day in todos(home(chair))] == ["Confirm 2 grade sheets of Semester One 2024/25"]
    assert todos(home(stranger)) == []


def test_late_comes_before_soon_and_news_last(term: Any) -> None:
    # Given sheets that should have been handed in, and a person who is also a student with a term to come
    person = world.user("t.one", "teacher", "operator")
    GradeSheet.objects.create(offering=world.group(world.subject(), term, teacher=person).offering)
    at("2025-01-20 10:00")
    world.term("2024/25-S2", "2025-01-13")
    tones = [tone for tone, _title, _day in todos(home(person))]
    assert tones == ["late", "wait"]


def test_several_offices_are_several_parts(term: Any) -> None:
    at("2024-09-03 10:00")
    parts = home(world.user("many.offices", "teacher", "panel_chair", "finance")).context["parts"]
    assert [str(part.title) for part in parts] == ["Teaching", "Subject Assessment Review Panel", "Finance Office"]


def test_the_number_of_queries_does_not_grow(term: Any) -> None:
    # Given a student with one subject and one class
    study = world.study()
    at("2024-09-03 10:00")

    def add(code: str) -> None:
        group = world.group(world.subject(code), term)
        world.register(study, group)
        Meeting.objects.create(group=group, weekday=2, starts_at=time(8, 30), ends_at=time(9, 20), weeks=WEEKS)

    add("COMP1011")
    client = home(study.student).client
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    # When six more come, then no query more is asked
    for number in range(6):
        add(f"COMP20{number}1")
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few)
    assert len(many) <= 23


def test_a_cancelled_subject_is_something_to_do_until_another_is_taken(term: Any) -> None:
    # Given a student whose subject is cancelled during add/drop
    study, office = world.study(), world.user("office", "department", department="COMP")
    row = world.register(study, world.group(world.subject("COMP1011"), term))
    at("2024-09-03 10:00")
    cancel_offering(row.offering_id, replacements=[], reason="Too few students", actor=office, now=clock.now())
    # Then the home page says so, by the end of add/drop
    wanted = "COMP1011 is cancelled: take another subject"
    assert (wanted, date(2024, 9, 15)) in [(title, day) for _, title, day in todos(home(study.student))]
    # When another is taken / Then no longer
    at("2024-09-04 10:00")
    world.register(study, world.group(world.subject("COMP1012"), term), "2024-09-04 10:00")
    assert wanted not in [title for _, title, _ in todos(home(study.student))]


def test_a_printed_page_says_whose_it_is(term: Any) -> None:
    study = world.study()
    at("2024-09-03 10:00")
    page = home(study.student).content.decode()
    assert f"<br>{study.student.username}</p>" in page.partition('class="rg-on-paper"')[2].partition("</header>")[0]
