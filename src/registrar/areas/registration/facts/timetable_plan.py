"""What a timetable file would change: groups that stand or fall together, row by row counted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from registrar.areas.registration.facts.timetable_bookings import Booked, double_bookings
from registrar.areas.registration.facts.timetable_file import Problem, Row, Slot
from registrar.areas.registration.facts.timetable_now import Key, Known, TimetableNow, used_groups

KEY_COLUMNS = {"term", "subject", "group"}


@dataclass(slots=True)
class GroupPlan:
    """One group as the file wants it, and as it is (None: it would be new)."""

    key: Key
    rows: list[Row]
    known: Known | None
    quota: int = 0
    teacher: str = ""

    @property
    def slots(self) -> list[tuple[int, Slot]]:
        """Line and meeting."""
        return [(row.line, row.slot) for row in self.rows if row.slot is not None]

    @property
    def traits_changed(self) -> bool:
        """Whether quota or teacher differ from what is."""
        return self.known is not None and (self.quota, self.teacher) != (self.known.quota, self.known.teacher)

    def meetings(self) -> tuple[list[int], list[Slot]]:
        """Return (primary keys of meetings that go, meetings that come); equal ones are left alone."""
        coming = Counter(slot for _line, slot in self.slots)
        going = []
        for pk, slot in self.known.slots.items() if self.known else ():
            if coming[slot]:
                coming[slot] -= 1
            else:
                going.append(pk)
        return going, list(coming.elements())

    @property
    def times_changed(self) -> bool:
        """Whether the students of the group have to be told: a time, a week or a room is another."""
        if self.known is None:
            return False
        going, coming = self.meetings()
        return bool(going or coming)


@dataclass
class Plan:
    """What would be done, what is held back and why."""

    groups: dict[Key, GroupPlan] = field(default_factory=dict)
    removals: list[Known] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    held_back: set[Key] = field(default_factory=set)
    lines: int = 0

    @property
    def errors(self) -> list[Problem]:
        """What stands against a row."""
        return [one for one in self.problems if not one.warning]

    def accepted(self) -> list[GroupPlan]:
        """Return the groups that nothing stands against, in the order of the file."""
        return [one for key, one in self.groups.items() if key not in self.held_back]

    def bad_lines(self) -> list[int]:
        """Return the lines that would not be taken: those with an error, and the others of the same group."""
        lines = {one.line for one in self.errors if one.line}
        for key in self.held_back & set(self.groups):
            lines.update(row.line for row in self.groups[key].rows)
        return sorted(lines)

    def counts(self) -> dict[str, int]:
        """Return how many rows would be added, changed, removed, and are as they stand."""
        counts = Counter({"added": 0, "changed": 0, "removed": 0, "unchanged": 0})
        for one in self.accepted():
            rows = max(len(one.rows), 1)
            if one.known is None:
                counts["added"] += rows
                continue
            going, coming = one.meetings()
            moved = min(len(going), len(coming))
            same = rows - len(coming)
            counts["changed"] += moved + (same if one.traits_changed else 0)
            counts["unchanged"] += 0 if one.traits_changed else same
            counts["added"] += len(coming) - moved
            counts["removed"] += len(going) - moved
        counts["removed"] += sum(max(len(one.slots), 1) for one in self.removals)
        return dict(counts)

    def fingerprint(self) -> str:
        """Return a hash of everything that would be written: two plans with one fingerprint do the same."""
        parts: list[Any] = [sorted(one.pk for one in self.removals), sorted(self.held_back)]
        for one in sorted(self.accepted(), key=lambda one: one.key):
            parts.append([one.key, one.quota, one.teacher, one.known.pk if one.known else 0, *one.meetings()])
        return sha256(repr(parts).encode()).hexdigest()


def make_plan(
    rows: Iterable[Row],
    unread: Iterable[Problem],
    now: TimetableNow,
    *,
    departments: Collection[str] | None,
    complete: bool,
) -> Plan:
    """Check the rows of a file against the term; three queries at most, for what would be removed.

    `departments` are those whose subjects may be changed (None: all); with `complete`, their groups that the file
    doesn't name are removed. The rows of a group stand or fall together.
    """
    plan = Plan(problems=list(unread))
    by_key: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[(row.subject, row.group)].append(row)
    for key, of_group in by_key.items():
        plan.groups[key] = GroupPlan(key, of_group, now.groups.get(key))
        _check_group(plan.groups[key], now, departments, plan)
    _hold_back(plan)
    _keep_meetings(plan)
    if complete:
        _remove_missing(plan, now, departments)
    _check_bookings(plan, now)
    plan.problems.sort(key=lambda one: (one.line, one.warning))
    return plan


class _Against:
    """Collects what stands against the rows of a group."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, row: Row, column: str, value: Any, code: str, warning: bool = False, **args: Any) -> None:
        self.plan.problems.append(Problem(row.line, column, str(value), code, args, warning))


