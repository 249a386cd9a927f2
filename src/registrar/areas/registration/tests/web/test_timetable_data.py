"""Timetable data through the pages: out, in, and each wrong file with its own answer."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from tests import world

from registrar.areas.catalogue.models import Term
from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun
from registrar.areas.registration.actions import upload_timetable
from registrar.areas.registration.models import Meeting, SubjectGroup
from registrar.areas.registration.tasks import apply_timetable_job, check_timetable_job
from registrar.areas.registration.tests.timetable_files import HEAD, KEY, book, meets, room
from registrar.areas.registration.tests.web.test_staff_pages import staff

pytestmark = pytest.mark.django_db
GOOD = f"{KEY},COMP1011,1001,40,,Lecture,Mon,09:30,11:20,1-13,Z205"
BAD = f"{KEY},COMP1012,1001,40,,Lecture,Mon,09:30,11:20,1-13,Q1"


@pytest.fixture
def office():
    world.term()
    clock.set_to(world.at("2024-08-20 10:00"))
    world.subject("COMP1011")
    world.subject("COMP1012")
    room()
    return staff("office", "department", department="COMP")


def upload(client, content: bytes, name: str = "t.csv", **fields):
    data = {"file": SimpleUploadedFile(name, content), "term": KEY, **fields}
    return client.post(reverse("registration:upload-timetable"), data)


def csv(*lines: str) -> bytes:
    return "\r\n".join([HEAD, *lines]).encode()


def test_a_file_is_checked_shown_and_then_applied(office) -> None:
    # Given a file with a right and a wrong row
    answer = upload(office, csv(GOOD, BAD))
    assert answer.status_code == 303
    # When the preview is opened
    page = office.get(answer["Location"]).content.decode()
    # Then it names row, column, value and what is expected, and nothing is written
    assert "There is no such room. Expected is a code such as Z205." in page
    assert "Q1" in page
    assert Meeting.objects.count() == 0
    # And when the right rows are applied, they are there and the others aren't
    run = JobRun.objects.get()
    address = reverse("registration:apply-timetable", args=[run.pk])
    assert office.post(address, {"what": "right"})["Location"] == reverse("registration:timetable-data")
    assert list(SubjectGroup.objects.values_list("offering__subject_id", flat=True)) == ["COMP1011"]


def test_a_release_outside_the_usual_days_is_warned_of(office) -> None:
    # Given a release in the usual days / Then there is no warning
    Term.objects.update(timetable_on="2024-07-25", registration_from=world.at("2024-07-29 08:30"))
    page = office.get(reverse("registration:timetable-data")).content.decode()
    assert "Students see the class timetable from Thu 25 Jul 2024." in page
    assert "section 5A" not in page
    # When it is put after the opening of registration / Then both warnings stand there with their clause
    Term.objects.update(timetable_on="2024-08-05")
    page = office.get(reverse("registration:timetable-data")).content.decode()
    assert "The class timetable comes out on 5 August 2024, later than usual." in page
    assert "after registration opens on 29 July 2024" in page
    assert page.count("Student Handbook 2024/25, section 5A") == 2


def test_nothing_is_applied_where_that_is_the_choice(office) -> None:
    upload(office, csv(GOOD, BAD))
    address = reverse("registration:apply-timetable", args=[JobRun.objects.get().pk])
    # When no choice is made, and when the choice is to wait
    assert office.post(address, {}).status_code == 422
    office.post(address, {"what": "none"})
    # Then nothing is written
    assert SubjectGroup.objects.count() == 0


def test_an_upload_that_has_become_stale_is_not_applied(office) -> None:
    upload(office, csv(GOOD))
    world.group(world.subject("COMP1011"), code="1001", quota=10)
    answer = office.post(reverse("registration:apply-timetable", args=[JobRun.objects.get(name__contains="check").pk]))
    assert answer["Location"] == reverse("registration:timetable-upload", args=[JobRun.objects.earliest("pk").pk])
    assert SubjectGroup.objects.get().quota == 10
    assert Meeting.objects.count() == 0


def test_the_rows_to_correct_come_with_what_is_wrong(office) -> None:
    upload(office, csv(GOOD, BAD))
    answer = office.get(reverse("registration:upload-rows", args=[JobRun.objects.get().pk]))
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][1] == "COMP1012"
    assert rows[1][-2:] == (3, "Room: There is no such room. Expected is a code such as Z205.")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"no workbook", "t.xlsx", "not an Excel workbook"),
        (b"Subject,Group\nCOMP1011,1001", "t.csv", "no column “Quota / 學額”"),
        (b"\x80\xff", "t.csv", "neither in UTF-8 nor in Big5"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(office, content: bytes, name: str, says: str) -> None:
    answer = upload(office, content, name)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert JobRun.objects.count() == 0


def test_formulas_and_dates_in_a_workbook_have_their_own_answer(office) -> None:
    from datetime import date

    line = [KEY, "COMP1011", "1001", "=20+20", "", "Lecture", "Mon", "09:30", "11:20", date(2024, 1, 6), "Z205"]
    answer = upload(office, book(HEAD.split(","), line), "t.xlsx")
    page = office.get(answer["Location"]).content.decode()
    assert "The cell holds a formula." in page
    assert "The spreadsheet has turned this into a date." in page


def test_an_upload_is_its_sender_s_own(office) -> None:
    upload(office, csv(GOOD))
    run = JobRun.objects.get()
    other = staff("office2", "department", department="COMP")
    for name in ("timetable-upload", "upload-rows", "apply-timetable"):
        assert other.get(reverse(f"registration:{name}", args=[run.pk])).status_code == 404
    assert other.post(reverse("registration:apply-timetable", args=[run.pk])).status_code == 404
    assert SubjectGroup.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_what_is_downloaded_can_be_uploaded_and_changes_nothing(office, kind: str, language: str) -> None:
    # Given two groups, one without a meeting
    meets(world.group(world.subject("COMP1011"), teacher=world.user("lee", "teacher")), 3, "09:30", "11:20", "Z205")
    world.group(world.subject("COMP1012"))
    # When the file is downloaded in one language and uploaded as it is
    office.cookies["registrar_language"] = language
    answer = office.get(reverse("registration:timetable-file", args=[kind]), {"term": KEY})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    upload(office, content, f"t.{kind}", complete="on")
    # Then it is all there already, and CSV begins with the mark that Excel needs
    found = JobRun.objects.get().result
    counts = [found[key] for key in ("added", "changed", "removed", "unchanged", "errors")]
    assert counts == [0, 0, 0, 2, 0]
    assert kind == "xlsx" or content.startswith("\ufeff".encode())


def test_a_long_file_is_a_job(office, monkeypatch, django_capture_on_commit_callbacks) -> None:
    # Given that two lines are long
    monkeypatch.setattr(upload_timetable, "AT_ONCE", 1)
    monkeypatch.setattr("registrar.areas.registration.actions.apply_timetable.AT_ONCE", 1)
    address = upload(office, csv(GOOD, BAD))["Location"]
    run = JobRun.objects.get()
    assert run.state == "waiting"
    assert "The file is being checked." in office.get(address).content.decode()
    # When the worker does it / Then the page shows the same as at once
    check_timetable_job(run.pk)
    assert "There is no such room." in office.get(address).content.decode()
    # And applying is a job as well
    answer = office.post(reverse("registration:apply-timetable", args=[run.pk]), {"what": "right"})
    applied = JobRun.objects.latest("pk")
    assert answer["Location"] == reverse("platform:job", args=[applied.pk])
    apply_timetable_job(applied.pk)
    assert SubjectGroup.objects.count() == 1


def test_the_pages_take_the_same_queries_however_much_there_is(office, django_assert_max_num_queries) -> None:
    counts = []
    for lines in ([GOOD], [GOOD, BAD, *(BAD.replace("1001", str(n)) for n in range(2001, 2030))]):
        address = upload(office, csv(*lines))["Location"]
        with django_assert_max_num_queries(20) as seen:
            office.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert office.get(reverse("registration:timetable-data")).status_code == 200
    assert office.get(reverse("registration:timetable-template", args=["xlsx"])).status_code == 200
