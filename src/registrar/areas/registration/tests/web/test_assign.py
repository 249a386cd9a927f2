"""Assigning subjects to many students: a preview, then the same for good, with every refusal and its clause."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun, StoredDecision
from registrar.areas.registration.actions import queue_assignment
from registrar.areas.registration.models import Registration
from registrar.areas.registration.tasks import assign_subjects_job, preview_assignment_job
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_staff_pages import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))
    return staff("office", "department", department="COMP")


def upload(office, *lines: str):
    file = SimpleUploadedFile("wishes.csv", "\n".join(["Student number,Subject,Group", *lines]).encode())
    return office.post(reverse("registration:assign"), {"file": file})


def test_a_year_of_a_programme_is_previewed_and_then_assigned(office) -> None:
    # Given three students of year one, another of an older cohort, and two groups of one place each
    group = taught("COMP1011", quota=1)
    world.group(group.offering.subject, code="1002", quota=1)
    for number in range(3):
        world.study(f"2400000{number}D", stage=1)
    world.study("23000009D", stage=1, cohort="2023/24")
    # When the subject is to be assigned to the cohort
    sent = {"programme": "61435", "stage": "1", "cohort": "2024/25", "subjects": "comp1011"}
    preview = office.post(reverse("registration:assign"), sent)["Location"]
    page = office.get(preview).content.decode()
    # Then the preview says who would be refused by which clause, and nothing is written
    assert "What assigning would do" in page
    assert "24000002D" in page
    assert "Group 1001 of COMP1011 is full: all 1 places are taken." in page
    assert "section 5A" in page
    assert Registration.objects.count() == StoredDecision.objects.count() == 0
    # And confirming assigns the others and lists the refusal
    done = office.post(f"{preview}confirm/")["Location"]
    assert sorted(Registration.objects.values_list("group__code", "kind")) == [
        ("1001", "assigned"),
        ("1002", "assigned"),
    ]
    assert "What was assigned" in office.get(done).content.decode()
    lines = b"".join(office.get(done, {"export": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["24000002D", "COMP1011", "1001"]]


def test_a_file_is_read_line_by_line_and_the_wrong_lines_are_named(office) -> None:
    # Given a file of which one line is right
    group = taught("COMP1011")
    study = world.study("24000001D")
    other = world.programme("AMA01", department=world.department("AMA"))
    world.study("24000002D", programme=other)
    answer = upload(
        office,
        "24000001d,comp1011,1001",
        "99999999D,COMP1011,",
        "24000002D,COMP1011,",
        "24000001D,COMP9999,",
        "24000001D,COMP1011,7777",
        "24000001D,COMP1011,1001",
    )
    # When the preview is opened / Then each of the others has its own answer
    seen = office.get(answer["Location"]).context_data
    assert [(one["line"], one["code"]) for one in seen["problems"]] == [
        (3, "unknown_student"),
        (4, "other_department"),
        (5, "not_offered"),
        (6, "no_group"),
        (7, "twice"),
    ]
    office.post(f"{answer['Location']}confirm/")
    assert list(Registration.objects.values_list("study_id", "group_id")) == [(study.pk, group.pk)]


def test_the_wrong_rows_are_downloaded_with_what_is_wrong_and_nothing_else(office) -> None:
    # Given a file with an empty cell in a column of its own, of which two lines are wrong
    taught("COMP1011")
    world.study("24000001D")
    lines = ("24000001D,COMP1011,", "99999999D,COMP1011,", "24000001D,COMP9999")
    preview = upload(office, *lines)["Location"]
    # When the wrong ones are downloaded from the page
    assert f'href="{preview}rows/"' in office.get(preview).content.decode()
    sheet = load_workbook(BytesIO(office.get(f"{preview}rows/").content)).active
    # Then each stands there as it was, with its number and the reason
    assert [[cell.value or "" for cell in row] for row in sheet] == [
        ["Student number", "Subject", "Group", "Row", "What is wrong"],
        ["99999999D", "COMP1011", "", 3, "No enrolled student has this number."],
        ["24000001D", "COMP9999", "", 4, "The subject is not offered in this term."],
    ]
    # And nobody else of the office gets them
    assert staff("office2", "department", department="COMP").get(f"{preview}rows/").status_code == 404


def test_without_wrong_rows_there_is_nothing_to_download(office) -> None:
    taught("COMP1011")
    world.study("24000001D")
    preview = upload(office, "24000001D,COMP1011,")["Location"]
    assert "rows/" not in office.get(preview).content.decode()
    assert office.get(f"{preview}rows/").status_code == 404


def test_assigning_twice_passes_over_what_is_held(office) -> None:
    taught("COMP1011")
    world.study("24000001D")
    preview = upload(office, "24000001D,COMP1011,")["Location"]
    for _ in range(2):
        office.post(f"{preview}confirm/")
    assert Registration.objects.count() == 1
    assert JobRun.objects.latest("pk").result["passed_over"] == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"programme": "61435"}, "Fill this in, or choose a file."),
        ({"file": SimpleUploadedFile("t.csv", b"Name\nChan\n")}, "no column “Student number / 學生編號”"),
        ({"file": SimpleUploadedFile("t.csv", b"%PDF-1.7\n")}, "not an Excel workbook (.xlsx) or a CSV file"),
    ],
)
def test_a_form_or_file_that_says_too_little_is_refused(office, sent, says) -> None:
    world.programme()
    answer = office.post(reverse("registration:assign"), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert JobRun.objects.count() == 0


def test_many_students_are_a_job(office, monkeypatch) -> None:
    monkeypatch.setattr(queue_assignment, "AT_ONCE", 0)
    taught("COMP1011")
    world.study("24000001D")
    preview = upload(office, "24000001D,COMP1011,")["Location"]
    assert "This is being worked out." in office.get(preview).content.decode()
    preview_assignment_job(JobRun.objects.get().pk)
    done = office.post(f"{preview}confirm/")["Location"]
    run = JobRun.objects.latest("pk")
    assert run.state == "waiting"
    assign_subjects_job(run.pk)
    assert "What was assigned" in office.get(done).content.decode()
    assert Registration.objects.get().kind == "assigned"


def test_a_run_is_its_starter_s_own_and_takes_fixed_queries(office, django_assert_max_num_queries) -> None:
    taught("COMP1011", quota=0)
    counts = []
    for first, last in ((0, 1), (1, 8)):
        lines = []
        for number in range(first, last):
            world.study(f"2400000{number}D")
            lines.append(f"2400000{number}D,COMP1011,")
        preview = upload(office, *lines)["Location"]
        with django_assert_max_num_queries(20) as seen:
            office.get(preview)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert staff("office2", "department", department="COMP").get(preview).status_code == 404


def test_a_line_is_named_by_its_place_in_the_box(office) -> None:
    # Given an empty line before one that can't be read
    world.study("24000001D", stage=1)
    taught("COMP1011")
    sent = {"programme": "61435", "stage": "1", "cohort": "2024/25", "subjects": "comp1011\n\nnope9999"}
    # When it is sent / Then the line has the number that the reader counts
    answer = office.post(reverse("registration:assign"), sent)
    assert answer.status_code == 422
    assert "Line 3: NOPE9999 is not offered in this term." in answer.content.decode()


def test_an_empty_file_is_called_empty_and_nothing_else(office) -> None:
    world.study("24000001D", stage=1)
    answer = office.post(reverse("registration:assign"), {"file": SimpleUploadedFile("a.csv", b"")})
    assert answer.status_code == 422
    assert "The submitted file is empty." in answer.content.decode()
    assert "Fill this in, or choose a file." not in answer.content.decode()


def test_what_is_left_out_of_a_long_list_of_wrong_rows_is_counted(office) -> None:
    page = office.get(upload(office, *(f"99{number:06d}D,COMP1011," for number in range(203)))["Location"])
    assert "and 3 more" in page.content.decode()