def _check_group(one: GroupPlan, now: TimetableNow, departments: Collection[str] | None, plan: Plan) -> None:
    wrong, first = _Against(plan), one.rows[0]
    department = now.subjects.get(one.key[0])
    if department is None:
        wrong(first, "subject", one.key[0], "unknown_subject")
    elif departments is not None and department not in departments:
        wrong(first, "subject", one.key[0], "other_department", department=department)
    if one.key[0] in now.cancelled:
        wrong(first, "subject", one.key[0], "cancelled")
    _take_traits(one, wrong)
    if one.known and one.quota < one.known.taken + one.known.held:
        taken, held = one.known.taken, one.known.held
        wrong(first, "quota", one.quota, "quota_below", taken=taken, held=held, least=taken + held)
    for row in one.rows:
        _check_row(row, one, now, wrong)
    for place, row in enumerate(one.rows):
        for other in one.rows[:place]:
            if row.slot and other.slot and row.slot.meets_with(other.slot):
                wrong(row, "start", row.slot.start, "own_overlap", other_line=other.line)
                break


def _check_row(row: Row, one: GroupPlan, now: TimetableNow, wrong: _Against) -> None:
    if row.teacher and row.teacher not in now.teachers:
        wrong(row, "teacher", row.teacher, "unknown_teacher")
    room = row.room
    seats = now.rooms.get(room)
    if room and seats is None:
        wrong(row, "room", room, "unknown_room")
    elif seats is not None and seats < one.quota:
        wrong(row, "room", room, "small_room", warning=True, seats=seats, quota=one.quota)


def _take_traits(one: GroupPlan, wrong: _Against) -> None:
    """Take quota and teacher from the rows that name them; they must agree."""
    quotas = [row for row in one.rows if row.quota is not None]
    taught = [row for row in one.rows if row.teacher]
    if not quotas and not any(row.broken for row in one.rows):
        wrong(one.rows[0], "quota", "", "empty")
    elif quotas:
        one.quota = quotas[0].quota or 0
    one.teacher = taught[0].teacher if taught else ""
    for row in quotas[1:]:
        if row.quota != one.quota:
            wrong(row, "quota", row.quota, "differs", other_line=quotas[0].line, other=one.quota)
    for row in taught[1:]:
        if row.teacher != one.teacher:
            wrong(row, "teacher", row.teacher, "differs", other_line=taught[0].line, other=one.teacher)
    if len(one.rows) > 1:
        for row in one.rows:
            if row.slot is None and not row.broken:
                wrong(row, "weekday", "", "no_meeting")


def _hold_back(plan: Plan) -> None:
    bad = {one.line for one in plan.errors}
    plan.held_back = {key for key, one in plan.groups.items() if any(row.line in bad for row in one.rows)}


def _keep_meetings(plan: Plan) -> None:
    """Let no group lose a meeting that may be the row whose subject or group can't be read."""
    if not any(one.column in KEY_COLUMNS for one in plan.errors):
        return
    for one in plan.accepted():
        going, coming = one.meetings()
        if one.known is not None and len(going) > len(coming):
            plan.problems.append(Problem(one.rows[0].line, "group", one.key[1], "loses_meeting"))
            plan.held_back.add(one.key)


def _remove_missing(plan: Plan, now: TimetableNow, departments: Collection[str] | None) -> None:
    missing = [
        one
        for key, one in now.groups.items()
        if key not in plan.groups
        and one.subject not in now.cancelled
        and (departments is None or now.subjects.get(one.subject) in departments)
    ]
    if any(one.column in KEY_COLUMNS or one.code in ("formula", "date_cell") for one in plan.errors):
        # A slip in a code must not look like a group that was left out.
        if missing:
            plan.problems.append(Problem(0, "group", "", "removals_wait", {"count": len(missing)}, warning=True))
        return
    unread = {one.line for one in plan.errors} - {row.line for one in plan.groups.values() for row in one.rows}
    if unread and missing:
        plan.problems.append(Problem(0, "group", "", "removals_wait", {"count": len(missing)}, warning=True))
        return
    used = used_groups([one.pk for one in missing])
    for one in missing:
        if one.pk in used:
            args = {"taken": one.taken}
            plan.problems.append(Problem(0, "group", f"{one.subject} {one.code}", "in_use", args))
        else:
            plan.removals.append(one)


def _check_bookings(plan: Plan, now: TimetableNow) -> None:
    """Hold back groups whose room or teacher is taken; what stays behind keeps its old place, so look again."""
    while True:
        found = double_bookings(_booked(plan, now))
        lines = {row.line: key for key, one in plan.groups.items() for row in one.rows}
        fresh = {lines[one.line] for one in found if one.line in lines} - plan.held_back
        plan.problems += found
        if not fresh:
            return
        plan.held_back |= fresh


def _booked(plan: Plan, now: TimetableNow) -> list[Booked]:
    removed = {one.pk for one in plan.removals}
    booked = []
    for one in plan.accepted():
        old = Counter(one.known.slots.values()) if one.known else Counter()
        moved = one.known is None or one.teacher != one.known.teacher
        for line, slot in one.slots:
            fresh = old[slot] == 0
            old[slot] -= 1
            booked.append(Booked(one.key, slot, one.teacher, line, room_new=fresh, teacher_new=fresh or moved))
    accepted = {one.key for one in plan.accepted()}
    for key, known in now.groups.items():
        if key not in accepted and known.pk not in removed and known.subject not in now.cancelled:
            booked += [Booked(key, slot, known.teacher) for slot in known.slots.values()]
    return booked
