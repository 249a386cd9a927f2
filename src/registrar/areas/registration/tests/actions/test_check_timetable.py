"""Every kind of error in a timetable file has its own answer, and the right rows stay right."""

import pytest
from tests import world

from registrar.areas.registration.actions.check_timetable import check_timetable
from registrar.areas.registration.models import Meeting, Offering, ReservedPlaces, SubjectGroup
from registrar.areas.registration.tests.timetable_files import KEY, meets, room, source

pytestmark = pytest.mark.django_db
GOOD = f"{KEY},COMP1011,1001,40,lee,Lecture,Mon,09:30,11:20,1-13,Z205"


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    world.subject("COMP1011")
    world.subject("COMP1012")
    world.user("lee", "teacher")
    room()


def found(*lines: str, **traits) -> list[tuple]:
    plan, _now = check_timetable(source(*lines, **traits))
    return [(one.line, one.column, one.value, one.code) for one in plan.problems]


def test_a_right_file_has_nothing_against_it() -> None:
    # Given two meetings of a new group / When the file is checked
    plan, _now = check_timetable(source(GOOD, f'{KEY},COMP1011,1001,,,導修,三,9:30,10:20,"1-6,8-13",Z205'))
    # Then both would be added, and nothing is written
    assert plan.problems == []
    assert plan.counts() == {"added": 2, "changed": 0, "removed": 0, "unchanged": 0}
    assert [slot.weeks for _line, slot in plan.groups["COMP1011", "1001"].slots][1] == (*range(1, 7), *range(8, 14))
    assert Offering.objects.count() == SubjectGroup.objects.count() == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("COMP1011", "COMP9999", ("subject", "COMP9999", "unknown_subject")),
        ("COMP1011", "", ("subject", "", "empty")),
        ("1001,40", "10-1,40", ("group", "10-1", "group_code")),
        (",40,", ",many,", ("quota", "many", "number")),
        (",40,", ",,", ("quota", "", "empty")),
        ("lee", "wong", ("teacher", "wong", "unknown_teacher")),
        ("Lecture", "Seminar", ("kind", "Seminar", "kind")),
        ("Mon", "Moon", ("weekday", "Moon", "weekday")),
        ("09:30", "9h30", ("start", "9h30", "time")),
        ("11:20", "09:30", ("end", "09:30", "ends_before")),
        ("1-13", "6-Jan", ("weeks", "6-Jan", "weeks")),
        ("1-13", "1-14", ("weeks", "1-14", "week_of_term")),
        ("Z205", "Q999", ("room", "Q999", "unknown_room")),
        (KEY, "2023/24-S1", ("term", "2023/24-S1", "other_term")),
        ("COMP1011,", "=A1,", ("subject", "=A1", "formula")),
    ],
)
def test_each_error_names_row_column_and_value(old: str, new: str, says: tuple) -> None:
    # Given one wrong cell among right rows / When checked / Then only its row is held back
    plan, _now = check_timetable(
        source(GOOD.replace(old, new, 1), f"{KEY},COMP1012,1001,30,,Lecture,Fri,09:30,11:20,1-13,")
    )
    assert [(one.line, one.column, one.value, one.code) for one in plan.errors] == [(2, *says)]
    assert plan.counts()["added"] == 1
    assert plan.bad_lines() == [2]


def test_a_row_with_several_errors_names_each_and_holds_its_group_back() -> None:
    # Given a group of two meetings
    group = world.group(world.subject("COMP1011"), quota=40)
    meets(group, 1, "09:30", "11:20")
    meets(group, 3, "09:30", "10:20")
    # When one of its rows is wrong in three cells
    plan, _now = check_timetable(
        source(
            f"{KEY},COMP1011,1001,40,,Lecture,Mon,09:30,11:20,1-13,",
            f"{KEY},COMP1011,1001,40,wong,Tutorial,Wed,09:30,10:20,6-Jan,Q1",
        )
    )
    # Then each is named, and the other row isn't taken without it
    assert [(one.line, one.column, one.code) for one in plan.errors] == [
        (3, "weeks", "weeks"),
        (3, "teacher", "unknown_teacher"),
        (3, "room", "unknown_room"),
    ]
    assert plan.bad_lines() == [2, 3]
    assert plan.counts() == {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}


