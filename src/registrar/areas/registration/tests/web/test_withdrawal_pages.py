"""Leaving a subject, page by page."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.models import Offering, Registration, WithdrawalRequest
from registrar.areas.registration.tests.web.test_student_pages import signed_in

pytestmark = pytest.mark.django_db
KEY = "1c6a2c1e-0000-4000-8000-000000000001"


@pytest.fixture
def row() -> Registration:
    made = world.register(world.study(), world.group(world.subject("COMP1011"), teacher=world.user("t1", "teacher")))
    clock.set_to(world.at("2024-10-14 10:00"))
    return made


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_from_the_wish_to_the_record(row) -> None:
    # Given a student after add/drop
    student, teacher = signed_in(row.study), client_of(row.group.teacher)
    leader = client_of(world.user("l1", "leader", department="COMP"))
    page = student.get(reverse("registration:subjects")).content.decode()
    assert reverse("registration:withdraw", args=[row.pk]) in page
    assert reverse("registration:drop", args=[row.pk]) not in page
    # When a request is sent, and decided by both
    sent = student.post(
        reverse("registration:withdraw", args=[row.pk]), {"reason": "Long illness", "idempotency_key": KEY}
    )
    assert sent.status_code == 303
    request = WithdrawalRequest.objects.get()
    here = reverse("registration:withdrawal", args=[request.pk])
    assert "Long illness" in teacher.get(here).content.decode()
    for number, who in enumerate((teacher, leader)):
        answer = who.post(here, {"opinion": "agree", "words": "", "idempotency_key": KEY[:-1] + str(5 + number)})
        assert answer.status_code == 303
    # Then the student is out and sees it
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "Withdrawn" in student.get(reverse("registration:subjects")).content.decode()


def test_a_refusal_needs_a_reason(row) -> None:
    signed_in(row.study).post(reverse("registration:withdraw", args=[row.pk]), {"reason": "x", "idempotency_key": KEY})
    request = WithdrawalRequest.objects.get()
    here = reverse("registration:withdrawal", args=[request.pk])
    answer = client_of(row.group.teacher).post(here, {"opinion": "refuse", "words": "", "idempotency_key": KEY})
    assert answer.status_code == 422
    request.refresh_from_db()
    assert (request.state, request.awaiting) == ("open", "subject_teacher")


def test_nobody_else_sees_or_decides_it(row) -> None:
    # Given a request that waits for the teacher
    signed_in(row.study).post(reverse("registration:withdraw", args=[row.pk]), {"reason": "x", "idempotency_key": KEY})
    request = WithdrawalRequest.objects.get()
    here = reverse("registration:withdrawal", args=[request.pk])
    others = [
        world.user("t2", "teacher"),
        world.user("l2", "leader", department="AMA"),
        world.study("24000009D").student,
    ]
    # When others try / Then it is a page that they don't find
    for other in others:
        assert client_of(other).get(here).status_code == 404
        assert client_of(other).post(here, {"opinion": "agree", "idempotency_key": KEY}).status_code == 404
    # and the leader, whose turn it isn't, sees it but decides nothing
    leader = client_of(world.user("l1", "leader", department="COMP"))
    assert leader.get(here).status_code == 200
    assert leader.post(here, {"opinion": "agree", "idempotency_key": KEY}).status_code == 404
    assert client_of(others[2]).post(reverse("registration:take-back", args=[request.pk])).status_code == 404
    request.refresh_from_db()
    assert (request.state, request.awaiting, request.opinions.count()) == ("open", "subject_teacher", 0)


def test_the_list_takes_the_same_queries_for_one_and_for_many(row, django_assert_max_num_queries) -> None:
    teacher, client = row.group.teacher, client_of(row.group.teacher)

    def ask(number: int) -> None:
        made = row if number == 0 else world.register(world.study(f"2400010{number}D"), row.group)
        signed_in(made.study).post(
            reverse("registration:withdraw", args=[made.pk]), {"reason": "x", "idempotency_key": f"{KEY[:-1]}{number}"}
        )

    ask(0)
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("registration:withdrawals"))
    for number in range(1, 6):
        ask(number)
    with django_assert_max_num_queries(20) as many:
        assert client.get(reverse("registration:withdrawals")).content.decode().count("COMP1011") >= 6
    assert len(one) == len(many)
    assert teacher.pk


def test_a_department_sets_its_last_day(row) -> None:
    office = client_of(world.user("office", "department", department="COMP"))
    here = reverse("registration:withdrawal-deadline", args=[row.offering_id])
    exams = row.offering.term.exams_from
    late = {"deadline_0": exams.day, "deadline_1": exams.month, "deadline_2": exams.year, "idempotency_key": KEY}
    assert office.post(here, late | {"deadline": exams.isoformat()}).status_code == 422
    assert Offering.objects.get().withdraw_by is None
    early = {"deadline": "2024-10-31", "deadline_0": 31, "deadline_1": 10, "deadline_2": 2024}
    assert office.post(here, early | {"idempotency_key": KEY[:-1] + "8"}).status_code == 303
    assert str(Offering.objects.get().withdraw_by) == "2024-10-31"


def test_the_running_term_stands_beside_the_one_being_chosen_for(row) -> None:
    # Given a running term past add/drop, and the next one not open yet
    world.term("2024/25-S2", "2025-01-13")
    # When the student looks / Then both stand there, the running one with what can be done about it
    page = signed_in(row.study).get(reverse("registration:subjects")).content.decode()
    assert page.index("Semester One 2024/25") < page.index("Semester Two 2024/25")
    assert reverse("registration:withdraw", args=[row.pk]) in page
