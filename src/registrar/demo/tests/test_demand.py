from collections import Counter

import pytest
from django.apps import apps

from registrar.demo.create import Refused
from registrar.demo.demand import create_from_demand
from registrar.demo.demand_file import DemandError, read_demand

STUDENTS = [["0001", "0002"], ["0001", "0003"], ["0002", "0003"], ["0001"]]
SUBJECTS = {"0001": 3, "0002": 2, "0003": 2}


def files(tmp_path, students, subjects=None):
    (tmp_path / "term.stu").write_text(students)
    if subjects is not None:
        (tmp_path / "term.crs").write_text(subjects)
    return tmp_path / "term.stu"


def test_a_pair_of_files_is_read_in_order(tmp_path):
    demand = read_demand(files(tmp_path, "0002 0001\n0001\n\n", "0001 2\n0002 1\n"))
    assert demand.students == [["0002", "0001"], ["0001"]]
    assert demand.subjects == {"0001": 2, "0002": 1}


def test_without_a_file_of_subjects_the_enrolments_are_counted(tmp_path):
    assert read_demand(files(tmp_path, "B A\nA\n")).subjects == {"B": 1, "A": 2}


@pytest.mark.parametrize(
    ("students", "subjects", "told"),
    [
        ("0001 0001\n", "0001 2\n", "term.stu:1: subject 0001 stands twice"),
        ("0001\n0009\n", "0001 2\n", "term.stu:2: there is no subject 0009"),
        ("0001\n\n0001\n", "0001 2\n", "term.stu:2: a student without a subject"),
        ("0001\n", "0001 many\n", "term.crs:1: not a subject and its enrolment: '0001 many'"),
        ("0001\n", "0001 2\n0001 3\n", "term.crs:2: subject 0001 stands twice"),
        ("", "0001 2\n", "term.stu: is empty"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path, students, subjects, told):
    with pytest.raises(DemandError) as caught:
        read_demand(files(tmp_path, students, subjects))
    assert str(caught.value) == f"{tmp_path}/{told}"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DemandError, match=r"nobody\.stu: can't be read: No such file"):
        read_demand(tmp_path / "nobody.stu")


@pytest.mark.django_db
def test_every_student_and_subject_of_the_files_is_there():
    made = create_from_demand(STUDENTS, SUBJECTS, scarcity=0.0)
    assert [[wish.subject for wish in wishes] for _, wishes in made.wishes] == [
        ["X0001", "X0002"], ["X0001", "X0003"], ["X0002", "X0003"], ["X0001"],
    ]  # fmt: skip
    groups = apps.get_model("registration", "SubjectGroup").objects
    seats = {g.offering.subject_id: g.quota for g in groups.select_related("offering")}
    assert seats == {"X0001": 5, "X0002": 4, "X0003": 4}


@pytest.mark.django_db
def test_large_subjects_are_split_and_what_students_combine_does_not_meet_together():
    students = [["A", "B", "C"]] * 200
    create_from_demand(students, {"A": 200, "B": 200, "C": 200}, scarcity=0.0)
    groups = (
        apps.get_model("registration", "SubjectGroup").objects.select_related("offering").prefetch_related("meetings")
    )
    assert all(group.quota <= 120 for group in groups)
    assert Counter(group.offering.subject_id for group in groups) == {"XA": 2, "XB": 2, "XC": 2}
    times = [(m.weekday, m.starts_at) for group in groups for m in group.meetings.all()]
    assert len(times) == len(set(times)) == 6


@pytest.mark.django_db
def test_seats_that_are_given_are_kept():
    create_from_demand(STUDENTS, SUBJECTS, seats={"0001": 1}, scarcity=0.0)
    group = apps.get_model("registration", "SubjectGroup").objects.get(offering__subject="X0001")
    assert group.quota == 1


@pytest.mark.django_db
def test_a_database_with_studies_is_left_alone():
    create_from_demand(STUDENTS, SUBJECTS)
    with pytest.raises(Refused):
        create_from_demand(STUDENTS, SUBJECTS)
    assert apps.get_model("studies", "Study").objects.count() == 4