def test_no_group_loses_a_meeting_to_a_slip_in_a_code() -> None:
    # Given a group of two meetings, one of whose rows names a subject that isn't there
    group = world.group(world.subject("COMP1011"), quota=40)
    meets(group, 1, "09:30", "11:20")
    meets(group, 3, "09:30", "10:20")
    first = f"{KEY},COMP1011,1001,40,,Lecture,Mon,09:30,11:20,1-13,"
    slip = f"{KEY},COMP101l,1001,40,,Lecture,Wed,09:30,10:20,1-13,"
    # When the file is checked / Then the group stays as it is
    assert found(first, slip) == [(2, "group", "1001", "loses_meeting"), (3, "subject", "COMP101L", "unknown_subject")]
    # And without the slip the meeting goes
    assert check_timetable(source(first))[0].counts()["removed"] == 1


def test_full_width_digits_and_marks_are_read() -> None:
    wide = f"{KEY},COMP1011,１００１,４０,,Lecture,１,９：３０,１１：２０,１－１３,"
    plan, _now = check_timetable(source(wide))
    assert plan.problems == []
    assert list(plan.groups) == [("COMP1011", "1001")]


def test_a_department_changes_its_own_subjects_only() -> None:
    assert found(GOOD, departments=["AMA"]) == [(2, "subject", "COMP1011", "other_department")]


def test_a_room_and_a_teacher_are_in_one_place_at_a_time() -> None:
    # Given a group in the room, and one with the teacher, in the first weeks
    group = world.group(world.subject("AMA1011"), teacher=world.user("ho", "teacher"))
    meets(group, 1, "10:30", "12:20", "Z205", weeks=[1, 2, 3])
    # When other groups are put there in the same weeks, and in others
    lines = [GOOD, f"{KEY},COMP1012,1001,40,ho,Lecture,Mon,11:20,12:20,3,", GOOD.replace("1001", "1002", 1)]
    free = GOOD.replace("1-13", "4-13").replace("lee", "")
    # Then the first are errors, and who comes to it in another week is none
    assert found(*lines[:2]) == [(2, "room", "Z205", "room_taken"), (3, "teacher", "ho", "teacher_taken")]
    assert found(free) == []


def test_two_rows_of_a_file_for_one_room_are_both_named() -> None:
    lines = [GOOD.replace("lee", ""), f"{KEY},COMP1012,1001,30,,Lecture,1,10:30,12:20,13,Z205"]
    assert found(*lines) == [(2, "room", "Z205", "room_taken"), (3, "room", "Z205", "room_taken")]


def test_what_is_held_back_keeps_its_room() -> None:
    # Given a group in a room
    group = world.group(world.subject("COMP1011"), quota=40)
    meets(group, 1, "09:30", "11:20", "Z205")
    # When it moves with an error, and another group takes its room
    moves = f"{KEY},COMP1011,1001,40,nobody,Lecture,Tue,09:30,11:20,1-13,Z205"
    takes = f"{KEY},COMP1012,1001,40,,Lecture,Mon,09:30,11:20,1-13,Z205"
    # Then the second is refused as well, because the first stays
    assert found(moves, takes) == [(2, "teacher", "nobody", "unknown_teacher"), (3, "room", "Z205", "room_taken")]


def test_a_double_booking_that_stands_already_is_no_error_of_the_file() -> None:
    # Given two groups in one room
    for subject in ("COMP1011", "COMP1012"):
        meets(world.group(world.subject(subject), quota=40), 1, "09:30", "11:20", "Z205")
    # When the same is uploaded
    line = f"{KEY},COMP1012,1001,40,,Lecture,Mon,09:30,11:20,1-13,Z205"
    plan, _now = check_timetable(source(line, line.replace("1012", "1011")))
    # Then nothing is wrong and nothing changes
    assert plan.problems == []
    assert plan.counts() == {"added": 0, "changed": 0, "removed": 0, "unchanged": 2}


