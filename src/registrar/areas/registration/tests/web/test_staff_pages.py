"""What departments and teachers see and do."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.people.models import Person
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog
from registrar.areas.registration.actions.list_light_loads import list_light_loads
from registrar.areas.registration.models import Offering, Registration, SubjectGroup
from registrar.areas.registration.tests.actions.test_submit_basket import meets, taught
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _third_of_september():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))


def staff(net_id: str, *roles: str, department: str = "") -> Client:
    client = Client()
    user = world.user(net_id, *roles, department=department)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.user = user
    return client


def test_a_department_sees_its_own_offerings_only() -> None:
    # Given offerings of two departments
    taught("COMP1011")
    elsewhere = world.group(world.subject("AMA1011", department=world.department("AMA")))
    office = staff("office", "department", department="COMP")
    # When the office lists and opens them
    page = office.get(reverse("registration:offerings")).content.decode()
    # Then the other department's is neither listed nor found
    assert "COMP1011" in page
    assert "AMA1011" not in page
    assert office.get(reverse("registration:offering", args=[elsewhere.offering_id])).status_code == 404
    assert office.get(reverse("registration:class-list", args=[elsewhere.pk])).status_code == 404
    assert office.get(reverse("registration:quota", args=[elsewhere.pk])).status_code == 404
    assert office.post(reverse("registration:cancel", args=[elsewhere.offering_id])).status_code == 404
    assert Offering.objects.get(pk=elsewhere.offering_id).state == "open"


def test_the_offerings_export_as_csv() -> None:
    world.register(world.study(), taught("COMP1011", quota=4))
    answer = staff("office", "department", department="COMP").get(reverse("registration:offerings"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "COMP1011,Subject COMP1011,1,1,4,25%,Open"


def test_a_class_list_is_for_its_teacher_and_looking_is_logged() -> None:
    # Given a group with a teacher and a student
    group, teacher = taught("COMP1011"), staff("lee", "teacher")
    SubjectGroup.objects.update(teacher=teacher.user)
    world.register(world.study(), group)
    # When the teacher opens and downloads it, and another teacher tries
    address = reverse("registration:class-list", args=[group.pk])
    page = teacher.get(address)
    sheet = teacher.get(address, {"export": "xlsx"})
    other = staff("wong", "teacher").get(address)
    # Then the first is let in and logged each time
    assert b"24000001D" in page.content
    assert sheet["Content-Type"].startswith("application/vnd.openxmlformats")
    assert other.status_code == 404
    logged = AccessLog.objects.order_by("pk").values_list("viewer__username", "page", "subject")
    assert list(logged) == [
        ("lee", "registration:class-list", f"group:{group.pk}"),
        ("lee", "registration:class-list:xlsx", f"group:{group.pk}"),
    ]


def test_the_class_list_takes_the_same_queries_for_one_and_for_many(django_assert_max_num_queries) -> None:
    group, teacher = taught("COMP1011"), staff("lee", "teacher")
    SubjectGroup.objects.update(teacher=teacher.user)
    counts = []
    for number in range(2):
        for place in range(number * 6, number * 6 + 1 + number * 5):
            world.register(world.study(f"2400{place:04d}D"), group)
        with django_assert_max_num_queries(30) as seen:
            teacher.get(reverse("registration:class-list", args=[group.pk]))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_quota_below_the_places_taken_is_an_error_at_its_field() -> None:
    group = taught("COMP1011", quota=5)
    for number in range(2):
        world.register(world.study(f"2400000{number}D"), group)
    office = staff("office", "department", department="COMP")
    refused = office.post(reverse("registration:quota", args=[group.pk]), {"quota": "1"})
    assert refused.status_code == 422
    assert "2 places are taken. Enter that number or more." in refused.content.decode()
    assert office.post(reverse("registration:quota", args=[group.pk]), {"quota": "8"}).status_code == 303
    group.refresh_from_db()
    assert group.quota == 8


def test_a_subject_that_is_not_offered_is_named_with_its_line() -> None:
    taught("COMP1011")
    world.study()
    office = staff("office", "department", department="COMP")
    sent = {"programme": "61435", "stage": "1", "subjects": "COMP1011\nCOMP9999\nCOMP1011 7777"}
    answer = office.post(reverse("registration:assign"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2: COMP9999 is not offered in this term." in page
    assert "Line 3: COMP1011 7777 is not offered in this term." in page
    assert Registration.objects.count() == 0


def test_conflicts_of_rooms_and_teachers_are_listed() -> None:
    # Given two groups of one teacher at the same hour
    one, two = taught("COMP1011"), taught("COMP1012")
    teacher = staff("lee", "teacher")
    SubjectGroup.objects.update(teacher=teacher.user)
    meets(one, 1, "09:30", "11:20")
    meets(two, 1, "10:30", "12:20")
    page = staff("office", "department", department="COMP").get(reverse("registration:offerings")).content.decode()
    assert "1 conflict of rooms or teachers" in page
    assert "Teacher: COMP1011 1001 – COMP1012 1001" in page


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_pages_open_in_both_languages(language: str) -> None:
    group = taught("COMP1011")
    meets(group, 1, "09:30", "11:20")
    registry = staff("registry", "registry", "teacher")
    SubjectGroup.objects.update(teacher=registry.user)
    registry.cookies["registrar_language"] = language
    addresses = [
        reverse("registration:offerings"),
        reverse("registration:offering", args=[group.offering_id]),
        reverse("registration:cancel", args=[group.offering_id]),
        reverse("registration:quota", args=[group.pk]),
        reverse("registration:class-list", args=[group.pk]),
        reverse("registration:assign"),
        reverse("registration:my-groups"),
    ]
    assert [registry.get(address).status_code for address in addresses] == [200] * 7


def test_the_department_enters_a_second_retake_and_takes_a_subject_off() -> None:
    # Given two fails, and form AR160 on record (HB24-5C-05/3)
    study, group = world.study(cohort="2023/24"), taught("COMP1011")
    subject = group.offering.subject
    world.result(study, subject, world.term("2023/24-S1", "2023-09-04"), "F", "0.0")
    world.result(study, subject, world.term("2023/24-S2", "2024-01-15"), "F", "0.0", attempt=2)
    rest = [world.register(study, taught(f"COMP10{number}")) for number in range(12, 16)]
    office = staff("office", "department", department="COMP")
    page = reverse("registration:of-student", args=[study.pk])
    without = office.post(page, {"subject": "comp1011"})
    Approval.objects.create(
        study=study, kind="second_retake", form="AR160", term=world.term(), subject=subject,
        granted_by=study.student, granted_at=world.at("2024-09-02 09:00"),
    )  # fmt: skip
    # When the office registers it, and takes another subject off
    done = office.post(page, {"subject": "comp1011"})
    off = office.post(reverse("registration:take-off", args=[study.pk, rest[0].pk]))
    # Then the form was needed, and both are done
    assert (without.status_code, done.status_code, off.status_code) == (422, 303, 303)
    assert "AR160" in without.content.decode()
    assert Registration.objects.get(offering=group.offering).kind == "retake"
    rest[0].refresh_from_db()
    assert rest[0].state == "dropped"
    # And another department finds nothing there
    other = staff("away", "department", department="AMA")
    assert other.get(page).status_code == 404
    assert other.post(reverse("registration:take-off", args=[study.pk, rest[1].pk])).status_code == 404


def test_light_loads_are_listed_for_their_department() -> None:
    # Given six credits at the end of add/drop
    study = world.study()
    for code in ("COMP1011", "COMP1012"):
        world.register(study, taught(code))
    office, away = staff("office", "department", department="COMP"), staff("away", "department", department="AMA")
    address = reverse("registration:light-loads")
    before = office.get(address).content.decode()
    clock.set_to(world.at("2024-09-16 09:00"))
    list_light_loads(world.term(), actor=None, now=world.at("2024-09-16 01:20"))
    # Then the student is listed for the own department only, until the load is approved
    assert "made the day after add/drop ends" in before
    shown = office.get(address).content.decode()
    assert "24000001D" in shown
    assert str(study.student.person) in shown
    assert "24000001D" not in away.get(address).content.decode()
    Approval.objects.create(
        study=study, kind="light_load", form="AR121", term=world.term(),
        granted_by=study.student, granted_at=world.at("2024-09-15 09:00"),
    )  # fmt: skip
    assert "24000001D" not in office.get(address).content.decode()


@pytest.mark.parametrize("name", ["offerings", "enrolments"])
def test_a_list_of_one_term_says_which_and_offers_no_all(name: str) -> None:
    page = staff("office", "department", department="COMP").get(reverse(f"registration:{name}")).content.decode()
    choices = page.split('id="filter-term"')[1].split("</select>")[0]
    assert '<option value="2024/25-S1" selected>' in choices
    assert '<option value="">' not in choices


def test_a_cancelled_offering_has_no_free_places() -> None:
    # Given an offering of four places that was cancelled
    group = taught("COMP1011", quota=4)
    Offering.objects.update(state="cancelled")
    office = staff("office", "department", department="COMP")
    # When it is listed and opened / Then no page speaks of places
    answer = office.get(reverse("registration:offerings"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "COMP1011,Subject COMP1011,1,0,0,–,Cancelled"
    page = office.get(reverse("registration:offering", args=[group.offering_id])).content.decode()
    assert "This offering is cancelled." in page
    assert "free" not in page.partition("<table")[2].partition("</table")[0]
    assert "Places taken" not in page


@pytest.mark.parametrize("name", ["offerings", "enrolments", "unqualified-list", "timetable-data"])
@pytest.mark.parametrize(("asked", "status"), [("2031/32-S1", 404), ("xx", 404), ("\x00", 400)])
def test_a_term_that_does_not_exist_is_an_error_with_a_way_back(name: str, asked: str, status: int) -> None:
    taught("COMP1011")
    office = staff("office", "department", department="COMP")
    assert office.get(reverse(f"registration:{name}")).status_code == 200
    answer = office.get(reverse(f"registration:{name}"), {"term": asked})
    assert answer.status_code == status
    assert "<a " in answer.content.decode()


def test_the_pages_about_a_student_give_both_names() -> None:
    study = world.study("24000001D")
    Person.objects.filter(user=study.student).update(name_zh="陳大文")
    office = staff("office", "department", department="COMP")
    page = office.get(reverse("registration:of-student", args=[study.pk])).content.decode()
    assert page.count("CHAN Tai Man 陳大文") == 2  # over the heading, and on the way back to the record
