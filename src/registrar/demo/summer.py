"""The Summer Term's small programme: shared subjects again, in small groups that meet twice a week."""

from collections import defaultdict

from registrar.areas.catalogue.room_file import RoomEntry
from registrar.demo.students import THIS_YEAR
from registrar.demo.syllabus import Syllabus
from registrar.demo.syllabus_file import SummerProgramme
from registrar.demo.timetable import Group, Slot, Timetable
from registrar.kernel import AcademicYear

SUMMER = f"{AcademicYear(THIS_YEAR)}-ST"
# Two weekdays at one hour, so that half as many weeks hold as many hours.
PAIRS = tuple(
    ((first, hour, 30), (second, hour, 30))
    for hour in (8, 11, 14)
    for first, second in ((1, 3), (2, 4), (3, 5), (1, 4), (2, 5))
)


def plan_summer(programme: SummerProgramme, syllabus: Syllabus, rooms: list[RoomEntry], students: int) -> Timetable:
    """Return the Summer Term's timetable for a university of so many students: no room is used twice at a time.

    Subjects that no programme of this university teaches are left out; the groups of one subject meet at different
    times.
    """
    by_size = sorted(rooms, key=lambda room: (room.capacity, room.code))
    used: set[tuple[Slot, str]] = set()
    by_subject: dict[str, list[Group]] = defaultdict(list)
    taught = [code for code in programme.subjects if code in syllabus.subjects]
    count = min(len(PAIRS), -(-students // programme.students_per_group))
    for place, code in enumerate(taught):
        for number in range(count):
            pair = PAIRS[(place + number) % len(PAIRS)]
            room = next(
                (
                    one.code
                    for one in by_size
                    if one.capacity >= programme.seats and not any((slot, one.code) in used for slot in pair)
                ),
                None,
            )
            used.update((slot, room) for slot in pair if room)
            group = Group(code, SUMMER, pair[0], str(1001 + number), quota=programme.seats, room=room, second=pair[1])
            group.weeks = tuple(range(1, programme.weeks + 1))
            by_subject[code].append(group)
    groups = [group for code in taught for group in by_subject[code]]
    return Timetable(SUMMER, groups, {}, dict(by_subject))