def test_a_quota_covers_the_places_taken_and_kept() -> None:
    # Given one place taken and two kept
    group = world.group(world.subject("COMP1011"), quota=40)
    world.register(world.study(), group)
    ReservedPlaces.objects.create(group=group, cohort="2023/24", places=2)
    # When the quota is to be two, and three
    line = GOOD.replace("lee", "")
    low = check_timetable(source(line.replace(",40,", ",2,")))[0]
    assert [(one.code, one.args) for one in low.errors] == [("quota_below", {"taken": 1, "held": 2, "least": 3})]
    assert check_timetable(source(line.replace(",40,", ",3,")))[0].errors == []


def test_a_room_too_small_is_a_warning() -> None:
    plan, _now = check_timetable(source(GOOD.replace(",40,", ",61,")))
    assert [(one.code, one.warning, one.args["seats"]) for one in plan.problems] == [("small_room", True, 60)]
    assert plan.counts()["added"] == 1


def test_students_who_would_clash_are_counted_and_named() -> None:
    # Given two students in two classes, one of them in both
    moved, other = world.group(world.subject("COMP1011")), world.group(world.subject("COMP1012"))
    meets(moved, 2, "09:30", "11:20")
    meets(other, 1, "10:30", "12:20", weeks=[13])
    both, one = world.study("24000001D"), world.study("24000002D")
    world.register(both, moved)
    world.register(both, other)
    world.register(one, moved)
    # When the first class moves onto the second in its last week, and past it
    line = f"{KEY},COMP1011,1001,40,,Lecture,Mon,09:30,11:20,1-13,"
    plan = check_timetable(source(line))[0]
    assert [(one.code, one.warning, one.args) for one in plan.problems] == [
        ("students_clash", True, {"count": 1, "students": ["24000001D (COMP1012 1001)"]})
    ]
    assert found(line.replace("1-13", "1-12")) == []


def test_rows_of_a_group_agree_and_do_not_overlap() -> None:
    second = GOOD.replace(",40,lee,", ",41,ho,").replace("09:30", "11:00").replace("11:20", "12:00")
    world.user("ho", "teacher")
    assert sorted(one[1:] for one in found(GOOD, second)) == [
        ("quota", "41", "differs"),
        ("start", "11:00", "own_overlap"),
        ("teacher", "ho", "differs"),
    ]


def test_a_complete_file_removes_what_it_leaves_out_unless_somebody_is_in_it() -> None:
    # Given two groups that the file leaves out, one with a student who dropped it
    used, free = world.group(world.subject("COMP1012")), world.group(world.subject("COMP1012"), code="1002")
    world.register(world.study(), used, state="dropped", ended_at=world.at("2024-09-03 10:00"))
    # When it is complete / Then one is an error and one goes
    plan = check_timetable(source(GOOD, complete=True))[0]
    assert [(one.value, one.code) for one in plan.errors] == [("COMP1012 1001", "in_use")]
    assert [one.pk for one in plan.removals] == [free.pk]
    # And where a code can't be read, nothing looks left out
    slipped = check_timetable(source(GOOD, GOOD.replace("COMP1011", "CMP1012"), complete=True))[0]
    assert slipped.removals == []
    assert [one.args for one in slipped.problems if one.code == "removals_wait"] == [{"count": 2}]


def test_a_cancelled_offering_takes_no_rows() -> None:
    world.group(world.subject("COMP1011"))
    Offering.objects.update(state="cancelled")
    assert (2, "subject", "COMP1011", "cancelled") in found(GOOD)


def test_the_check_takes_the_same_queries_for_one_row_and_for_many(django_assert_num_queries) -> None:
    many = [
        f"{KEY},COMP1011,{1001 + n},40,,Lecture,{n % 5 + 1},{8 + n % 9:02}:30,{9 + n % 9:02}:20,1-13,"
        for n in range(60)
    ]
    sources = [source(many[0]), source(*many)]
    for one in sources:
        with django_assert_num_queries(8):
            check_timetable(one)
    assert Meeting.objects.count() == 0
