"""Pages about a study."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db
TABS = ("study", "record", "standings", "approvals")


@pytest.fixture(autouse=True)
def _third_of_september():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def staff(net_id: str, *roles: str, department: str = "") -> Client:
    return client_of(world.user(net_id, *roles, department=department))


def test_a_student_sees_results_from_their_day_on() -> None:
    # Given a standing and a result that come out on 10 September
    study = world.study(cohort="2023/24")
    term = world.term("2023/24-S2", "2024-01-15")
    world.result(study, world.subject("COMP1011"), term, "B", "3.0", released_on=date(2024, 9, 10))
    client = client_of(study.student)
    before = client.get(reverse("studies:mine")).content.decode()
    clock.set_to(world.at("2024-09-10 00:00"))
    after = client.get(reverse("studies:mine")).content.decode()
    # Then its credits count from then on
    assert "0 / 120" in before
    assert "3 / 120" in after


def test_staff_see_the_students_of_their_department_and_every_look_is_logged() -> None:
    # Given two departments
    study = world.study()
    own, other = staff("office", "department", department="COMP"), staff("away", "department", department="AMA")
    addresses = [reverse(f"studies:{tab}", args=[study.pk]) for tab in TABS]
    # When both offices open every tab
    answers = [[client.get(address).status_code for address in addresses] for client in (own, other)]
    # Then only the own one gets in, and four looks are on record
    assert answers == [[200] * 4, [404] * 4]
    looks = AccessLog.objects.filter(subject=f"study:{study.pk}").order_by("pk").values_list("viewer__username", "page")
    assert list(looks) == [("office", f"studies:{tab}") for tab in TABS]


def test_the_search_finds_by_number_and_by_either_name() -> None:
    world.study("24000001D", student=world.user("24000001d", "student", family="Wong", given="Siu Ming"))
    office, away = staff("office", "department", department="COMP"), staff("away", "department", department="AMA")
    for text in ("24000001", "2400 0001 d", "wong", "siu wong", "陳大文", "61435"):
        assert b"24000001D" in office.get(reverse("studies:search"), {"q": text}).content, text
    assert b"24000001D" not in office.get(reverse("studies:search"), {"q": "cheung"}).content
    assert b"24000001D" not in away.get(reverse("studies:search"), {"q": "24000001"}).content


def test_the_search_takes_the_same_queries_for_one_and_for_many(django_assert_max_num_queries) -> None:
    registry = staff("registry", "registry")
    counts = []
    for numbers in (range(1), range(1, 12)):
        for number in numbers:
            world.study(f"2400{number:04d}D")
        with django_assert_max_num_queries(20) as seen:
            registry.get(reverse("studies:search"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_advisor_sees_advisees_only() -> None:
    advisor = world.user("advisor", "advisor")
    mine, other = world.study("24000001D", advisor=advisor), world.study("24000002D")
    client = client_of(advisor)
    page = client.get(reverse("studies:search")).content.decode()
    assert "24000001D" in page
    assert "24000002D" not in page
    assert client.get(reverse("studies:study", args=[mine.pk])).status_code == 200
    assert client.get(reverse("studies:study", args=[other.pk])).status_code == 404
    assert client.get(reverse("studies:grant", args=[mine.pk])).status_code == 404


def test_an_approval_is_recorded_and_taken_back_on_its_pages() -> None:
    # Given an office
    study, office = world.study(), staff("office", "department", department="COMP")
    sent = {
        "kind": "light_load", "term": "2024/25-S1", "reason": "Illness",
        "filed_on_day": "3", "filed_on_month": "9", "filed_on_year": "2024",
    }  # fmt: skip
    # When it records an approval and takes it back
    granted = office.post(reverse("studies:grant", args=[study.pk]), sent)
    approval = Approval.objects.get()
    revoked = office.post(reverse("studies:revoke", args=[study.pk, approval.pk]))
    # Then both are on record
    assert (granted.status_code, revoked.status_code) == (303, 303)
    approval.refresh_from_db()
    assert (approval.kind, approval.form, approval.reason) == ("light_load", "AR121", "Illness")
    assert approval.revoked_at is not None


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("second_retake", "Enter the subject code."),
        ("probation_load", "Enter the number of credits."),
        ("credit_ceiling", "Select a valid choice"),
    ],
)
def test_what_is_missing_or_beyond_the_office_is_an_error_at_its_field(kind: str, message: str) -> None:
    study, office = world.study(), staff("office", "department", department="COMP")
    sent = {
        "kind": kind, "term": "2024/25-S1", "reason": "x",
        "filed_on_day": "3", "filed_on_month": "9", "filed_on_year": "2024",
    }  # fmt: skip
    answer = office.post(reverse("studies:grant", args=[study.pk]), sent)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Approval.objects.count() == 0


def test_a_student_reaches_no_staff_page() -> None:
    study = world.study()
    client = client_of(study.student)
    assert client.get(reverse("studies:search")).status_code == 403
    assert client.get(reverse("studies:grant", args=[study.pk])).status_code == 404
    assert client.get(reverse("studies:study", args=[world.study("24000002D").pk])).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_pages_open_in_both_languages(language: str) -> None:
    study = world.study()
    registry = staff("registry", "registry")
    registry.cookies["registrar_language"] = language
    addresses = [reverse("studies:search"), *(reverse(f"studies:{tab}", args=[study.pk]) for tab in (*TABS, "grant"))]
    assert [registry.get(address).status_code for address in addresses] == [200] * 6


@pytest.mark.parametrize(
    ("cohort", "kind", "told"),
    [
        (
            "2024/25",
            "additional_year",
            "12 extra credits; the additional year costs HK$160,000.00 (Student Handbook 2024/25, section 8H).",
        ),
        ("2018/19", "additional_year", "the additional year costs HK$80,000.00"),
        ("2024/25", "additional_year_degree", "The fee tables give no price for the additional year"),
    ],
)
def test_an_additional_year_is_approved_with_its_price(cohort: str, kind: str, told: str) -> None:
    # HB24-4M-10: given a head and a local student on a UGC-funded bachelor's programme
    study, head = world.study(cohort=cohort), staff("head", "head", department="COMP")
    sent = {
        "kind": kind, "term": "2024/25-S1", "reason": "Two Majors with little in common", "number": "12",
        "filed_on_day": "3", "filed_on_month": "9", "filed_on_year": "2024",
    }  # fmt: skip
    # When the additional self-financing year is approved
    page = head.post(reverse("studies:grant", args=[study.pk]), sent, follow=True).content.decode()
    # Then the extra credits and what the year costs are told
    assert Approval.objects.get().number == 12
    assert told in page
