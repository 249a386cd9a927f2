"""What is wrong with a cell of a timetable file, and what is expected, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.registration.facts.timetable_file import HEADS
from registrar.ui.words import in_reader_language, weekday

WORDS = {
    "formula": gettext_lazy("The cell holds a formula. Replace it by its value."),
    "date_cell": gettext_lazy(
        "The spreadsheet has turned this into a date. Set the cell's format to text and type it again."
    ),
    "other_term": gettext_lazy("The upload is for {expected}; write that, or leave the cell empty."),
    "empty": gettext_lazy("Nothing is entered. Write the subject code, or the quota of the group."),
    "group_code": gettext_lazy("A group code has one to six digits or capital letters, such as 1001."),
    "number": gettext_lazy("Expected is a whole number from 0 to {most}."),
    "kind": gettext_lazy("Expected is Lecture, Tutorial or Laboratory."),
    "weekday": gettext_lazy("Expected is a weekday, such as Mon or 1 for Monday."),
    "time": gettext_lazy("Expected is a time of 24 hours, such as 09:30."),
    "ends_before": gettext_lazy("The meeting must end after it starts at {start}."),
    "weeks": gettext_lazy("Expected are teaching weeks, such as 1-6,8-13."),
    "week_of_term": gettext_lazy("The term has teaching weeks 1 to {last}."),
    "unknown_subject": gettext_lazy("The catalogue has no such subject. Expected is a code such as COMP1011."),
    "other_department": gettext_lazy("The subject belongs to {department}, whose timetable you can't change."),
    "cancelled": gettext_lazy("The offering is cancelled in this term."),
    "unknown_teacher": gettext_lazy("No Subject Teacher has this NetID."),
    "unknown_room": gettext_lazy("There is no such room. Expected is a code such as Z205."),
    "small_room": gettext_lazy("The room has {seats} seats and the group a quota of {quota}."),
    "quota_below": gettext_lazy("{taken} places are taken and {held} kept. Enter {least} or more."),
    "own_overlap": gettext_lazy("The group meets at the same time in row {other_line}."),
    "differs": gettext_lazy("Row {other_line} of the same group says {other}."),
    "loses_meeting": gettext_lazy(
        "The group would lose a meeting. Correct the rows first whose subject or group can't be read."
    ),
    "no_meeting": gettext_lazy("The group has other rows, so this one needs a day, times and weeks."),
    "room_taken": gettext_lazy("The room is used by {other}: {when}."),
    "teacher_taken": gettext_lazy("The teacher has {other} at that time: {when}."),
    "in_use": gettext_lazy("Students are or were registered in it, or wait for it, so it is not removed."),
    "removals_wait": gettext_lazy(
        "{count} groups aren't in the file. They are removed only once no code and no row is in error."
    ),
    "students_clash": gettext_lazy("{count} students would have two classes at one time: {students}"),
}
JOINT = ", "


def problem_words(problem: Mapping[str, Any]) -> str:
    """Return a problem, as a check's result has it, in words."""
    args = dict(problem["args"])
    if "weekday" in args:
        day = weekday(int(args["weekday"]) - 1, short=True)
        args["when"] = _("{day} {start}–{end}, weeks {weeks}").format(day=day, **_times(args))
        if args["other_line"]:
            args["when"] += " " + _("(row {line})").format(line=args["other_line"])
    if "students" in args:
        named = args["students"]
        more = _(" and others") if args["count"] > len(named) else ""
        args["students"] = JOINT.join(named) + more
    return str(WORDS[problem["code"]]).format(**args)


def _times(args: Mapping[str, Any]) -> dict[str, Any]:
    return {key: args[key] for key in ("start", "end", "weeks")}


def column_words(problem: Mapping[str, Any]) -> str:
    """Return the heading of a problem's column."""
    return in_reader_language(HEADS[problem["column"]])
