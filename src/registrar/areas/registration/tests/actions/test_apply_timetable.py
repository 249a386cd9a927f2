"""A timetable file is written once, and only as it was checked."""

import pytest
from tests import world

from registrar.areas.platform.models import Notice
from registrar.areas.registration.actions.apply_timetable import apply_timetable
from registrar.areas.registration.actions.check_timetable import check_timetable
from registrar.areas.registration.models import Meeting, Offering, SubjectGroup
from registrar.areas.registration.tests.timetable_files import KEY, NOW, meets, room, source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    world.subject("COMP1011")
    world.subject("COMP1012")
    world.user("lee", "teacher")
    room()


def state() -> list[tuple]:
    rows = Meeting.objects.order_by("group__offering__subject_id", "group__code", "weekday")
    return list(
        rows.values_list(
            "group__offering__subject_id",
            "group__code",
            "group__quota",
            "group__teacher__username",
            "weekday",
            "room_id",
        )
    )


LINES = (
    f"{KEY},COMP1011,1001,40,lee,Lecture,Mon,09:30,11:20,1-13,Z205",
    f"{KEY},COMP1011,1001,40,lee,Tutorial,Wed,09:30,10:20,1-13,Z205",
    f"{KEY},COMP1012,1001,30,,Lecture,Fri,09:30,11:20,1-13,",
)


def test_a_file_is_applied_once_however_often_it_comes() -> None:
    # Given a file of two new groups / When it is applied twice
    first, second = (apply_timetable(source(*LINES), None, now=NOW) for _ in range(2))
    # Then the second time nothing changes, not even the rows' numbers
    assert first.counts == {"added": 3, "changed": 0, "removed": 0, "unchanged": 0}
    before = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    assert second.counts == {"added": 0, "changed": 0, "removed": 0, "unchanged": 3}
    assert list(Meeting.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert state() == [
        ("COMP1011", "1001", 40, "lee", 1, "Z205"),
        ("COMP1011", "1001", 40, "lee", 3, "Z205"),
        ("COMP1012", "1001", 30, None, 5, None),
    ]


def test_right_rows_are_applied_and_the_others_stay_as_they_were() -> None:
    # Given the timetable applied
    apply_timetable(source(*LINES), None, now=NOW)
    # When a file changes one group and has an error in the other
    wrong, right = LINES[0].replace("Mon", "Tue"), LINES[2].replace(",30,", ",35,")
    done = apply_timetable(source(wrong, LINES[1].replace("Z205", "Q1"), right), None, now=NOW)
    # Then only the right one is written
    assert done.counts == {"added": 0, "changed": 1, "removed": 0, "unchanged": 0}
    assert state() == [
        ("COMP1011", "1001", 40, "lee", 1, "Z205"),
        ("COMP1011", "1001", 40, "lee", 3, "Z205"),
        ("COMP1012", "1001", 35, None, 5, None),
    ]


def test_a_student_whose_classes_move_is_told_once(mailoutbox) -> None:
    # Given a student in two groups, and one in a group that stays
    apply_timetable(source(*LINES), None, now=NOW)
    groups = list(SubjectGroup.objects.order_by("offering__subject_id"))
    both, other = world.study("24000001D"), world.study("24000002D")
    world.register(both, groups[0])
    world.register(both, groups[1])
    still = world.group(world.subject("COMP1013"))
    world.register(other, still)
    # When both groups move
    moved = [LINES[0].replace("Mon", "Tue"), LINES[1], LINES[2].replace("Fri", "Thu")]
    done = apply_timetable(source(*moved), None, now=NOW)
    # Then there is one notice that names both
    assert done.told == 1
    notice = Notice.objects.get()
    assert notice.recipient == both.student
    assert "COMP1011 (1001)" in notice.body_en
    assert "COMP1012 (1001)" in notice.body_zh


def test_a_change_of_teacher_or_quota_tells_nobody() -> None:
    apply_timetable(source(*LINES), None, now=NOW)
    world.register(world.study(), SubjectGroup.objects.get(offering__subject_id="COMP1012"))
    done = apply_timetable(source(LINES[2].replace(",30,,", ",31,lee,")), None, now=NOW)
    assert (done.told, done.counts["changed"], Notice.objects.count()) == (0, 1, 0)


def test_a_term_that_has_changed_since_the_check_is_not_touched() -> None:
    # Given a checked file
    wanted = source(*LINES)
    fingerprint = check_timetable(wanted)[0].fingerprint()
    # When somebody makes one of its groups meanwhile
    meets(world.group(world.subject("COMP1012"), quota=30), 2, "09:30", "11:20")
    before = state()
    done = apply_timetable(wanted, fingerprint, now=NOW)
    # Then nothing is written
    assert done.moved
    assert state() == before


def test_a_complete_file_removes_free_groups() -> None:
    apply_timetable(source(*LINES), None, now=NOW)
    done = apply_timetable(source(*LINES[:2], complete=True), None, now=NOW)
    assert done.counts == {"added": 0, "changed": 0, "removed": 1, "unchanged": 2}
    assert [one.code for one in SubjectGroup.objects.filter(offering__subject_id="COMP1012")] == []
    assert Offering.objects.count() == 2


def test_many_groups_take_no_more_statements_than_one(django_assert_max_num_queries) -> None:
    def line(group: int) -> str:
        return f"{KEY},COMP1011,{group},40,,Lecture,{group % 5 + 1},09:30,10:20,1-13,"

    one, many = source(line(2001)), source(*(line(group) for group in range(3001, 3041)))
    apply_timetable(source(line(1001)), None, now=NOW)
    counts = []
    for wanted in (one, many):
        with django_assert_max_num_queries(40) as seen:
            apply_timetable(wanted, None, now=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]
