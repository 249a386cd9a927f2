"""Credit transfers, page by page."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.void_unpaid_transfers import void_unpaid_transfers
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.tests.books import line, note
from registrar.areas.platform import clock
from registrar.areas.registration.tests.web.test_reinstatement_pages import client_of
from registrar.areas.registration.tests.web.test_student_pages import signed_in
from registrar.areas.studies.models import Study, Transfer

pytestmark = pytest.mark.django_db
KEY = "1c6a2c1e-0000-4000-8000-000000000001"
FORM = {
    "kind": "credit_transfer",
    "subjects": "COMP1011 B+: Programming 1\nCOMP1012",
    "source": "external",
    "institution": "Another University",
    "completed_in": "2022/23",
    "passed": "on",
    "declared": "on",
    "filed_on_day": "5",
    "filed_on_month": "9",
    "filed_on_year": "2024",
    "approved_on_day": "10",
    "approved_on_month": "9",
    "approved_on_year": "2024",
    "late_reason": "",
    "idempotency_key": KEY,
}


@pytest.fixture
def study() -> Study:
    made = world.study()
    for code in ("COMP1011", "COMP1012"):
        world.subject(code)
    note(made, replace(line("2000.00", "tuition_initial"), basis="credit"), deadline=date(2024, 12, 1))
    clock.set_to(world.at("2024-09-10 10:00"))
    return made


def record(study: Study, **fields: str):
    registry = client_of(world.user(f"r{Transfer.objects.count()}{len(fields)}", "registry"))
    return registry.post(reverse("registration:record-transfer", args=[study.pk]), FORM | fields)


def test_from_the_form_to_the_students_pages(study) -> None:
    assert record(study).status_code == 303
    transfer = Transfer.objects.get()
    office = client_of(world.user("o1", "department", department="COMP"))
    shown = office.get(reverse("registration:transfers", args=[study.pk])).content.decode()
    assert "Programming 1" in shown
    assert (
        reverse("registration:transfers", args=[study.pk])
        in office.get(reverse("studies:study", args=[study.pk])).content.decode()
    )
    student = signed_in(study)
    for address in ("finance:my_transfers", "finance:my_fees"):
        page = student.get(reverse(address)).content.decode()
        assert "COMP1012" in page, address
        assert "Counts" in page, address
    # When it is not paid for
    mark_overdue(actor=None, now=world.at("2024-09-25 01:10"))
    void_unpaid_transfers(now=world.at("2024-09-25 01:10"))
    clock.set_to(world.at("2024-09-25 10:00"))
    page = student.get(reverse("finance:my_transfers")).content.decode()
    assert "Void: its fee was not paid" in page
    restore = reverse("finance:restore_transfer", args=[transfer.pk])
    assert restore in page
    assert "HK$500" in student.get(restore).content.decode()
    assert student.post(restore, {"idempotency_key": KEY}).status_code == 303
    page = student.get(reverse("finance:my_transfers")).content.decode()
    assert restore not in page
    assert "counts again once" in page
    # and the address itself asks no second time
    answer = student.get(restore, follow=True)
    assert answer.redirect_chain == [(reverse("finance:my_transfers"), 302)]
    assert "You have asked already." in answer.content.decode()


def test_a_refusal_shows_its_findings_and_writes_nothing(study) -> None:
    answer = record(study, used_before="on")
    assert answer.status_code == 422
    assert "another award" in answer.content.decode()
    assert not Transfer.objects.exists()
    assert not RaisedCharge.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"subjects": "what is this?"}, "This line can&#x27;t be read"),
        ({"subjects": "COMP1011\nCOMP1011"}, "stands there twice"),
        ({"subjects": "COMP9999"}, "The catalogue has no subject COMP9999"),
        ({"completed_in": ""}, "enter the year"),
        ({"completed_in": "2022"}, "Enter an academic year"),
        ({"approved_on_day": "4"}, "before the application"),
        ({"approved_on_day": "11"}, "has not come yet"),
    ],
)
def test_what_is_typed_wrong_is_named(study, fields, said) -> None:
    answer = record(study, **fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Transfer.objects.exists()


def test_only_the_office_of_the_programme_and_the_registry_record(study) -> None:
    address = reverse("registration:record-transfer", args=[study.pk])
    for who in (world.user("o2", "department", department="AMA"), world.user("t1", "teacher"), study.student):
        assert client_of(who).get(address).status_code in (403, 404)
        assert client_of(who).post(address, FORM).status_code in (403, 404)
    auditor = client_of(world.user("a1", "auditor"))
    assert auditor.get(reverse("registration:transfers", args=[study.pk])).status_code == 200
    assert auditor.get(address).status_code == 404


def test_nobody_restores_what_is_anothers(study) -> None:
    record(study)
    other = signed_in(world.study("24000009D"))
    assert other.post(reverse("finance:restore_transfer", args=[Transfer.objects.get().pk])).status_code == 404


def test_the_pages_take_the_same_queries_for_one_and_for_many(study, django_assert_max_num_queries) -> None:
    record(study)
    student = signed_in(study)
    with django_assert_max_num_queries(40) as one:
        student.get(reverse("finance:my_transfers"))
    world.subject("COMP1013")
    record(study, subjects="COMP1013")
    with django_assert_max_num_queries(40) as two:
        student.get(reverse("finance:my_transfers"))
    assert (len(one), Transfer.objects.count()) == (len(two), 2)
