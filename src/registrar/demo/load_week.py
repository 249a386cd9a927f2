"""The plan's weeks and seats, copied into their tables."""

from collections.abc import Iterator
from typing import Any

from registrar.demo.copying import copy_rows
from registrar.demo.enrolment import seats
from registrar.demo.numbering import Numbering
from registrar.demo.timetable import Group

LABORATORIES = {"BME", "COMP", "EEE", "ME", "AAE", "ABCT", "AP", "HTI", "FSN", "SFT", "SO"}


PLANNED_AT = "2024-09-02T20:00:00+08:00"


class WeekTables(Numbering):
    """Offerings, groups, meetings and registrations."""

    def offered(self) -> int:
        """Offerings, groups with their teachers, and when and where they meet."""
        timetables = self.plan.timetables
        for timetable in timetables:
            for subject in sorted(timetable.by_subject):
                self.offerings[(subject, timetable.term)] = self.numbers("registration.Offering")
        for timetable in timetables:
            for group in timetable.groups:
                self.groups[id(group)] = self.numbers("registration.SubjectGroup")
        copy_rows(
            "registration.Offering",
            ("id", "subject", "term", "state"),
            ((number, subject, term, "open") for (subject, term), number in self.offerings.items()),
        )
        everything = [group for timetable in timetables for group in timetable.groups]
        teachers = self.plan.staff.teachers
        count = copy_rows(
            "registration.SubjectGroup",
            ("id", "offering", "code", "quota", "seats_taken", "teacher"),
            (
                (
                    self.groups[id(g)],
                    self.offerings[(g.subject, g.term)],
                    g.code,
                    g.quota,
                    0,
                    self.employees + teachers[g.teacher],
                )
                for g in everything
            ),
        )
        copy_rows(
            "registration.Meeting",
            ("id", "group", "kind", "weekday", "starts_at", "ends_at", "weeks", "room"),
            (row for group in everything for row in self._meetings(group)),
        )
        return count

    def _meetings(self, group: Group) -> Iterator[tuple[Any, ...]]:
        laboratory = self.plan.syllabus.subjects[group.subject].department in LABORATORIES
        meetings = [("lecture", group.lecture)]
        if not group.short:
            meetings.append(("laboratory" if laboratory else "tutorial", group.tutorial))
        for kind, (start, end) in meetings:
            for day, *_ in group.slots:
                number = self.numbers("registration.Meeting")
                yield number, self.groups[id(group)], kind, day, start, end, group.weeks, group.room

    def registrations(self) -> int:
        """Seats taken in the registration window of this term."""
        timetable = self.plan.timetables[0]
        term = self.terms[timetable.term]
        offices = self.plan.staff.offices
        taken = seats(self.plan.students, timetable, term.registration_from, term.registration_to, self.plan.random)
        return copy_rows(
            "registration.Registration",
            (
                "id",
                "study",
                "offering",
                "group",
                "state",
                "kind",
                "category",
                "credits",
                "registered_at",
                "ended_at",
                "decision",
                "actor",
            ),
            (
                (
                    self.numbers("registration.Registration"),
                    self.studies + seat.student,
                    self.offerings[(seat.wish.subject, timetable.term)],
                    self.groups[id(seat.group)],
                    "registered",
                    seat.wish.kind,
                    seat.wish.category,
                    self.plan.syllabus.subjects[seat.wish.subject].credits,
                    seat.at,
                    None,
                    None,
                    self.employees + offices[self.plan.students[seat.student].programme.department]
                    if seat.wish.kind == "assigned"
                    else self.users + seat.student,
                )
                for seat in taken
            ),
        )

    def planned(self) -> int:
        """Next semester's pattern in the baskets of those who plan ahead."""
        timetable = self.plan.timetables[1]
        return copy_rows(
            "registration.BasketItem",
            ("id", "study", "group", "offering", "added_at"),
            (
                (
                    self.numbers("registration.BasketItem"),
                    self.studies + i,
                    self.groups[id(group)],
                    self.offerings[(group.subject, group.term)],
                    PLANNED_AT,
                )
                for i, student in enumerate(self.plan.students)
                if student.planned
                for group in timetable.section_of(student).groups.values()
            ),
        )
