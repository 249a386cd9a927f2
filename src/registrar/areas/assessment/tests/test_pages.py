"""The pages of schemes, panels, pending results and changes: who sees what, and how often the database is asked."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import boards, world

from registrar.areas.assessment.actions.arrange_late import arrange_late
from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.propose_rectification import propose_rectification
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.changes import Change
from registrar.areas.assessment.models import (
    ExtenuatingNotice,
    GradeEntry,
    GradeSheet,
    LateAssessment,
    Moderation,
    Rectification,
    ReviewPanel,
)
from registrar.areas.assessment.queries.extenuating import notices_for_board, notices_of_sheet
from registrar.areas.assessment.tests.marking import NOW, keys, mark, marked_sheet, parts
from registrar.areas.platform import clock
from registrar.areas.studies.models import SubjectResult

pytestmark = pytest.mark.django_db

JANUARY = world.at("2025-01-20 10:00")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def send(client, name, *args, **data):
    """Fill in a form page with its own key; return the answer."""
    address = reverse(f"assessment:{name}", args=args)
    key = client.get(address).context["idempotency_key"]
    return client.post(address, data | {"idempotency_key": key})


def queries_of(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.fixture
def january():
    clock.set_to(JANUARY)


@pytest.fixture
def people():
    return {
        "chair": world.user("chair1", "panel_chair", department="COMP"),
        "office": world.user("office1", "department", department="COMP"),
        "registry": world.user("registry1", "registry"),
        "board": world.user("board1", "board"),
        "other": world.user("office2", "department", "panel_chair", department="EEE"),
    }


@pytest.fixture
def final():
    """A final sheet of three: pending, B and F, with marks for the second."""
    sheet = marked_sheet(3)
    mark(sheet, CW=("", "30", ""), EXAM=("", "70", ""))
    first, second, third = keys(sheet)
    enter_grades(sheet.pk, {first: "I", second: "B", third: "F"}, notes={second: "Close"}, actor=None, now=NOW)
    submit_sheet(sheet.pk, actor=sheet.offering.groups.get().teacher, now=NOW)
    assert finalise_sheet(sheet.pk, actor=None, now=NOW) == "final"
    return sheet


def test_a_panel_is_set_reviews_and_scales_by_its_pages(january, people):
    # given a submitted sheet
    sheet = marked_sheet()
    mark(sheet, CW=("30", "20"), EXAM=("60", "50"))
    enter_grades(sheet.pk, dict(zip(keys(sheet), ("B-", "C-"), strict=True)), actor=None, now=NOW)
    assert submit_sheet(sheet.pk, actor=sheet.offering.groups.get().teacher, now=NOW) == "submitted"
    chair = client_of(people["chair"])
    # when the chair sets a panel with a NetID that nobody has
    day = {"meets_on_day": "20", "meets_on_month": "1", "meets_on_year": "2025"}
    told = {"department": "COMP", "term": "2024/25-S1", **day}
    wrong = send(chair, "new_panel", **told, members="office1\nghost")
    # then its line is named and nothing is written
    assert "Line 2: nobody has the NetID ghost." in wrong.content.decode()
    assert ReviewPanel.objects.count() == 0
    # when it is right
    assert send(chair, "new_panel", **told, members="office1").status_code == 303
    # then the member scales and reviews, and the chair settles
    member = client_of(people["office"])
    scale = {"component": parts(sheet)["EXAM"], "factor": "1", "added": "10", "reason": "Question 3 was wrong"}
    assert send(member, "scale_marks", sheet.pk, **scale).status_code == 303
    assert send(member, "review_sheet", sheet.pk, note="").status_code == 303
    page = member.get(reverse("assessment:sheet", args=[sheet.pk])).content.decode()
    assert "Question 3 was wrong" in page
    assert send(chair, "finalise_sheet", sheet.pk, note="").status_code == 303
    assert list(SubjectResult.objects.order_by("pk").values_list("grade", flat=True)) == ["B", "C"]
    assert Moderation.objects.count() == 1
    # and another department's chair may do none of it
    other = client_of(people["other"])
    for name in ("sheet", "scale_marks", "review_sheet", "return_sheet", "finalise_sheet"):
        assert other.get(reverse(f"assessment:{name}", args=[sheet.pk])).status_code in (403, 404)


def test_a_pending_result_is_arranged_graded_and_settled(january, people, final):
    # given
    entry = GradeEntry.objects.get(grade="I")
    office, chair = client_of(people["office"]), client_of(people["chair"])
    assert "Nothing arranged" in office.get(reverse("assessment:pending")).content.decode()
    # when
    due = {"due_on_day": "10", "due_on_month": "1", "due_on_year": "2025"}
    assert send(office, "arrange_late", entry.pk, permitted="yes", method="Oral", **due).status_code == 303
    assert "Overdue" in office.get(reverse("assessment:pending")).content.decode()
    assert send(office, "enter_late", entry.pk, grade="A").status_code == 303
    assert send(chair, "confirm_late", entry.pk).status_code == 303
    # then
    assert LateAssessment.objects.get().confirmed_by == people["chair"]
    assert SubjectResult.objects.get(grade="A").attempt == 1
    assert "Nothing is pending" in office.get(reverse("assessment:pending")).content.decode()
    # and others have no way in
    other = client_of(people["other"])
    assert other.get(reverse("assessment:pending_result", args=[entry.pk])).status_code == 403


def test_a_change_takes_two_people_and_shows_in_both_histories(january, people, final):
    # given the second student's B
    result = SubjectResult.objects.get(grade="B")
    chair, registry = client_of(people["chair"]), client_of(people["registry"])
    found = send(chair, "find_result", number=result.study.student_number, subject="comp1011")
    assert found["Location"] == reverse("assessment:history", args=[result.pk])
    # when it is proposed without a grade, it is refused with what may be entered
    change = {"kind": "rectified", "authority": "panel", "reference": "SARP 1/25", "reason": "Page overlooked"}
    assert send(chair, "propose_change", result.pk, **change, new_grade="").status_code == 422
    answer = send(chair, "propose_change", result.pk, **change, new_grade="A-")
    row = Rectification.objects.get()
    assert answer["Location"] == reverse("assessment:change", args=[row.pk])
    # then the proposer has no button, and another department sees nothing
    assert not chair.get(answer["Location"]).context["may_decide"]
    assert client_of(people["other"]).get(answer["Location"]).status_code == 403
    # when the registry confirms it
    assert send(registry, "change", row.pk, accept="yes").status_code == 303
    # then staff see entry, record and change, the student the record and the change
    page = registry.get(reverse("assessment:history", args=[result.pk]))
    staff, entered = page.content.decode(), page.context["events"][0].when
    assert entered == final.entries.get(grade="B").entered_at < clock.now()
    own = client_of(result.study.student).get(reverse("assessment:my_history", args=[result.pk])).content.decode()
    for text in ("Changed from B to A-", "On record: B", "Page overlooked", "SARP 1/25"):
        assert text in staff
        assert text in own
    assert "Entered: B" in staff
    assert "Entered: B" not in own
    assert "now A-" in registry.get(reverse("assessment:sheet", args=[final.pk])).content.decode()


def test_before_the_release_a_student_sees_neither_result_nor_marks(people, final):
    # given the day before the release
    result = SubjectResult.objects.get(grade="B")
    student = client_of(result.study.student)
    clock.set_to(world.at("2025-01-10 10:00"))
    # when / then: the scheme is there, the marks are not
    page = student.get(reverse("assessment:my_assessment"))
    assert [row["title"] for row in page.context["subjects"][0]["rows"]] == ["Cw", "Exam"]
    assert not page.context["subjects"][0]["with_marks"]
    assert student.get(reverse("assessment:my_history", args=[result.pk])).status_code == 404
    # when the day has come
    clock.set_to(world.at("2025-01-11 10:00"))
    # then they are
    page = student.get(reverse("assessment:my_assessment"))
    assert [row["mark"] for row in page.context["subjects"][0]["rows"]] == ["30", "70"]
    assert page.context["subjects"][0]["total"] == "72.00"
    assert student.get(reverse("assessment:my_history", args=[result.pk])).status_code == 200
    # and nobody else's result opens
    other = client_of(SubjectResult.objects.get(grade="F").study.student)
    assert other.get(reverse("assessment:my_history", args=[result.pk])).status_code == 404
    # and a pending grade shows no marks
    pending = client_of(GradeEntry.objects.get(grade="I").registration.study.student)
    assert not pending.get(reverse("assessment:my_assessment")).context["subjects"][0]["with_marks"]


def test_a_notice_reaches_department_panel_and_board(people):
    # given a student with an open sheet (HB24-6I-02/1)
    sheet = marked_sheet()
    study = sheet.entries.order_by("pk").first().registration.study
    clock.set_to(world.at("2024-11-20 10:00"))
    student = client_of(study.student)
    # then the page names the subjects, not their codes alone
    form = student.get(reverse("assessment:my_notices")).context["form"]
    subject = sheet.offering.subject
    named = ("2024/25-S1|COMP1011", f"COMP1011 {subject.title_en}, Semester One 2024/25")
    assert named in form.fields["about"].choices
    # when
    assert (
        send(student, "my_notices", about="2024/25-S1|COMP1011", statement="In hospital for a week").status_code == 303
    )
    # then the board's query, the panel's sheet and the department have it with its day
    row = ExtenuatingNotice.objects.get()
    assert (row.appeal_only, row.filed_at.date()) == (False, date(2024, 11, 20))
    assert {key: [one.pk for one in rows] for key, rows in notices_for_board("2024/25-S1").items()} == {
        study.pk: [row.pk]
    }
    assert [one.pk for one in notices_of_sheet(sheet)] == [row.pk]
    office = client_of(people["office"])
    assert send(office, "notice", row.pk, remark="Medical paper seen").status_code == 303
    GradeSheet.objects.update(stage="submitted")
    panel = client_of(people["chair"]).get(reverse("assessment:sheet", args=[sheet.pk])).content.decode()
    assert "In hospital for a week" in panel
    assert "Medical paper seen" in panel
    # but the teacher's page does not have it, and another department finds nothing
    teacher = client_of(sheet.offering.groups.get().teacher)
    assert "In hospital" not in teacher.get(reverse("assessment:sheet", args=[sheet.pk])).content.decode()
    assert client_of(people["other"]).get(reverse("assessment:notice", args=[row.pk])).status_code == 403


def test_after_the_board_a_notice_is_for_an_appeal_only(people, final):
    # given the board has decided (HB24-6I-02/2)
    sheet = final
    study = SubjectResult.objects.get(grade="B").study
    boards.seated()
    run = run_board("2024/25-S1", actor=None, now=world.at("2025-01-06 09:00"))
    boards.held(run, world.at("2025-01-06 15:00"))
    clock.set_to(world.at("2025-01-08 10:00"))
    # when
    page = client_of(study.student)
    send(page, "my_notices", about="2024/25-S1|", statement="Illness")
    # then it is kept, and no board sees it
    row = ExtenuatingNotice.objects.get()
    assert (row.appeal_only, row.subject_id) == (True, None)
    assert notices_for_board("2024/25-S1") == {}
    assert notices_of_sheet(sheet) == []


def test_pass_rates_are_told_without_names(january, people, final):
    # given an earlier term with one of two passed
    spring = world.term("2023/24-S2", "2024-01-15")
    for number, grade, points in (("24000011D", "A", "4.0"), ("24000012D", "F", "0.0")):
        world.result(world.study(number), world.subject(), spring, grade, points)
    # and another subject with four of five
    for number, grade, points in zip(range(20, 25), "ABCDF", ("4.0", "3.0", "2.0", "1.0", "0.0"), strict=True):
        world.result(world.study(f"240000{number}D"), world.subject("COMP1022"), spring, grade, points)
    # when
    page = client_of(people["office"]).get(reverse("assessment:overview") + "?term=2023/24-S2")
    # then the rate of five is told, and that of two, which would tell on them, is not
    table = client_of(people["office"]).get(reverse("assessment:overview") + "?term=2023/24-S2&export=csv")
    rows = [line.split(",")[2:] for line in b"".join(table).decode().splitlines()[1:]]
    assert rows == [["5", "4", "80%"], ["2", "–", "–"]]
    assert "24000011D" not in page.content.decode()
    assert world.subject().title_en in page.content.decode()
    # and the sheet has the earlier distribution beside its own
    sheet = client_of(people["chair"]).get(reverse("assessment:sheet", args=[final.pk])).context["pictures"]
    assert [(point.label, point.values) for point in sheet["distribution"]] == [("B", (1,)), ("F", (1,)), ("I", (1,))]
    assert [[(one.label, one.values[0]) for one in points] for _when, points in sheet["earlier"]] == [
        [("A", 1), ("F", 1)]
    ]
    assert [point.values for point in sheet["rates"]] == [(50,), (50,)]


@pytest.mark.parametrize("name", ["pending", "changes", "panels", "notices", "overview", "schemes", "sheets"])
def test_lists_ask_a_fixed_number_of_queries(january, people, final, name):
    # given one line
    registry = client_of(people["registry"])
    ReviewPanel.objects.create(
        department=world.department(), term=world.term(), meets_on=date(2025, 1, 3), changed_at=NOW
    )
    change = Change("rectified", "panel", "1", "Why", new_grade="A")
    propose_rectification(SubjectResult.objects.first().pk, change, actor=people["chair"], now=NOW)
    address = reverse(f"assessment:{name}")
    registry.get(address)
    before = queries_of(registry, address)
    # when there are more
    entry = GradeEntry.objects.get(grade="I")
    arrange_late(entry.pk, permitted=True, method="", due_on=date(2025, 1, 31), actor=None, now=NOW)
    for number in range(3):
        study = world.study(f"2400009{number}D")
        result = world.result(study, world.subject(f"COMP102{number}"), world.term(), "C", "2.0")
        asked = {"kind": "rectified", "authority": "panel", "reference": "1", "reason": "Why"}
        asked |= {"old_grade": "C", "new_grade": "B", "proposed_by": people["chair"], "proposed_at": NOW}
        Rectification.objects.create(result=result, **asked)
        ReviewPanel.objects.create(
            department=world.department(f"D{number}"), term=world.term(), meets_on=date(2025, 1, 3), changed_at=NOW
        )
    # then as many queries
    assert queries_of(registry, address) == before
