"""Students who could not be in two of their classes any more."""

from collections import defaultdict
from functools import cache

from registrar.areas.registration.facts.timetable_file import Problem, Slot
from registrar.areas.registration.facts.timetable_now import TimetableNow, registered_with
from registrar.areas.registration.facts.timetable_plan import Plan

NAMED = 50


def clashes(plan: Plan, now: TimetableNow) -> list[Problem]:
    """Return a warning for each group whose new times meet those of its students' other groups; one query.

    It names how many students, and the first fifty of them with the other group. A clash that stands already is not
    counted.
    """
    moved = {one.known.pk: one for one in plan.accepted() if one.known and one.times_changed}
    if not moved:
        return []
    before = {known.pk: list(known.slots.values()) for known in now.groups.values()}
    after = before | {pk: [slot for _line, slot in one.slots] for pk, one in moved.items()}
    names = {known.pk: f"{known.subject} {known.code}" for known in now.groups.values()}

    @cache
    def clash(one: int, two: int) -> bool:
        return _meet(after[one], after[two]) and not _meet(before[one], before[two])

    hit: dict[int, list[str]] = defaultdict(list)
    for number, groups in registered_with(list(moved), now.term).values():
        for group in groups:
            if group in moved:
                hit[group] += [f"{number} ({names[two]})" for two in groups if two != group and clash(group, two)]
    found = []
    for pk, students in hit.items():
        if students:
            row = moved[pk].rows[0]
            args = {"count": len(students), "students": students[:NAMED]}
            found.append(Problem(row.line, "start", names[pk], "students_clash", args, warning=True))
    return found


def _meet(one: list[Slot], two: list[Slot]) -> bool:
    return any(mine.meets_with(theirs) for mine in one for theirs in two)
